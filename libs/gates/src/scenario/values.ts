// Values in scenarios: references resolved, typed by a schema, faults located in the file.
import { nearest } from '@nx-air/air/did-you-mean';
import { joinPointer, type CanonValue, type Hash, type JsonValue } from '@nx-air/canon';
import { normaliseValue, toCanon, type Schemas, type Term, type ValueFault } from '@nx-air/plan/runtime';
import { isObject } from './json.ts';
import type { Report } from './report.ts';
import { parseDuration } from './time.ts';

export interface ValueContext {
  readonly hashes: ReadonlyMap<string, Hash>;
  readonly startNs: bigint;
  /** Of values of an input: when it comes in. */
  readonly dueNs?: bigint;
  /** Of values of a repeated input: which repetition, from 1. */
  readonly n?: number;
  readonly report: Report;
}

const HASH = '@hash:';
const TIME = '@time:';
const AFTER = '@after:';

/** `@hash:<name>` becomes the hash of content, `@time:<duration>` the nanoseconds of start and duration as text; see spec/scenarios.md. */
export function resolveReferences(data: JsonValue, pointer: string, context: ValueContext): JsonValue {
  if (typeof data === 'string') return resolveText(numbered(data, context), pointer, context);
  if (Array.isArray(data)) return (data as readonly JsonValue[]).map((item, index) => resolveReferences(item, joinPointer(pointer, String(index)), context));
  if (!isObject(data)) return data;
  const resolved: Record<string, JsonValue> = Object.create(null);
  for (const [key, item] of Object.entries(data)) resolved[key] = resolveReferences(item, joinPointer(pointer, key), context);
  return resolved;
}

/** `{n}` is the number of the repetition. */
export function numbered(text: string, { n }: Pick<ValueContext, 'n'>): string {
  return n === undefined ? text : text.replaceAll('{n}', String(n));
}

function resolveText(text: string, pointer: string, { hashes, startNs, dueNs, report }: ValueContext): string {
  if (text.startsWith(HASH)) {
    const name = text.slice(HASH.length);
    const hash = hashes.get(name);
    if (hash !== undefined) return hash;
    const meant = nearest(name, hashes.keys());
    report('scenario_bad_reference', pointer, { actual: `\`${text}\``, expected: 'the name of an entry of `content`', ...(meant !== undefined && { hint: `Did you mean \`${HASH}${meant}\`?` }) });
  } else if (text.startsWith(TIME)) {
    const after = parseDuration(text.slice(TIME.length));
    if (after !== undefined) return String(startNs + after);
    report('scenario_bad_reference', pointer, { actual: `\`${text}\``, expected: 'a duration like `90s`' });
  } else if (text.startsWith(AFTER)) {
    const after = parseDuration(text.slice(AFTER.length));
    if (after !== undefined && dueNs !== undefined) return String(dueNs + after);
    report('scenario_bad_reference', pointer, { actual: `\`${text}\``, expected: after === undefined ? 'a duration like `90s`' : '`@time:`: only inputs come in at a time of their own' });
  }
  return text;
}

/** The value in canonical form; undefined when it does not fit, which is reported. */
export function typedValue(data: JsonValue, term: Term, schemas: Schemas, pointer: string, report: Report): CanonValue | undefined {
  const typed = normaliseValue(data, term, schemas, 'json');
  if (typed.ok) return toCanon(typed.value);
  const { expected, actual } = typed.fault;
  report('scenario_bad_value', pointer + faultPointer(data, typed.fault), { expected, actual });
  return undefined;
}

const SEGMENT = /\.([^.[{]+)|\[(\d+)\]|\{(?:key )?(\d+)\}/gy;

/** The pointer to where a fault is, as far as the notation of references tells it. */
export function faultPointer(data: JsonValue, { path }: Pick<ValueFault, 'path'>): string {
  let pointer = '';
  let at: JsonValue | undefined = data;
  for (const [, name, index] of path.matchAll(SEGMENT)) {
    if (Array.isArray(at) && index !== undefined) {
      pointer = joinPointer(pointer, index);
      at = (at as readonly JsonValue[])[Number(index)];
      continue;
    }
    if (!isObject(at) || name === undefined) return pointer;
    // `{Tag: value}` stands for `{$tag, $value}`.
    const key: string | undefined = name in at ? name : name === '$value' ? Object.keys(at)[0] : undefined;
    if (key === undefined) return pointer;
    pointer = joinPointer(pointer, key);
    at = at[key];
  }
  return pointer;
}
