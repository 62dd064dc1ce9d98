// The catalogue: every code explained, one way of writing.
import { describe, expect, it } from 'vitest';
import { CODES, codeEntry } from '../src/codes.ts';
import type { CodeEntry, FindingCode } from '../src/codes.ts';
import { hintOf, messageOf } from '../src/wording.ts';

const rows = Object.entries(CODES) as [FindingCode, CodeEntry][];

describe('the catalogue', () => {
  it.each(rows)('%s explains itself', (code, { title, cause, fix, severity, exit }) => {
    expect(code).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)+$/u);
    expect(title).not.toMatch(/[.!\n]$/u);
    expect(cause).toMatch(/^[A-Z`].*\.$/su);
    expect(fix).toMatch(/^[A-Z].*\.$/su);
    expect(['error', 'warning', 'info']).toContain(severity);
    expect([2, 3, 4, 5]).toContain(exit);
    expect(codeEntry(code)).toBe(CODES[code]);
  });

  it('has no two codes with one title', () => {
    const titles = rows.map(([, { title }]) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it.each(rows)('%s has a message and a hint from a bare problem', (code) => {
    const problem = { code, subject: 'world a', file: 'a.json', pointer: '' };
    expect(messageOf(problem)).toMatch(/^world a: \S.*\S$/u);
    expect(hintOf(problem)).toBe(CODES[code].fix);
    expect(hintOf({ ...problem, hint: 'Run air lock.' })).toBe('Run air lock.');
  });
});

describe('messages', () => {
  it.each([
    ['unknown_field', '/steps/0/a~1b', {}, 'x: unknown field `a/b`'],
    ['missing_field', '', { expected: '`id`' }, 'x: missing field `id`'],
    ['unknown_op', '/op', { actual: '"emit"' }, 'x: unknown op "emit"'],
    ['deferred_op', '/op', { actual: '"await_any"' }, 'x: unknown op "await_any": deferred, not built'],
    ['wrong_type', '/steps/0', {}, 'x: wrong type of value in `steps/0`'],
    ['wrong_type', '/0', {}, 'x: wrong type of value'],
    ['reserved_name', '/name', {}, 'x: reserved name'],
  ] as const)('%s at %j', (code, pointer, detail, message) => {
    expect(messageOf({ code, subject: 'x', file: 'a', pointer, ...detail })).toBe(message);
  });
});
