// Runs the gates over the worlds of a sandbox, up to the first thing that is wrong.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { renderText, toFindings, type Problem } from '@nx-air/air';
import { crashResumeWorld, replayParityWorld, smokeWorld, totalsOf } from '@nx-air/gates';
import { nodeHost } from '@nx-air/world';
import type { Gate, Verdict } from './verdict.ts';

/** Orders of copies that are walked or drawn in each world. */
const ORDERS = 24;
/** Of bits and bytes that are damaged: a prime, so that all positions in a byte and in a frame have their turn. */
const STRIDE = 61;

/** Quick gates first: what expectations notice costs no sweep. */
export async function judge(root: string): Promise<Verdict> {
  const host = nodeHost();
  const worlds = readdirSync(join(root, 'worlds')).sort();
  let faults = 0;
  let gate: Gate = 'smoke';
  let world = '';
  const killed = (message: string, by?: string): Verdict => ({ kind: 'killed', gate, world, faults, ...(by !== undefined && { by }), message });
  try {
    for (world of worlds) {
      const { problems } = await smokeWorld(host, join(root, 'worlds', world));
      if (hasError(problems)) return killed(shown(problems));
    }
    gate = 'crash-resume';
    for (world of worlds) {
      const { problems, violations, counts } = await crashResumeWorld(host, join(root, 'worlds', world), { orders: ORDERS, stopAtFirst: true, stride: STRIDE });
      faults += totalsOf(counts, 0).injected;
      const [first] = violations;
      if (first) return killed(`${first.subject}: ${first.fault}: ${first.message}`, first.class);
      if (hasError(problems)) return killed(shown(problems));
    }
    gate = 'replay-parity';
    for (world of worlds) {
      const { problems } = await replayParityWorld(host, join(root, 'worlds', world));
      if (hasError(problems)) return killed(shown(problems));
    }
  } catch (error) {
    return killed(`threw: ${error instanceof Error ? error.message : String(error)}`);
  }
  return { kind: 'survived', faults };
}

function hasError(problems: readonly Problem[]): boolean {
  return toFindings(problems, () => undefined).some(({ severity }) => severity === 'error');
}

function shown(problems: readonly Problem[]): string {
  const [first] = toFindings(problems, () => undefined).filter(({ severity }) => severity === 'error');
  return first ? renderText([first], { color: false }) : '';
}
