// Reads the definitions of one file.
import { readJson } from '@nx-air/canon';
import type { JsonObject, JsonProblem, JsonValue } from '@nx-air/canon';
import type { Problem, Severity } from './finding.ts';
import { identify } from './identity.ts';
import { isJsonArray, isJsonObject } from './identity/reader.ts';
import { isReserved } from './names.ts';
import type { LoadedNode } from './node.ts';
import { isInGraph, salvagePlan } from './salvage.ts';
import { checkNode, subjectOf } from './structure/check-node.ts';
import { coverOf } from './structure/cover.ts';
import { describe } from './structure/describe.ts';
import { child, isIgnoredKey, reporter } from './structure/place.ts';
import { unreadDef, type UnreadDef } from './unread.ts';

export interface LoadOptions {
  /** Index of the import in `air.imports` that the file belongs to. */
  readonly import?: number;
  /** Severity of keys that nothing reads; an error unless given. */
  readonly unknownKeys?: Severity;
}

export interface LoadedFile {
  readonly nodes: readonly LoadedNode[];
  /** The definitions of the file that are not among `nodes`. */
  readonly unread: readonly UnreadDef[];
  readonly problems: readonly Problem[];
}

/**
 * Reads one definition, a list of them, or nothing (a blank file) from the bytes of `file`. A definition with a
 * problem of severity error is not among `nodes`; the others of the file are. Never throws for content.
 */
export const loadFile = (file: string, bytes: Uint8Array, options: LoadOptions = {}): LoadedFile => {
  if (isBlank(bytes)) return { nodes: [], unread: [], problems: [] };
  const { value, problems: faults } = readJson(bytes);
  const problems = faults.map((problem) => jsonProblem(file, problem));
  const nodes: LoadedNode[] = [];
  const unread: UnreadDef[] = [];
  if (value === undefined) unread.push({ text: new TextDecoder().decode(bytes) });
  for (const { json, pointer } of value === undefined ? [] : elements(value)) {
    const broken = new Set(faults.map((problem) => problem.pointer).filter((at) => isAtOrBelow(at, pointer)));
    const loaded = loadNode(json, { file, pointer, options });
    // What JSON itself is wrong about is not reported again by its consequences.
    const isConsequence = ({ code, pointer: at }: Problem): boolean =>
      broken.has(at) || (broken.size > 0 && code === 'unreadable_definition');
    for (const problem of loaded.problems) if (!isConsequence(problem)) problems.push(problem);
    if (loaded.node !== undefined && broken.size === 0) nodes.push(loaded.node);
    else unread.push(unreadDef(json, broken.size === 0 ? loaded.draft : undefined));
  }
  return { nodes, unread, problems };
};

const isAtOrBelow = (pointer: string, top: string): boolean => pointer === top || pointer.startsWith(`${top}/`);

const isBlank = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);

const elements = (value: JsonValue): { json: JsonValue; pointer: string }[] =>
  isJsonArray(value)
    ? value.map((json, index) => ({ json, pointer: child('', index) }))
    : [{ json: value, pointer: '' }];

const jsonProblem = (file: string, problem: JsonProblem): Problem => {
  const { code, pointer, line, column, expected, actual } = problem;
  return {
    code,
    subject: file,
    file,
    pointer,
    line,
    column,
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
  };
};

interface LoadedOne {
  readonly node?: LoadedNode;
  readonly draft?: LoadedNode;
  readonly problems: Problem[];
}

interface NodePlace {
  readonly file: string;
  readonly pointer: string;
  readonly options: LoadOptions;
}

const loadNode = (json: JsonValue, { file, pointer, options }: NodePlace): LoadedOne => {
  const place = { file, pointer, ...(options.unknownKeys === undefined ? {} : { unknownKeys: options.unknownKeys }) };
  if (!isJsonObject(json)) {
    const report = reporter(place, file);
    return { problems: [report('not_air_json', '', { expected: 'an object with `$kind`', actual: describe(json) })] };
  }
  const identity = identify(json);
  const problems = checkNode(json, place, { isTyped: identity !== undefined });
  if (identity === undefined) {
    if (problems.some(isError)) return { ...draftOf(json, problems, { file, pointer, options }), problems };
    return { problems: [...problems, reporter(place, file)('unreadable_definition', '')] };
  }
  const { kind, name, node, hash, dropped } = identity;
  const report = reporter(place, subjectOf(kind, json));
  if (isReserved(name)) problems.push(report('reserved_name', '/name', { actual: describe(name) }));
  const isReported = coverOf(problems.map((problem) => problem.pointer));
  for (const key of dropped) {
    if (isIgnored(key) || isReported(pointer + key)) continue;
    const severity = options.unknownKeys;
    problems.push(report('dropped_key', key, { at: 'key', ...(severity === undefined ? {} : { severity }) }));
  }
  const loaded = { kind, name, json, node, hash, origin: originOf({ file, pointer, options }) };
  const errors = problems.filter(isError);
  if (errors.length === 0) return { node: loaded, problems };
  if (errors.every((problem) => isExtra(problem, pointer))) return { draft: loaded, problems };
  return { ...draftOf(json, problems, { file, pointer, options }), problems };
};

const originOf = ({ file, pointer, options }: NodePlace): LoadedNode['origin'] => ({
  file,
  pointer,
  ...(options.import === undefined ? {} : { import: options.import }),
});

/** A plan whose mistakes stand in its steps and edges, without them. */
const draftOf = (json: JsonObject, problems: readonly Problem[], place: NodePlace): Pick<LoadedOne, 'draft'> => {
  const errors = problems.filter(isError);
  const inner = errors.map((problem) => problem.pointer.slice(place.pointer.length));
  const isApart = errors.every((problem, index) => isExtra(problem, place.pointer) || isInGraph(inner[index] ?? ''));
  const salvaged = json['$kind'] === 'defplan' && isApart ? salvagePlan(json, inner) : undefined;
  if (salvaged === undefined || isReserved(salvaged.identity.name)) return {};
  const { identity: { kind, name, node, hash }, gaps } = salvaged;
  return { draft: { kind, name, json, node, hash, origin: originOf(place), gaps } };
};

const EXTRA = new Set<Problem['code']>(['invariants_removed', 'unknown_field', 'dropped_key']);

/** A member of the definition itself that stands for no other: without it the definition says all that was meant. */
const isExtra = ({ code, pointer, hint }: Problem, top: string): boolean =>
  EXTRA.has(code) && hint === undefined && !pointer.slice(top.length + 1).includes('/');

/** Problems carry a severity only where they override that of the catalogue, which for structure is error. */
const isError = (problem: Problem): boolean => (problem.severity ?? 'error') === 'error';

const isIgnored = (pointer: string): boolean => isIgnoredKey(pointer.slice(pointer.lastIndexOf('/') + 1));
