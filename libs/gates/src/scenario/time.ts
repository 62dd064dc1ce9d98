// Times of scenarios: nanoseconds, or durations as people write them.
import type { JsonValue } from '@nx-air/canon';

const NANOSECONDS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
};
const PART = /(\d{1,18})(?:\.(\d{1,9}))?(ns|us|ms|s|m|h|d)/gy;
const LARGEST = 2n ** 64n - 1n;

/** Nanoseconds of `90s`, `1h30m`, `1.5ms` or an integer; undefined for anything else. */
export function parseDuration(data: JsonValue): bigint | undefined {
  if (typeof data === 'number' || typeof data === 'bigint') return inRange(BigInt(data));
  if (typeof data !== 'string' || data === '') return undefined;
  let total = 0n;
  let end = 0;
  for (const [part, whole = '', fraction = '', unit = ''] of data.matchAll(PART)) {
    const each = NANOSECONDS[unit] ?? 0n;
    const rest = BigInt(fraction || '0') * each;
    const scale = 10n ** BigInt(fraction.length);
    // Fractions of a nanosecond do not exist.
    if (rest % scale !== 0n) return undefined;
    total += BigInt(whole) * each + rest / scale;
    end += part.length;
  }
  return end === data.length ? inRange(total) : undefined;
}

const UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;

/** Nanoseconds since 1970 of an integer, a duration or a date and time in UTC. */
export function parseStart(data: JsonValue): bigint | undefined {
  if (typeof data !== 'string' || !UTC.test(data)) return parseDuration(data);
  const milliseconds = Date.parse(data);
  return Number.isNaN(milliseconds) ? undefined : inRange(BigInt(milliseconds) * 1_000_000n);
}

function inRange(ns: bigint): bigint | undefined {
  return ns >= 0n && ns <= LARGEST ? ns : undefined;
}

const SHOWN: readonly (readonly [string, bigint])[] = [
  ['d', 86_400_000_000_000n],
  ['h', 3_600_000_000_000n],
  ['m', 60_000_000_000n],
  ['s', 1_000_000_000n],
  ['ms', 1_000_000n],
  ['us', 1_000n],
  ['ns', 1n],
];

/** The shortest exact text: `1h30m`, `0s`. */
export function showDuration(ns: bigint): string {
  let rest = ns;
  let text = '';
  for (const [unit, each] of SHOWN) {
    if (rest < each) continue;
    text += `${rest / each}${unit}`;
    rest %= each;
  }
  return text || '0s';
}
