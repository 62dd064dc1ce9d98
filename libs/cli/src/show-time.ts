// Logical time for people.
import { showDuration } from '@nx-air/gates/summary';

/** Scenarios that begin at zero count from there; anything after 1990 is a date. */
const DATES_FROM = 631_152_000_000_000_000n;
const DATES_TO = 253_402_300_800_000_000_000n;

export function showTime(ns: bigint): string {
  if (ns < DATES_FROM || ns >= DATES_TO) return showDuration(ns);
  const date = new Date(Number(ns / 1_000_000n)).toISOString();
  const micros = `${ns % 1_000_000_000n}`.padStart(9, '0').slice(0, 3);
  return micros === '000' ? date.replace('.000Z', 'Z') : date;
}
