// Runs crash-resume in every world, sums what each left in faults.json, and fails when there is too little of it.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAULT_CLASSES } from '@nx-air/gates';
import { linesOf, number, readFaults, sumFaults, type Sum } from './sum.ts';

const LEAST = 1_000_000;
const LEAST_RUN = 50_000;
const [BEGIN, END] = ['<!-- counts: node tools/faults/main.mjs --write -->', '<!-- end of counts -->'];

/** Processes that are killed by SIGKILL, one in each world in which something comes in. */
const LEAST_KILLED = 12;

/** `--sum` runs nothing; `--write` puts the counts into spec/gates.md. Exit code: 0, or 1 with violations or too few faults. */
export function main(root: string, args: readonly string[], print: (line: string) => void = console.log): 0 | 1 {
  const started = performance.now();
  const runs = !args.includes('--sum');
  if (runs) {
    const { status } = spawnSync(join(root, 'node_modules/.bin/nx'), ['run-many', '-t', 'crash-resume', '--parallel=2', '--outputStyle=static'], { cwd: root, stdio: 'inherit' });
    if (status !== 0) print(`nx run-many -t crash-resume ended with ${status ?? 'a signal'}`);
  }
  const names: readonly string[] = readdirSync(join(root, 'worlds')).sort();
  const found = names.map((world) => readFaults(textOf(join(root, 'dist/worlds', world, 'faults.json'))));
  const sum = sumFaults(found.flatMap((one) => one ?? []));
  if (args.includes('--write')) writeTable(join(root, 'spec/gates.md'), sum);
  print(`worlds: ${names.filter((_name, index) => found[index]).join(', ')}`);
  const seconds = (performance.now() - started) / 1000;
  if (runs) print(`time: ${Math.round(seconds)} s, ${number(Math.round(sum.injected / seconds))} faults a second`);
  const run = (sum.byKind.get('recovered') ?? 0) + (sum.byKind.get('schedule') ?? 0);
  const few = [
    ...(sum.injected < LEAST ? [`expected at least ${number(LEAST)} faults, found ${number(sum.injected)}`] : []),
    ...(run < LEAST_RUN ? [`expected at least ${number(LEAST_RUN)} recovered and schedule faults, found ${number(run)}`] : []),
  ];
  few.push(...names.filter((_name, index) => !found[index]).map((name) => `expected counts of worlds/${name}, found none`));
  const killed = sum.classes.get('crash-killed')?.injected ?? 0;
  if (killed < LEAST_KILLED) few.push(`expected at least ${LEAST_KILLED} processes to be killed, found ${killed}`);
  for (const line of [...few, ...linesOf(sum)]) print(line);
  return few.length === 0 && sum.violations === 0 ? 0 : 1;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** One row a class, with what is injected and which oracle judges. */
export function tableOf({ classes }: Sum): string {
  const rows = Object.entries(FAULT_CLASSES).map(([name, { kind, injected, oracle }]) => {
    const { injected: count = 0, reached = 0 } = classes.get(name) ?? {};
    return `| \`${name}\` | ${kind} | ${injected} | ${oracle} | ${number(count)} | ${number(reached)} |`;
  });
  return ['| class | kind | injected | oracle | faults | reached |', '|---|---|---|---|---|---|', ...rows].join('\n');
}

function writeTable(file: string, sum: Sum): void {
  const text = readFileSync(file, 'utf8');
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  writeFileSync(file, `${text.slice(0, from)}${BEGIN}\n${tableOf(sum)}\n\n${linesOf(sum).at(-1)}\n${text.slice(to)}`);
}
