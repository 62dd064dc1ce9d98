// Verdicts are taken up again for the same sources and the same mutant, and for nothing else.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import type { Mutant } from '../src/mutant.ts';
import { openProgress } from '../src/progress.ts';
import type { Verdict } from '../src/verdict.ts';

const mutant: Mutant = { name: 'm', file: 'f.ts', old: 'a', new: 'b', breaks: 'It is wrong.' };
const killed: Verdict = { kind: 'killed', gate: 'smoke', world: 'w', faults: 0, message: 'that' };

let root: string;
let sandbox: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'progress-'));
  sandbox = join(root, 'sandbox');
  mkdirSync(join(sandbox, 'libs'), { recursive: true });
  writeFileSync(join(sandbox, 'libs', 'f.js'), 'a');
  const made = root;
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
});

it('knows what was kept, once it is resumed', () => {
  const first = openProgress(root, sandbox, false);
  expect(first.known(mutant)).toBeUndefined();
  first.keep(mutant, killed);
  expect(openProgress(root, sandbox, true).known(mutant)).toEqual(killed);
});

it.each<[string, Mutant]>([
  ['name', { ...mutant, name: 'n' }],
  ['text', { ...mutant, new: 'c' }],
])('a mutant with another %s is another', (_what, other) => {
  openProgress(root, sandbox, false).keep(mutant, killed);
  expect(openProgress(root, sandbox, true).known(other)).toBeUndefined();
});

it('other sources are other verdicts', () => {
  openProgress(root, sandbox, false).keep(mutant, killed);
  writeFileSync(join(sandbox, 'libs', 'f.js'), 'b');
  expect(openProgress(root, sandbox, true).known(mutant)).toBeUndefined();
  writeFileSync(join(sandbox, 'libs', 'f.js'), 'a');
  expect(openProgress(root, sandbox, true).known(mutant)).toEqual(killed);
});

it('a run from the beginning forgets', () => {
  openProgress(root, sandbox, false).keep(mutant, killed);
  openProgress(root, sandbox, false);
  expect(openProgress(root, sandbox, true).known(mutant)).toBeUndefined();
});

it('half a line, from a run that was killed, is none', () => {
  openProgress(root, sandbox, false).keep(mutant, killed);
  const folder = join(root, 'dist/tools/mutants');
  const [file = ''] = readdirSync(folder);
  writeFileSync(join(folder, file), `${readFileSync(join(folder, file), 'utf8')}{"mutant":"ab`);
  expect(openProgress(root, sandbox, true).known(mutant)).toEqual(killed);
});
