// Random members of the closed value domain, and a text form of them that owes nothing to CBOR.
import fc from 'fast-check';
import type { CanonKey, CanonValue } from '../src/index.ts';

const MARK = '\u{feff}';
const edges = [0, 23, 24, 255, 256, 65535, 65536, 2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER];

export const integer: fc.Arbitrary<number | bigint> = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.constantFrom(...edges, ...edges.map(edge => -edge - 1).filter(edge => Number.isSafeInteger(edge))),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }),
  fc.constantFrom(2n ** 53n, -(2n ** 53n), 2n ** 63n, -(2n ** 63n), 2n ** 64n - 1n, 5n),
);

export const text: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'binary', minLength: 20, maxLength: 300 }),
  // Beyond 64 bytes, where decoders change their method; the default size would rarely go there.
  fc.string({ unit: 'binary', maxLength: 60, size: 'max' }).map(tail => MARK + tail),
  fc.constantFrom('', '__proto__', 'constructor', '10', '9', '\u{e000}', '\u{10000}', 'é', MARK),
);

const bytes = fc.uint8Array({ maxLength: 40 });
const key: fc.Arbitrary<CanonKey> = fc.oneof({ weight: 3, arbitrary: text }, integer, fc.uint8Array({ maxLength: 3 }));

export const value: fc.Arbitrary<CanonValue> = fc.letrec<{ value: CanonValue }>(tie => ({
  value: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fc.constantFrom(null, true, false),
    integer,
    text,
    bytes,
    fc.array(tie('value'), { maxLength: 6 }),
    fc.array(fc.tuple(text, tie('value')), { maxLength: 6 }).map(entries => Object.fromEntries(entries)),
    fc
      .uniqueArray(fc.tuple(key, tie('value')), { maxLength: 6, selector: entry => show(entry[0]) })
      .map(entries => new Map(entries)),
  ),
})).value;

/** Equal for equal values: map order, objects against maps and number against bigint make no difference. */
export function show(value: CanonValue): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Uint8Array) return `h'${Buffer.from(value).toString('hex')}'`;
  if (Array.isArray(value)) return `[${value.map(show).join()}]`;
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return `{${entries.map(([k, v]) => `${show(k)}:${show(v)}`).sort().join()}}`;
}

/** The same value with every map and object written in another order, objects turned into maps. */
export function reorder(value: CanonValue, turn: (size: number) => number): CanonValue {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(item => reorder(item, turn));
  const rest: [CanonKey, CanonValue][] = value instanceof Map ? [...value] : Object.entries(value);
  const map = new Map<CanonKey, CanonValue>();
  while (rest.length > 0) {
    const [entry] = rest.splice(turn(rest.length), 1);
    map.set(entry![0], reorder(entry![1], turn));
  }
  return map;
}

/** One to four edits: overwritten, inserted or removed bytes, or a cut end. */
export const edits = fc.array(
  fc.record({ kind: fc.constantFrom('set', 'insert', 'remove', 'cut'), place: fc.nat(), byte: fc.nat(255) }),
  { minLength: 1, maxLength: 4 },
);

export function applyEdits(source: Uint8Array, list: readonly { kind: string; place: number; byte: number }[]): Uint8Array {
  const result = [...source];
  for (const { kind, place, byte } of list) {
    const at = place % (result.length + 1);
    if (kind === 'set' && at < result.length) result[at] = byte;
    else if (kind === 'insert') result.splice(at, 0, byte);
    else if (kind === 'remove') result.splice(at, 1);
    else if (kind === 'cut') result.length = at;
  }
  return Uint8Array.from(result);
}
