// Every bad input through `air check`: one error at its place, exit code, nothing written; its twin passes.
import { describe, expect, it } from 'vitest';
import { BAD_INPUTS, type BadInput } from './bad-input-table.ts';
import { air } from './run-air.ts';
import { SAMPLE_WORLD } from './sample-world.ts';
import { hashTree, tempRepo } from './temp-repo.ts';

interface Shown {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly hint: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

async function check(root: string): Promise<{ exitCode: number; errors: readonly Shown[] }> {
  const before = hashTree(root);
  const { exitCode, out, err } = await air(root, ['check', 'worlds/w', '--json']);
  expect(err).toBe('');
  expect(hashTree(root)).toBe(before);
  const { findings, exit_code: printed } = JSON.parse(out) as { findings: Shown[]; exit_code: number };
  expect(printed).toBe(exitCode);
  return { exitCode, errors: findings.filter(({ severity }) => severity === 'error') };
}

const place = ({ code, file, line, column }: Shown): string => `${code} ${file}:${line}:${column}`;

describe.each(BAD_INPUTS)('$title', ({ bad, good, both = {}, exit, code, at, says }: BadInput) => {
  it('is one finding', async () => {
    const { exitCode, errors } = await check(tempRepo(SAMPLE_WORLD, both, bad));
    expect(errors.map(place)).toEqual([`${code} ${at}`]);
    expect(exitCode).toBe(exit);
    const [error] = errors;
    expect(error?.hint).not.toBe('');
    if (says !== undefined) expect(JSON.stringify(error)).toMatch(says);
  });

  it('passes when corrected', async () => {
    const { exitCode, errors } = await check(tempRepo(SAMPLE_WORLD, both, good));
    expect(errors.map(place)).toEqual([]);
    expect(exitCode).toBe(0);
  });
});
