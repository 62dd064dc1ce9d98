// Nanoseconds for people: the two largest units, or decimals below a second.

const UNITS = [
  ['d', 86_400_000_000_000n],
  ['h', 3_600_000_000_000n],
  ['m', 60_000_000_000n],
  ['s', 1_000_000_000n],
  ['ms', 1_000_000n],
  ['µs', 1_000n],
  ['ns', 1n],
] as const;

/** `2d 4h`, `1m 30s`, `1.5 s`: cut, never rounded up. Signs do not occur. */
export function showDuration(ns: bigint): string {
  if (ns <= 0n) return '0 s';
  const index = UNITS.findIndex(([, size]) => ns >= size);
  const [name, size] = UNITS[index] ?? (['ns', 1n] as const);
  const rest = ns % size;
  if (size >= 60_000_000_000n) {
    const [lesser, lesserSize] = UNITS[index + 1] ?? (['s', 1n] as const);
    const part = rest / lesserSize;
    return part === 0n ? `${ns / size} ${name}` : `${ns / size} ${name} ${part} ${lesser}`;
  }
  const decimals = size === 1n ? '' : `${(rest * 1000n) / size}`.padStart(3, '0').replace(/0+$/u, '');
  return decimals === '' ? `${ns / size} ${name}` : `${ns / size}.${decimals} ${name}`;
}
