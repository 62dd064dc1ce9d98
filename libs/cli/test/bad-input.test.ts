// Every bad input through `air check`: one error at its place, exit code, nothing written; its twin passes.
import { describe, expect, it } from 'vitest';
import { BAD_INPUTS, type BadInput } from './bad-input-table.ts';
import { air, airProcess } from './run-air.ts';
import { SAMPLE_WORLD, crate, schema, withImports } from './sample-world.ts';
import { hashTree, tempRepo, type TempFiles } from './temp-repo.ts';

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

  it('keeps `air merge --out` from writing', async () => {
    const root = tempRepo(SAMPLE_WORLD, both, bad);
    const before = hashTree(root);
    expect((await air(root, ['merge', 'worlds/w', '--out', 'merged.json'])).exitCode).toBe(exit);
    expect(hashTree(root)).toBe(before);
  });

  it('passes when corrected', async () => {
    const root = tempRepo(SAMPLE_WORLD, both, good);
    const { exitCode, errors } = await check(root);
    expect(errors.map(place)).toEqual([]);
    expect(exitCode).toBe(0);
    const before = hashTree(root);
    expect((await air(root, ['merge', 'worlds/w', '--out', 'merged.json'])).exitCode).toBe(0);
    expect(hashTree(root)).not.toBe(before);
  });
});

describe('accepted', () => {
  const manifestHash = async (files: TempFiles): Promise<unknown> => {
    const { exitCode, out } = await air(tempRepo(SAMPLE_WORLD, files), ['check', 'worlds/w', '--json']);
    expect(exitCode).toBe(0);
    return (JSON.parse(out) as { targets: { manifest_hash: unknown }[] }).targets[0]?.manifest_hash;
  };

  it('CRLF line ends change no hash', async () => {
    const text = JSON.stringify(schema('t/A@1'), undefined, 2);
    const crlf = await manifestHash({ 'worlds/w/air/a.air.json': text.replaceAll('\n', '\r\n') });
    expect(crlf).toMatch(/^sha256:/);
    expect(crlf).toBe(await manifestHash({ 'worlds/w/air/a.air.json': text }));
  });

  it('blank files hold nothing', async () => {
    expect(await manifestHash({ 'worlds/w/air/blank.json': ' \r\n' })).toBe(await manifestHash({}));
  });
});

describe('cargo missing', () => {
  const PATH = { PATH: '/nonexistent' };
  const outside = withImports({ cargo: { package: 'elsewhere', manifest_path: '../../Cargo.toml' } });
  const inside = withImports({ cargo: { package: 'sdk', manifest_path: '../../Cargo.toml' } });
  const crates = { 'Cargo.toml': '[workspace]\nmembers = ["a"]\n', ...crate('a', 'sdk') };

  it('is one finding when a crate is not in the workspace', async () => {
    const root = tempRepo(SAMPLE_WORLD, crates, outside);
    const before = hashTree(root);
    const { exitCode, out, err } = await airProcess(root, ['check', 'worlds/w'], PATH);
    expect(err).toBe('');
    expect(out).toMatchInlineSnapshot(`
      "worlds/w/aos.sync.json:7:18 error cargo_missing
        import cargo elsewhere: cargo not found
        hint: Install cargo (https://rustup.rs), or import the crate by \`path\`.
      failed world w, not merged: 1 error
      Next: correct worlds/w/aos.sync.json:7:18, then run air check worlds/w
      "
    `);
    expect(exitCode).toBe(2);
    expect(hashTree(root)).toBe(before);
  });

  it('is no matter when it is', async () => {
    const { exitCode, out } = await airProcess(tempRepo(SAMPLE_WORLD, crates, inside), ['check', 'worlds/w'], PATH);
    expect(out).toContain('ok world w, 2 definitions');
    expect(exitCode).toBe(0);
  });
});
