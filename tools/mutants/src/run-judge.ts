// Runs the gates in a fresh process of a sandbox and reads what they say.
import { execFile } from 'node:child_process';
import type { Verdict } from './verdict.ts';

/** A mutant that goes on for ever is as dead as one that is found. */
const LONGEST_MS = 900_000;

export async function runJudge(root: string): Promise<Verdict> {
  const { failed, out, err } = await start(root, JUDGE);
  if (failed === 'time') return { kind: 'killed', gate: 'smoke', world: '', faults: 0, by: 'time', message: 'the gates did not come to an end' };
  const line = out.trimEnd().split('\n').at(-1) ?? '';
  if (failed !== undefined || !line.startsWith('{')) throw new Error(`the gates did not start: ${err.trim().slice(-600)}`);
  const verdict: Verdict = JSON.parse(line);
  return verdict;
}

export async function runRecord(root: string): Promise<void> {
  const { failed, err } = await start(root, RECORD);
  if (failed !== undefined) throw new Error(`no golden journals: ${err.trim().slice(-600)}`);
}

const JUDGE = "import { judge } from './tools/mutants/src/judge.js'; console.log(`\\n${JSON.stringify(await judge(process.cwd()))}`);";
const RECORD = "import { recordGolden } from './tools/mutants/src/record-golden.js'; await recordGolden(process.cwd());";

function start(root: string, code: string): Promise<{ readonly failed: 'time' | 'exit' | undefined; readonly out: string; readonly err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--input-type=module', '--eval', code], { cwd: root, timeout: LONGEST_MS, maxBuffer: 2 ** 26 }, (error, out, err) => {
      resolve({ failed: error ? (error.killed ? 'time' : 'exit') : undefined, out, err });
    });
  });
}
