// Counting, joining and printing findings.
import type { Finding } from '@nx-air/air';
import { describe, expect, it } from 'vitest';
import type { CommandResult } from '../src/command.ts';
import { countFindings, joinFindings, nextStep } from '../src/conclude.ts';
import { findingJson } from '../src/finding-json.ts';
import { renderResult } from '../src/output.ts';

const finding = (more: Partial<Finding> = {}): Finding => ({
  code: 'unknown_field',
  severity: 'error',
  subject: 'defschema t/A@1',
  message: 'unknown field',
  hint: 'Remove it.',
  file: 'a.json',
  pointer: '/x',
  line: 2,
  column: 3,
  ...more,
});

const warning = finding({ severity: 'warning' });

describe('countFindings', () => {
  it.each([
    [[], ''],
    [[finding()], '1 error'],
    [[finding(), finding(), warning], '2 errors, 1 warning'],
    [[warning, warning], '2 warnings'],
    [[finding({ severity: 'info' })], '1 note'],
  ])('%#', (findings, text) => {
    expect(countFindings(findings)).toBe(text);
  });
});

describe('nextStep', () => {
  it('is the first error, warnings before it or not', () => {
    expect(nextStep([warning, finding({ line: 9 }), finding()], 'air check w', 'done')).toBe('correct a.json:9:3, then run air check w');
    expect(nextStep([warning], 'air check w', 'done')).toBe('done');
    expect(nextStep([], 'air check w', 'done')).toBe('done');
  });
});

describe('joinFindings', () => {
  it('lists one mistake once, as it was worded first', () => {
    const again = finding({ subject: 'pack p', message: 'other words' });
    expect(joinFindings([[finding()], [again]])).toEqual([finding()]);
  });

  it('keeps the stricter of two', () => {
    expect(joinFindings([[warning], [finding()]])).toEqual([finding()]);
    expect(joinFindings([[finding()], [warning]])).toEqual([finding()]);
  });

  it.each([
    ['file', { file: 'b.json' }],
    ['line', { line: 3 }],
    ['pointer', { pointer: '/y' }],
    ['code', { code: 'missing_field' }],
    ['actual', { actual: '1' }],
  ] as const)('tells apart findings with another %s', (_title, more) => {
    expect(joinFindings([[finding()], [finding(more)]])).toHaveLength(2);
  });
});

describe('findingJson', () => {
  const full = finding({
    fix: [{ op: 'replace', path: '/x', value: { b: [1, 'two', null, true], a: 1n } }, { op: 'remove', path: '/y' }],
    related: [{ note: 'see', pointer: '/z', file: 'b.json', column: 5, line: 4 }],
    actual: '1',
    expected: '2',
  });

  it('has one key order, whatever the order of the finding', () => {
    const shuffled = Object.fromEntries(Object.entries(full).reverse()) as unknown as Finding;
    expect(Object.keys(findingJson(shuffled))).toEqual(Object.keys(findingJson(full)));
    expect(findingJson(full)).toMatchInlineSnapshot(`
      {
        "actual": "1",
        "code": "unknown_field",
        "column": 3,
        "expected": "2",
        "file": "a.json",
        "fix": [
          {
            "op": "replace",
            "path": "/x",
            "value": {
              "a": 1n,
              "b": [
                1,
                "two",
                null,
                true,
              ],
            },
          },
          {
            "op": "remove",
            "path": "/y",
          },
        ],
        "hint": "Remove it.",
        "line": 2,
        "message": "unknown field",
        "pointer": "/x",
        "related": [
          {
            "column": 5,
            "file": "b.json",
            "line": 4,
            "note": "see",
            "pointer": "/z",
          },
        ],
        "severity": "error",
        "subject": "defschema t/A@1",
      }
    `);
  });

  it('leaves out what is absent', () => {
    expect(Object.keys(findingJson(finding()))).toEqual(['code', 'severity', 'subject', 'message', 'file', 'line', 'column', 'pointer', 'hint']);
  });
});

describe('renderResult', () => {
  const result: CommandResult = {
    exitCode: 2,
    findings: [finding()],
    data: { big: 18446744073709551615n, name: '\u001b[31m' },
    lines: ['a \u001b[31m line'],
    next: 'go \u009b on',
    writes: [],
  };

  it('prints data, findings, exit code and next as JSON, 64-bit integers whole', () => {
    const text = renderResult(result, { format: 'json', color: true });
    expect(text).toContain('"big": 18446744073709551615');
    expect(Object.keys(JSON.parse(text) as object)).toEqual(['big', 'name', 'findings', 'exit_code', 'next']);
  });

  it.each(['text', 'github'] as const)('%s lets no control character through', (format) => {
    expect(renderResult(result, { format, color: false })).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  it('prints nothing but a newline-ended text', () => {
    expect(renderResult({ ...result, findings: [], lines: [], next: '' }, { format: 'text', color: false })).toBe('');
    expect(renderResult(result, { format: 'text', color: true })).toMatch(/\n$/);
  });
});
