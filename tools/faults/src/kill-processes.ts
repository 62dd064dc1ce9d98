// Real processes that are killed in the middle of a write, and what they leave, taken up and run to the end.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directoryStore } from '@nx-air/canon/fs';
import { runScenario, type SoloScenario } from '@nx-air/gates';
import { BytesJournal } from '@nx-air/kernel';
import { FileJournal } from '@nx-air/kernel/fs';
import { scenariosOf } from './scenario-of.ts';
import type { WorldFaults } from './sum.ts';

export interface Kill {
  readonly world: string;
  readonly scenario: string;
  /** The write that is cut in half; 0 is that of the header. */
  readonly write: number;
}

export interface Killed extends Kill {
  /** What is wrong; undefined when nothing is. */
  readonly message: string | undefined;
  /** Whether a record was cut. */
  readonly isTorn: boolean;
}

const KILLER = new URL('../kill-worker.mjs', import.meta.url).pathname;

/** In the first and the last scenario of each world, in the batch in the middle. Two processes at a time. */
export async function killProcesses(root: string, worlds: readonly string[]): Promise<readonly Killed[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nx-air-killed-'));
  const left: (() => Promise<Killed>)[] = [];
  try {
    for (const world of worlds) {
      const scenarios = [...(await scenariosOf(root, world))];
      for (const [name, read] of scenarios.filter((_one, index) => index === 0 || index === scenarios.length - 1)) {
        const one = await read();
        const whole = await runWhole(one);
        left.push(() => killOne(root, folder, { world, scenario: name, write: Math.ceil(whole.batches / 2) }, one, whole));
      }
    }
    const killed: Killed[] = [];
    const work = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) killed.push(await next());
    };
    await Promise.all([work(), work()]);
    return killed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Whole {
  readonly bytes: Uint8Array;
  readonly stateHash: string;
  readonly batches: number;
}

async function runWhole({ world, scenario }: SoloScenario): Promise<Whole> {
  const journal = BytesJournal.open();
  let batches = 0;
  const append = journal.append.bind(journal);
  journal.append = (records) => {
    batches += 1;
    append(records);
  };
  const { stateHash } = await runScenario(world, scenario, { journal });
  return { bytes: journal.bytes, stateHash, batches };
}

async function killOne(root: string, folder: string, kill: Kill, one: SoloScenario, whole: Whole): Promise<Killed> {
  const file = join(folder, `${kill.world}-${kill.scenario}-${kill.write}.journal`);
  const signal = await signalOf([KILLER, root, kill.world, kill.scenario, file, String(kill.write)]);
  if (signal !== 'SIGKILL') return { ...kill, isTorn: false, message: `expected SIGKILL to end the process, found ${signal}` };
  const left = existsSync(file) ? readFileSync(file) : new Uint8Array();
  if (Buffer.compare(left, whole.bytes.subarray(0, left.length)) !== 0 || left.length >= whole.bytes.length) return { ...kill, isTorn: false, message: `expected the beginning of the journal, found ${left.length} other bytes` };
  const journal = FileJournal.open(file);
  const isTorn = journal.recovery.torn !== undefined;
  try {
    const { stateHash } = await runScenario(one.world, one.scenario, { journal, store: directoryStore(`${file}.objects`) });
    const same = Buffer.compare(readFileSync(file), whole.bytes) === 0 && stateHash === whole.stateHash;
    return { ...kill, isTorn, message: same ? undefined : 'expected the journal and the state of the run that nobody killed' };
  } finally {
    await journal.close();
  }
}

function signalOf(words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...words], { stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}

/** As what a world leaves. */
export function killedFaults(killed: readonly Killed[]): WorldFaults {
  const violations = killed.filter(({ message }) => message !== undefined).length;
  return { world: 'killed processes', violations, cuts: [0, 0], classes: new Map([['crash-killed', { kind: 'recovered', injected: killed.length, reached: killed.filter(({ isTorn }) => isTorn).length }]]) };
}
