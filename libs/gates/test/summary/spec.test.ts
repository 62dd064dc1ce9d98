// spec/summary.md says what the code counts.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CAUSES, COUNTERS, DEFAULT_BOUNDS, EXACT_UP_TO, RELATIVE_ERROR } from '../../src/summary.ts';

const page = readFileSync(new URL('../../../../spec/summary.md', import.meta.url), 'utf8');
const words = page.replaceAll(/\s+/gu, ' ');

test('every counter is listed with its records, and no other', () => {
  const rows = [...page.matchAll(/^\| `([a-z_.]+)` \| (.+) \|$/gmu)].map(([, name, by]) => ({ name, by })).filter(({ name }) => name?.includes('.'));
  expect(rows).toEqual(COUNTERS.map(({ name, by }) => ({ name, by })));
});

test('bounds, error and causes are those of the code', () => {
  const { instances, intents, settled, rows, perRow } = DEFAULT_BOUNDS;
  const number = (count: number): string => String(count).replace(/(?=\d{3}$)/u, count < 1000 ? '' : ',');
  expect(words).toContain(`${number(instances)} running instances, ${number(intents)} intents without a receipt, ${number(settled)} with one, ${number(rows)} rows, ${perRow} awaits`);
  expect(words).toContain(`Up to ${EXACT_UP_TO} durations they are exact`);
  expect(words).toContain(`at most 1/${1 / RELATIVE_ERROR} `);
  let at = words.indexOf('Causes, in this order');
  for (const cause of CAUSES) expect((at = words.indexOf(`\`${cause}\``, at))).toBeGreaterThan(0);
});
