// Reads the command line of npm run bench.
import { LEAST_RUNS } from './interleave.ts';

export interface BenchArguments {
  /** Figures to run; none means all. */
  readonly names: readonly string[];
  readonly runs: number;
  /** File for the JSON; standard output without it. */
  readonly out?: string;
  /** Measure the TypeScript sources instead of packing and installing them: quicker to begin. */
  readonly sources: boolean;
  /** Also write spec/benchmarks.json and spec/benchmarks.md. */
  readonly write: boolean;
}

/** @param known names of all figures @returns a message instead when the words make no sense */
export function readArguments(words: readonly string[], known: readonly string[]): BenchArguments | string {
  const names: string[] = [];
  let runs = LEAST_RUNS;
  let out: string | undefined;
  let write = false;
  let sources = false;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word === '--write') write = true;
    else if (word === '--sources') sources = true;
    else if (word === '--out') {
      out = words[(index += 1)];
      if (out === undefined) return '--out needs a file';
    } else if (word === '--runs') {
      runs = Number(words[(index += 1)]);
      if (!Number.isInteger(runs) || runs < LEAST_RUNS) return `--runs needs a whole number of at least ${LEAST_RUNS}`;
    } else if (known.includes(word)) names.push(word);
    else return `There is no figure "${word}". Figures: ${known.join(', ')}. Options: --runs <n>, --out <file>, --sources, --write`;
  }
  if (write && names.length > 0) return '--write writes every figure; leave the names out';
  if (write && sources) return '--write measures the installed packages; leave --sources out';
  return { names, runs, sources, write, ...(out === undefined ? {} : { out }) };
}
