// Puts one mutant after the other into a copy of the sources and runs the gates: npm run mutants [-- name… --write --resume]
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MUTANTS, SELECTION } from './catalogue.ts';
import type { Mutant } from './mutant.ts';
import { openProgress } from './progress.ts';
import { runJudge, runRecord } from './run-judge.ts';
import { makeSandbox, type Sandbox } from './sandbox.ts';
import { lineOf, replaceTable, sumOf, type Result } from './table.ts';

/** `--write` puts the table into spec/gates.md, after a run of all; `--resume` takes verdicts of a run over the same sources that was stopped. Exit code: 0, or 1 when one survives. */
export async function main(root: string, args: readonly string[], print: (line: string) => void = console.log): Promise<0 | 1> {
  const names = args.filter((arg) => !arg.startsWith('--'));
  const unknown = names.filter((name) => !MUTANTS.some((mutant) => mutant.name === name));
  if (unknown.length > 0) {
    print(`no mutant ${unknown.join(', ')}; there are: ${MUTANTS.map(({ name }) => name).join(', ')}`);
    return 1;
  }
  const chosen = names.length === 0 ? MUTANTS : MUTANTS.filter(({ name }) => names.includes(name));
  const results = await judgeMutants(root, chosen, print, { baseline: !args.includes('--no-baseline'), resume: args.includes('--resume') });
  if (!results) return 1;
  if (args.includes('--write') && names.length === 0) {
    const page = join(root, 'spec/gates.md');
    writeFileSync(page, replaceTable(readFileSync(page, 'utf8'), results));
  }
  print(sumOf(results));
  return results.every(({ verdict }) => verdict.kind === 'killed') ? 0 : 1;
}

/** Undefined when the gates find something in the sources as they are: what they say of mutants means nothing then. */
export async function judgeMutants(root: string, mutants: readonly Mutant[], print: (line: string) => void, { baseline = true, lanes = 2, resume = false, selection = SELECTION } = {}): Promise<readonly Result[] | undefined> {
  const width = Math.max(0, ...mutants.map(({ name }) => name.length));
  const sandboxes: Sandbox[] = [];
  const results = new Map<Mutant, Result>();
  try {
    for (let lane = 0; lane < Math.min(lanes, mutants.length); lane += 1) sandboxes.push(makeSandbox(root, selection));
    const [first] = sandboxes;
    if (!first) return [];
    const progress = openProgress(root, first.root, resume);
    for (const mutant of mutants) {
      const verdict = progress.known(mutant);
      if (verdict) results.set(mutant, { mutant, verdict });
    }
    await Promise.all(sandboxes.map((sandbox) => runRecord(sandbox.root)));
    const healthy = baseline ? await runJudge(first.root) : undefined;
    if (healthy?.kind === 'killed') {
      print(`the sources without a mutant do not pass ${healthy.gate} of ${healthy.world}: ${healthy.message}`);
      return undefined;
    }
    const queue = mutants.filter((mutant) => !results.has(mutant));
    await Promise.all(
      sandboxes.map(async (sandbox) => {
        for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
          const result: Result = { mutant, verdict: await sandbox.with(mutant, () => runJudge(sandbox.root)) };
          results.set(mutant, result);
          progress.keep(mutant, result.verdict);
          print(lineOf(result, width));
        }
      }),
    );
  } finally {
    for (const sandbox of sandboxes) sandbox.remove();
  }
  return mutants.flatMap((mutant) => results.get(mutant) ?? []);
}
