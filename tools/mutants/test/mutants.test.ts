// Mutants apply to the sources as they are, and three of them die by the gate that is there for them.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CHILDREN_MUTANTS } from '../src/catalogue/children.ts';
import { MUTANTS } from '../src/catalogue.ts';
import { judgeMutants, main } from '../src/main.ts';
import { applyMutant, type Mutant } from '../src/mutant.ts';
import { BEGIN, END, lineOf, replaceTable, sumOf, type Result } from '../src/table.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const textOf = (file: string): string => readFileSync(`${ROOT}/${file}`, 'utf8');

describe('catalogue', () => {
  it('has at least thirty mutants, each with a name of its own', () => {
    expect(MUTANTS.length).toBeGreaterThanOrEqual(30);
    expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
  });

  it('breaks composition in at least five ways', () => {
    expect(CHILDREN_MUTANTS.length).toBeGreaterThanOrEqual(5);
    expect(MUTANTS).toEqual(expect.arrayContaining([...CHILDREN_MUTANTS]));
  });

  it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))('%s applies and changes something', (_name, mutant) => {
    const before = textOf(mutant.file);
    expect(applyMutant(mutant, before)).not.toBe(before);
  });

  it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))('%s says in one sentence what it breaks', (_name, { breaks, file }) => {
    expect(breaks).toMatch(/^[A-Z][^.]*\.$/);
    expect(file).toMatch(/^libs\/(kernel|gates|plan|canon)\/src\//);
  });
});

describe('applyMutant', () => {
  const mutant: Mutant = { name: 'm', file: 'f.ts', old: 'a', new: 'b', breaks: 'It is wrong.' };

  it('fails when the source has moved on', () => {
    expect(() => applyMutant(mutant, 'xyz')).toThrow("mutant m: f.ts does not have its text any more");
  });

  it('fails when the place is not certain', () => {
    expect(() => applyMutant(mutant, 'a a')).toThrow('mutant m: f.ts has its text more than once');
  });

  it('takes the new text as it is, dollar signs among it', () => {
    expect(applyMutant({ ...mutant, new: '$&$1' }, 'xay')).toBe('x$&$1y');
  });
});

describe('table', () => {
  const mutant: Mutant = { name: 'm', file: 'libs/kernel/src/f.ts', old: 'a', new: 'b', breaks: 'It is wrong.' };
  const results: readonly Result[] = [
    { mutant, verdict: { kind: 'killed', gate: 'crash-resume', world: 'w', faults: 12, by: 'crash-record', message: 'expected\n  this' } },
    { mutant: { ...mutant, name: 'n' }, verdict: { kind: 'killed', gate: 'smoke', world: 'w', faults: 0, message: 'that' } },
    { mutant: { ...mutant, name: 'o' }, verdict: { kind: 'survived', faults: 900 } },
  ];

  it('shows who noticed, after how many faults', () => {
    expect(results.map((result) => lineOf(result, 1)).concat(sumOf(results))).toMatchInlineSnapshot(`
      [
        "killed   m  by crash-resume (crash-record) of w after 12 faults: expected this",
        "killed   n  by smoke of w: that",
        "SURVIVED o  900 faults: It is wrong.",
        "killed 2 of 3",
      ]
    `);
  });

  it('replaces what stands between the marks, and only that', () => {
    const page = `before\n${BEGIN}\nold\n${END}\nbehind\n`;
    const written = replaceTable(page, results);
    expect(written).toContain('| `m` | `f.ts` | It is wrong. | `crash-resume`: `crash-record` | 12 |');
    expect(written.startsWith('before\n') && written.endsWith(`${END}\nbehind\n`)).toBe(true);
    expect(written).not.toContain('old');
    expect(replaceTable(written, results)).toBe(written);
  });

  it('fails on a page without marks', () => {
    expect(() => replaceTable('nothing', results)).toThrow('spec/gates.md');
  });
});

describe('npm run mutants', () => {
  const small = new Map([['rate-quotes', ['answered-twice']]]);

  it('names the mutants there are for one that is not', async () => {
    const lines: string[] = [];
    expect(await main(ROOT, ['no-such'], (line) => void lines.push(line))).toBe(1);
    expect(lines[0]).toContain('no mutant no-such; there are: forgets-pending-receipt');
  });

  it.each(['forgets-pending-receipt', 'loses-queued-effect', 'acknowledges-unwritten'])('%s is killed by crash-resume', { timeout: 600_000 }, async (name) => {
    const chosen = MUTANTS.filter((mutant) => mutant.name === name);
    const results = await judgeMutants(ROOT, chosen, () => undefined, { baseline: false, selection: small });
    expect(results?.map(({ verdict }) => verdict.kind === 'killed' && verdict.gate)).toEqual(['crash-resume']);
  });

  it('lets a change live that breaks nothing', { timeout: 600_000 }, async () => {
    const harmless: Mutant = { name: 'harmless', file: 'libs/kernel/src/ids.ts', old: '/** `index` is', new: '/** Here `index` is', breaks: 'It breaks nothing.' };
    const results = await judgeMutants(ROOT, [harmless], () => undefined, { baseline: false, selection: small });
    expect(results?.map(({ verdict }) => verdict.kind)).toEqual(['survived']);
  });
});
