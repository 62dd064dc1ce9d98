// Applies edits of definitions and manifest to the texts of a world.
import { readJson, splitPointer, type JsonValue } from '@nx-air/canon';
import type { WorldEdit } from '@nx-air/plan/check';
import { editJson, type JsonPath } from '@nx-air/world';

/** The new text of every file that an edit touches, in their order; undefined for one that goes. */
export function applyWorldEdits(edits: readonly WorldEdit[], textOf: (file: string) => string): ReadonlyMap<string, string | undefined> {
  const texts = new Map<string, string | undefined>();
  for (const edit of edits) {
    const { file, pointer } = edit;
    const text = texts.has(file) ? texts.get(file) : textOf(file);
    texts.set(file, text === undefined ? undefined : editOne(text, pathOf(pointer), edit));
  }
  return texts;
}

function editOne(text: string, path: JsonPath, edit: WorldEdit): string | undefined {
  if ('set' in edit) return editJson(text, [{ set: path, value: edit.set }]);
  if ('add' in edit) return editJson(text, [{ add: path, items: [edit.add] }]);
  const [index] = path;
  const list = readJson(text).value;
  if (typeof index !== 'number' || !isList(list)) return undefined;
  return editJson(text, [{ set: [], value: list.filter((_, position) => position !== index) }]);
}

const isList = (json: JsonValue | undefined): json is readonly JsonValue[] => Array.isArray(json);

/** Lists are all that is numbered in definitions. */
const pathOf = (pointer: string): JsonPath => splitPointer(pointer).map((segment) => (/^\d+$/u.test(segment) ? Number(segment) : segment));
