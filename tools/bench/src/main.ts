// npm run bench: measures the figures named, prints progress on standard error and JSON on standard output.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readArguments, type BenchArguments } from './arguments.ts';
import type { Figure } from './figure.ts';
import { FIGURES } from './figures.ts';
import { runContest, type FigureResult } from './interleave.ts';
import { describeMachine, readLoad } from './machine.ts';
import { renderLine, renderMarkdown, roundResult, type BenchReport } from './report.ts';

/** @returns the exit code: 0 measured, 1 wrong words; an aim that is not met is data, not a failure */
export async function main(root: string, words: readonly string[]): Promise<number> {
  const args = readArguments(words, FIGURES.map(({ name }) => name));
  if (typeof args === 'string') {
    console.error(args);
    return 1;
  }
  const before = readLoad();
  console.error(`load ${before} on ${describeMachine().cores} cores`);
  const figures: FigureResult[] = [];
  for (const figure of FIGURES.filter(({ name }) => args.names.length === 0 || args.names.includes(name))) {
    const result = roundResult(await measure(figure, root, args.runs));
    console.error(renderLine(result));
    figures.push(result);
  }
  writeReport(root, args, { command: ['npm run bench', ...(args.write ? ['-- --write'] : [])].join(' '), machine: describeMachine(), load: { before, after: readLoad() }, figures });
  return 0;
}

async function measure(figure: Figure, root: string, runs: number): Promise<FigureResult> {
  const dir = mkdtempSync(join(tmpdir(), `nx-air-bench-${figure.name}-`));
  try {
    return await runContest(figure, await figure.prepare(dir, root), runs);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function writeReport(root: string, { out, write }: BenchArguments, report: BenchReport): void {
  const json = `${JSON.stringify(report, undefined, 2)}\n`;
  if (write) {
    writeFileSync(join(root, 'spec', 'benchmarks.json'), json);
    writeFileSync(join(root, 'spec', 'benchmarks.md'), renderMarkdown(report));
  }
  if (out === undefined) process.stdout.write(json);
  else writeFileSync(resolve(out), json);
}
