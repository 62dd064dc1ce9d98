// From problems to findings: place, severity, order, no duplicates.
import { describe, expect, it } from 'vitest';
import type { Problem } from '../src/finding.ts';
import { toFindings } from '../src/to-findings.ts';
import { load } from './show.ts';

const TEXT = '{\n  "a": 1,\n  "b": [2, 3]\n}';
const problem = (pointer: string, more: Partial<Problem> = {}): Problem => ({
  code: 'wrong_type',
  subject: 'x',
  file: 'b.json',
  pointer,
  ...more,
});
const textOf = (): string => TEXT;

describe('toFindings', () => {
  it('locates value and key', () => {
    const places = toFindings([problem('/b'), problem('/b', { at: 'key' }), problem('/b/1')], textOf);
    expect(places.map(({ line, column }) => [line, column])).toEqual([
      [3, 3],
      [3, 8],
      [3, 12],
    ]);
  });

  it('keeps a position that the problem brings, and needs no text', () => {
    const [known, unknown] = toFindings(
      [problem('', { line: 7, column: 9, file: 'a.json' }), problem('/b')],
      () => undefined,
    );
    expect(known).toMatchObject({ line: 7, column: 9 });
    expect(unknown).toMatchObject({ line: 1, column: 1 });
  });

  it('sorts by file in code-point order, then line, column, code, whatever the order of the problems', () => {
    const problems = [
      problem('/b'),
      problem('/a'),
      problem('/a', { code: 'bad_name' }),
      problem('', { file: 'B.json' }),
      problem('', { file: 'ä.json' }),
      problem('', { file: 'a.json' }),
      problem('', { file: '\u{1F600}.json' }),
      problem('', { file: '\uFFFD.json' }),
    ];
    const order = toFindings(problems, textOf).map(({ file, line, code }) => `${file} ${line} ${code}`);
    expect(order).toEqual([
      'B.json 1 wrong_type',
      'a.json 1 wrong_type',
      'b.json 2 bad_name',
      'b.json 2 wrong_type',
      'b.json 3 wrong_type',
      'ä.json 1 wrong_type',
      '\uFFFD.json 1 wrong_type',
      '\u{1F600}.json 1 wrong_type',
    ]);
    expect(toFindings(problems.toReversed(), textOf).map(({ file, line, code }) => `${file} ${line} ${code}`)).toEqual(order);
  });

  it('says the same thing once, and different things each', () => {
    expect(toFindings([problem('/a'), problem('/a')], textOf)).toHaveLength(1);
    expect(toFindings([problem('/a'), problem('/a', { actual: '1' })], textOf)).toHaveLength(2);
  });

  it('takes the severity of the catalogue unless the problem has one', () => {
    const severities = toFindings(
      [problem('/a'), problem('/b', { severity: 'warning' }), problem('', { code: 'stale_manifest_hash' })],
      textOf,
    );
    expect(severities.map(({ severity }) => severity)).toEqual(['warning', 'error', 'warning']);
  });

  it('locates related places', () => {
    const related = [{ file: 'b.json', pointer: '/b', note: 'the other' }];
    expect(toFindings([problem('/a', { related })], textOf)[0]?.related).toEqual([
      { file: 'b.json', pointer: '/b', note: 'the other', line: 3, column: 8 },
    ]);
  });

  it('asks once for the text of a file with ten thousand findings', () => {
    const items = Array.from({ length: 10_000 }, (_, i) => `{"$kind": "defschema", "name": "bad${i}", "type": {"text": {}}}`);
    const text = `[\n${items.join(',\n')}\n]`;
    let asked = 0;
    const findings = toFindings(load(text).problems, () => {
      asked += 1;
      return text;
    });
    expect(findings).toHaveLength(10_000);
    expect(findings.at(-1)?.line).toBe(10_001);
    expect(asked).toBe(1);
  });
});
