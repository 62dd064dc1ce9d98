// Verdicts of a run as it goes on, so that `--resume` takes up where it stopped: for the same sources and mutants only.
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Mutant } from './mutant.ts';
import type { Verdict } from './verdict.ts';

export interface Progress {
  known(mutant: Mutant): Verdict | undefined;
  keep(mutant: Mutant, verdict: Verdict): void;
}

/** `sandbox`: what verdicts are about. Without `resume`, what was kept before is forgotten. */
export function openProgress(root: string, sandbox: string, resume: boolean): Progress {
  const file = join(root, 'dist/tools/mutants', `${hashFolder(sandbox).slice(0, 16)}.jsonl`);
  if (!resume) rmSync(file, { force: true });
  const verdicts = new Map(resume && existsSync(file) ? readLines(readFileSync(file, 'utf8')) : []);
  return {
    known: (mutant) => verdicts.get(hashOf(JSON.stringify(mutant))),
    keep(mutant, verdict) {
      mkdirSync(dirname(file), { recursive: true });
      appendFileSync(file, `${JSON.stringify({ mutant: hashOf(JSON.stringify(mutant)), verdict })}\n`);
    },
  };
}

/** A run that was killed may have left half a line. */
function readLines(text: string): readonly (readonly [string, Verdict])[] {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole.split('\n').filter((line) => line !== '').map((line) => {
    const { mutant, verdict }: { readonly mutant: string; readonly verdict: Verdict } = JSON.parse(line);
    return [mutant, verdict];
  });
}

const hashOf = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Names and content; links are not followed. */
function hashFolder(folder: string): string {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((left, right) => (left.name < right.name ? -1 : 1));
  return hashOf(JSON.stringify(entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : [[entry.name, hashFolder(path)]];
    return entry.isFile() ? [[entry.name, hashOf(readFileSync(path))]] : [];
  })));
}
