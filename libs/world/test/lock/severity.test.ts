// The table of spec/locks.md is what the code does.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LOCK_MODES } from '../../src/lock/mode.ts';
import { LOCK_STATES, severityOf } from '../../src/lock/severity.ts';

/** Rows of the first table whose header begins with `state`. */
function readTable(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith('| state |'));
  const rows = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  return lines.slice(start, start + rows).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim().replaceAll('`', '')));
}

const [header = [], , ...rows] = readTable(readFileSync(new URL('../../../../spec/locks.md', import.meta.url), 'utf8'));

describe('spec/locks.md', () => {
  it('has every mode as a column and every state as a row, in order', () => {
    expect(header).toEqual(['state', ...LOCK_MODES]);
    expect(rows.map(([state]) => state)).toEqual(LOCK_STATES);
  });

  it.each(LOCK_STATES.flatMap((state) => LOCK_MODES.map((mode) => [state, mode] as const)))('%s in %s', (state, mode) => {
    const row = rows.find(([name]) => name === state);
    expect(row?.[header.indexOf(mode)]).toBe(severityOf(state, mode) ?? '-');
  });
});
