// npm run bench: measures the figures named, each in a process of its own; progress on standard error, JSON on standard output.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readArguments, type BenchArguments } from './arguments.ts';
import { FIGURES } from './figures.ts';
import { describeMachine, readLoad } from './machine.ts';
import { measureInProcess } from './measure-process.ts';
import { readNotes } from './notes.ts';
import { describeProduct, packedSizes, preparePeers, prepareProduct, type Product } from './product.ts';
import { renderLine, renderMarkdown, renderSizes, type BenchReport } from './report.ts';
import type { FigureResult } from './result.ts';

/** @returns the exit code: 0 measured, 1 wrong words or a figure that could not be measured; an aim that is not met is data, not a failure */
export async function main(root: string, words: readonly string[]): Promise<number> {
  const args = readArguments(words, FIGURES.map(({ name }) => name));
  if (typeof args === 'string') {
    console.error(args);
    return 1;
  }
  const began = performance.now();
  const before = readLoad();
  console.error(`load ${before} on ${describeMachine().cores} cores`);
  await preparePeers(root);
  const product: Product = args.sources ? { kind: 'sources', why: 'as asked' } : await prepareProduct(root);
  console.error(`measuring ${describeProduct(product)}`);
  const packed = packedSizes(product);
  console.error(renderSizes(packed));
  const figures: FigureResult[] = [];
  const failed: string[] = [];
  for (const { name } of FIGURES.filter((figure) => args.names.length === 0 || args.names.includes(figure.name))) {
    const started = performance.now();
    const result = await measureInProcess(name, args.runs, product);
    if (result === undefined) failed.push(name);
    else figures.push(result);
    console.error(`${result === undefined ? `${name}: could not be measured` : renderLine(result)} [${seconds(started)} s]`);
  }
  const report = { command: ['npm run bench', ...(args.write ? ['-- --write'] : [])].join(' '), product: describeProduct(product), machine: describeMachine(), load: { before, after: readLoad() }, minutes: Math.round(seconds(began) / 60), packed, figures };
  if (failed.length > 0) console.error(`not measured: ${failed.join(', ')}`);
  writeReport(root, args, report);
  return failed.length > 0 ? 1 : 0;
}

const seconds = (since: number): number => Math.round((performance.now() - since) / 1000);

function writeReport(root: string, { out, write }: BenchArguments, report: BenchReport): void {
  const json = `${JSON.stringify(report, undefined, 2)}\n`;
  if (write) {
    const notes = readNotes(readFileSync(join(root, 'tools', 'bench', 'notes.md'), 'utf8'));
    writeFileSync(join(root, 'spec', 'benchmarks.json'), json);
    writeFileSync(join(root, 'spec', 'benchmarks.md'), renderMarkdown(report, notes));
  }
  if (out === undefined) process.stdout.write(json);
  else writeFileSync(resolve(out), json);
}
