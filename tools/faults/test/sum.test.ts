// The sum over worlds, and what is no faults.json.
import { expect, test } from 'vitest';
import { tableOf } from '../src/main.ts';
import { linesOf, readFaults, sumFaults } from '../src/sum.ts';

const faults = (world: string, injected: number, violations = 0): string =>
  JSON.stringify({ format: 'nx-air-faults/1', world, violations, cuts_in_await_event: 1, cuts_in_await_receipt: null, classes: { 'flip-bit': { kind: 'detected', injected, reached: injected }, 'cross-talk': { kind: 'schedule', injected: 2, reached: 1 } } });

test('classes of all worlds, the totals last', () => {
  const sum = sumFaults([faults('a', 1000), faults('b', 500, 3)].map((text) => readFaults(text)!));
  expect(linesOf(sum)).toEqual([
    'detected: 1,500',
    '  flip-bit                  1,500 injected        1,500 reached',
    'recovered: 0',
    'schedule: 4',
    '  cross-talk                    4 injected            2 reached',
    'crashes inside of waits: 2 in await_event, 0 in await_receipt',
    'faults: 1,504 injected, 2 classes, 3 violations',
  ]);
  expect(tableOf(sum)).toContain('| `flip-bit` | detected | each single bit of each record of the journal flipped |');
});

test.each(['', '{}', '[]', 'null', '{"format":"nx-air-faults/2"}'])('no counts: %s', (text) => {
  expect(readFaults(text)).toBeUndefined();
});
