// Definitions that could not be loaded, as far as they can be told: what refers to one of them is not unknown.
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { isJsonObject } from './identity/reader.ts';
import { isDefName } from './names.ts';
import { NODE_KINDS, type LoadedNode, type NodeKind } from './node.ts';

/** One definition with an error of loading. */
export interface UnreadDef {
  /** Absent when that is what cannot be told. */
  readonly kind?: NodeKind;
  readonly name?: string;
  /** The effect kind that a defeffect defines. */
  readonly effect?: string;
  /** Where neither kind nor name can be told: the text, which quotes whatever it may define. */
  readonly text?: string;
  /** The definition where checks can read the rest of it: a member that nothing reads, or mistakes in steps of a plan. */
  readonly draft?: LoadedNode;
}

export interface UnreadDefs {
  /** Something is missing altogether, so that any name may be missing because of it. */
  readonly anything: boolean;
  readonly defs: readonly UnreadDef[];
}

export const NOTHING_UNREAD: UnreadDefs = { anything: false, defs: [] };

/** What can be told of a definition that has an error. */
export const unreadDef = (json: JsonValue, draft?: LoadedNode): UnreadDef => {
  const object = isJsonObject(json) ? json : undefined;
  const kind = NODE_KINDS.find((known) => known === object?.['$kind']);
  if (object === undefined || kind === undefined) return { text: JSON.stringify(json, plainNumber) };
  const { name } = object;
  return {
    kind,
    ...(typeof name === 'string' && isDefName(name) ? { name } : {}),
    ...effectOf(kind, object),
    ...(draft === undefined ? {} : { draft }),
  };
};

const plainNumber = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}` : value);

const effectOf = (kind: NodeKind, { kind: effect }: JsonObject): Pick<UnreadDef, 'effect'> =>
  kind === 'defeffect' && typeof effect === 'string' ? { effect } : {};

/** Those that are not read at all, or not as a whole: what only they use is not unused. */
export const notWhole = ({ draft }: UnreadDef): boolean => draft === undefined || draft.gaps !== undefined;

/**
 * Whether a name that no loaded definition has may be that of one which could not be loaded. `wanted` is the kind of the
 * definition, or `effect` for a name that is an effect kind.
 */
export const mayBeUnread = ({ anything, defs }: UnreadDefs, wanted: NodeKind | 'effect', name: string): boolean =>
  anything || defs.some((def) => mayMean(def, wanted, name));

const mayMean = ({ kind, name, effect, text }: UnreadDef, wanted: NodeKind | 'effect', sought: string): boolean => {
  if (kind === undefined) return text !== undefined && text.includes(JSON.stringify(sought));
  if (wanted === 'effect') return kind === 'defeffect' && (effect === undefined || effect === sought);
  return kind === wanted && (name === undefined || name === sought);
};
