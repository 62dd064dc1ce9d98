// Imports of our entries name the files behind them: same names, same lines, and commands that load little.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directImports } from '../src/direct-imports.ts';
import { bundleProgram } from '../src/program.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
const BUNDLING = 120_000;

describe('directImports', () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'nx-air-direct-imports-')));
  mkdirSync(join(root, 'libs/a/src'), { recursive: true });
  writeFileSync(join(root, 'libs/a/package.json'), JSON.stringify({ exports: { '.': './src/index.ts', './part': './src/part.ts', './gone': './src/gone.ts' } }));
  writeFileSync(join(root, 'libs/a/src/index.ts'), `export { one, inner as two } from './deep/file.ts';\nexport type { Three } from './three.ts';\nexport {\n  four,\n  five,\n} from './four.ts';\nexport const own = 1;\n`);
  writeFileSync(join(root, 'libs/a/src/part.ts'), `export { six } from './six.ts';\n`);
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const change = directImports(root, ['left']);

  it.each([
    [`import { one } from '@nx-air/a';`, `import { one as one } from '@nx-air/a/src/deep/file.ts';`],
    [`import { two as here } from '@nx-air/a';`, `import { inner as here } from '@nx-air/a/src/deep/file.ts';`],
    [`export { two } from '@nx-air/a';`, `export { inner as two } from '@nx-air/a/src/deep/file.ts';`],
    [`import { one, four } from '@nx-air/a';`, `import { one as one } from '@nx-air/a/src/deep/file.ts'; import { four as four } from '@nx-air/a/src/four.ts';`],
    [`import { own, one } from '@nx-air/a';`, `import { own as own } from '@nx-air/a'; import { one as one } from '@nx-air/a/src/deep/file.ts';`],
    [`import {\n  one,\n  two,\n} from '@nx-air/a';\nnext`, `import { one as one, inner as two } from '@nx-air/a/src/deep/file.ts';\n\n\n\nnext`],
    [`import { six, type Seven } from '@nx-air/a/part';`, `import { six as six } from '@nx-air/a/src/six.ts';`],
    [`import { type Three } from '@nx-air/a';`, ``],
    [`import type { Three } from '@nx-air/a';`, `import type { Three } from '@nx-air/a';`],
    [`import { one } from '@nx-air/left';`, `import { one } from '@nx-air/left';`],
    [`import { one } from 'another';`, `import { one } from 'another';`],
    [`const all = await import('@nx-air/a');`, `const all = await import('@nx-air/a');`],
  ])('%j', (text, expected) => {
    expect(change(text)).toBe(expected);
  });

  it.each(['none', 'gone'])('refuses the entry %s, which is not there', (part) => {
    expect(() => change(`import { one } from '@nx-air/a/${part}';`)).toThrow(`@nx-air/a has no entry ./${part}`);
  });
});

describe('what a command loads', () => {
  const out = mkdtempSync(join(tmpdir(), 'nx-air-program-'));
  let metafile: Metafile;
  beforeAll(async () => {
    metafile = await bundleProgram(ROOT, out);
  }, BUNDLING);
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  /** The files of the bundle that are loaded with those made of `entries`, and what they were made of. */
  function loadedWith(entries: readonly string[]): { readonly files: number; readonly bytes: number; readonly inputs: readonly string[] } {
    const waiting = entries.map((entry) => {
      const [path] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === entry) ?? [];
      if (path === undefined) throw new Error(`no file of the bundle is made for ${entry}`);
      return path;
    });
    const seen = new Set<string>();
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      for (const { kind, path: next } of metafile.outputs[path]?.imports ?? []) if (kind === 'import-statement' && next in metafile.outputs) waiting.push(next);
    }
    const files = [...seen].flatMap((path) => metafile.outputs[path] ?? []);
    return { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), inputs: files.flatMap(({ inputs }) => Object.keys(inputs)) };
  }

  const START = ['libs/cli/bin/program.mjs', 'libs/cli/src/main.ts', 'libs/cli/src/node-host.ts', 'libs/cli/src/output.ts'];
  const REPLAY = [...START, 'libs/cli/src/replay-file.ts'];
  const CHECK = [...START, 'libs/cli/src/check-folders.ts'];
  const from = (inputs: readonly string[], parts: readonly string[]): readonly string[] => inputs.filter((input) => parts.some((part) => input.includes(part)));

  it('`air replay` of a journal: no world, no checks of definitions, no sweeps', () => {
    const { files, bytes, inputs } = loadedWith(REPLAY);
    expect(from(inputs, ['libs/kernel/src/machine/', 'libs/gates/src/parity/pinned.ts']).length).toBeGreaterThan(1);
    expect(from(inputs, ['air/src/structure/', 'air/src/codes.ts', 'world/src/load', 'world/src/lock/', 'gates/src/faults/', 'plan/src/check', 'fast-glob', 'semver', 'jsonc-parser', 'smol-toml'])).toEqual([]);
    expect(bytes).toBeLessThan(350_000);
    expect(files).toBeLessThan(35);
  });

  it('`air check`: no kernel, no gates, no pictures, no encoder of records', () => {
    const { files, bytes, inputs } = loadedWith(CHECK);
    expect(from(inputs, ['air/src/structure/validators.ts'])).toHaveLength(1);
    expect(from(inputs, ['libs/kernel/', 'libs/gates/', 'plan/src/picture', 'dagre', 'cbor-x', 'execa'])).toEqual([]);
    expect(bytes).toBeLessThan(1_000_000);
    expect(files).toBeLessThan(45);
  });
});
