// Verdicts of gates, read from what they left: only a result of these files that ended well has passed.
import { hashBytes } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { READ_GATES, readVerdict, summarise, summaryJson, summaryMarkdown, type GateVerdict, type ReadGate } from '../../src/summary.ts';
import * as r from './support/records.ts';

const files = hashBytes(new TextEncoder().encode('these'));
const others = hashBytes(new TextEncoder().encode('others'));
const bytes = (result: unknown): Uint8Array => new TextEncoder().encode(typeof result === 'string' ? result : JSON.stringify(result));
const verdict = (gate: ReadGate, result: unknown): string => {
  const { state, detail, subject } = readVerdict(gate, { world: 'w', files }, result === undefined ? undefined : bytes(result));
  expect(subject).toBe('w');
  return `${state}: ${detail}`;
};
const passed = { world: 'w', findings: [], exit_code: 0, files_hash: files };

describe.each(READ_GATES)('%s', (gate) => {
  test.each<[string, unknown, string]>([
    ['a result that ended well', passed, 'passed: '],
    ['no result', undefined, `not run: there is no ${gate}.json`],
    ['one of other files', { ...passed, files_hash: others }, `not run: ${gate}.json is of other files`],
    ['one that names no files', { ...passed, files_hash: undefined }, `not run: ${gate}.json is of other files`],
    ['one of another world', { ...passed, world: 'v' }, `not run: ${gate}.json is of v`],
    ['one that failed', { ...passed, exit_code: 5, findings: [{ severity: 'error' }, { severity: 'error' }, { severity: 'warning' }, { severity: 'info' }] }, 'failed: 2 errors, 1 warning'],
    ['one that failed without findings', { ...passed, exit_code: 1 }, 'failed: '],
    ['an exit code that is none', { ...passed, exit_code: '0' }, `not run: ${gate}.json is no result of a gate`],
    ['no exit code', { ...passed, exit_code: undefined }, `not run: ${gate}.json is no result of a gate`],
    ['a key twice', `{"exit_code": 5, "exit_code": 0, "files_hash": "${files}"}`, `not run: ${gate}.json is no result of a gate`],
    ['text that is no JSON', '{"exit_code": 0', `not run: ${gate}.json is no result of a gate`],
    ['a list', [passed], `not run: ${gate}.json is no result of a gate`],
    ['nothing', '', `not run: ${gate}.json is no result of a gate`],
    ['members of other forms', { ...passed, replays: 'all', injected: '9', violations: null, findings: { error: 1 } }, 'passed: '],
  ])('%s', (_name, result, shown) => {
    expect(verdict(gate, result)).toBe(shown);
  });
});

describe('what a gate counts', () => {
  test('replays that are the same, of all', () => {
    expect(verdict('replay-parity', { ...passed, replays: [{ same: true }, { same: false }, { same: true }, 3] })).toBe('passed: 2 of 4 replays the same');
  });

  test('faults and violations', () => {
    expect(verdict('crash-resume', { ...passed, injected: 100_294, violations: 0 })).toBe('passed: 100294 faults, 0 violations');
    expect(verdict('crash-resume', { ...passed, exit_code: 5, injected: 1, violations: 1, findings: [{ severity: 'error' }] })).toBe('failed: 1 fault, 1 violation, 1 error');
  });
});

describe('a summary', () => {
  const summary = summarise([r.journal([r.eventIn(0), r.started(), r.ended()])]);
  const gates: readonly GateVerdict[] = [readVerdict('validate', { world: 'w', files }, bytes(passed)), readVerdict('crash-resume', { world: 'w', files }, undefined)];

  test('tells verdicts as JSON', () => {
    expect(summaryJson(summary, gates)['gates']).toEqual([{ gate: 'validate', subject: 'w', state: 'passed', detail: '' }, { gate: 'crash-resume', subject: 'w', state: 'not run', detail: 'there is no crash-resume.json' }]);
    expect(summaryJson(summary)['gates']).toEqual([]);
  });

  test('and as Markdown, where names stay names', () => {
    expect(summaryMarkdown(summary, 'Run', gates)).toContain('## Gates\n\n| gate | of | verdict | detail |\n| --- | --- | --- | --- |\n| `validate` | `w` | passed |  |\n| `crash-resume` | `w` | **not run** | there is no crash-resume.json |\n');
    expect(summaryMarkdown(summary, 'Run', [{ gate: 'g', subject: 'a|b', state: 'failed', detail: '<b>*x*|' }])).toContain('| `g` | `a\\|b` | **failed** | \\<b\\>\\*x\\*\\| |');
    expect(summaryMarkdown(summary)).not.toContain('## Gates');
  });
});
