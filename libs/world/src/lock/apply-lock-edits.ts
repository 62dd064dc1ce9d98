// Changes the locks in the text of an aos.sync.json and leaves every other character as it is.
import type { JsonObject } from '@nx-air/canon';
import type { Node } from 'jsonc-parser';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';

export interface LockEdit {
  /** Index in `air.imports`. */
  readonly index: number;
  readonly lock: JsonObject;
  /** To be written into a cargo import that has none. */
  readonly airDir?: string;
}

interface Style {
  readonly eol: string;
  readonly unit: string;
}

interface Replacement {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** The smallest indentation in use, two spaces where there is none. */
function styleOf(text: string): Style {
  const indents = [...text.matchAll(/^([ \t]+)\S/gm)].flatMap(([, indent]) => (indent === undefined ? [] : [indent]));
  const unit = indents.reduce<string | undefined>((best, indent) => (best === undefined || indent.length < best.length ? indent : best), undefined);
  return { eol: text.includes('\r\n') ? '\r\n' : '\n', unit: unit ?? '  ' };
}

/** The blanks that the line of `offset` begins with. */
function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

function formatValue(value: unknown, indent: string, { eol, unit }: Style): string {
  return JSON.stringify(value, undefined, unit).replaceAll('\n', `${eol}${indent}`);
}

/** A member after the last one of `object`, on a line of its own when the members are. */
function addMember(text: string, object: Node, key: string, value: unknown, style: Style): Replacement {
  const members = object.children ?? [];
  const [first] = members;
  const last = members.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('an import has at least one member');
  const indent = indentAt(text, first.offset);
  const spread = text.slice(object.offset, first.offset).includes('\n');
  const before = spread ? `,${style.eol}${indent}` : ', ';
  return { offset: last.offset + last.length, length: 0, text: `${before}${JSON.stringify(key)}: ${formatValue(value, indent, style)}` };
}

function setMember(text: string, object: Node, key: string, value: unknown, style: Style): Replacement {
  const known = findNodeAtLocation(object, [key]);
  if (known === undefined) return addMember(text, object, key, value, style);
  return { offset: known.offset, length: known.length, text: formatValue(value, indentAt(text, known.offset), style) };
}

function replacementsOf(text: string, root: Node, { index, lock, airDir }: LockEdit, style: Style): readonly Replacement[] {
  const entry = findNodeAtLocation(root, ['air', 'imports', index]);
  if (entry === undefined) throw new RangeError(`aos.sync.json has no import ${index}`);
  const cargo = airDir === undefined ? undefined : findNodeAtLocation(entry, ['cargo']);
  return [...(cargo === undefined ? [] : [setMember(text, cargo, 'air_dir', airDir, style)]), setMember(text, entry, 'lock', lock, style)];
}

/**
 * `text` must be a valid aos.sync.json with the imports that the edits name; throws `RangeError` otherwise. Applying
 * the same edits to the result changes nothing.
 */
export function applyLockEdits(text: string, edits: readonly LockEdit[]): string {
  const root = parseTree(text);
  if (root === undefined) throw new RangeError('aos.sync.json is empty');
  const style = styleOf(text);
  const replacements = edits.flatMap((edit) => replacementsOf(text, root, edit, style));
  return replacements
    .sort((a, b) => b.offset - a.offset)
    .reduce((done, { offset, length, text: inserted }) => done.slice(0, offset) + inserted + done.slice(offset + length), text);
}
