// Opening a journal: a new one gets its header, an old one is derived again and its tail completed (10.24).
import type { Hash } from '@nx-air/canon';
import { KernelError } from './errors.ts';
import { checkHeader, JOURNAL_FORMAT, profileOf, type JournalHeader } from './journal/header.ts';
import type { KernelOptions } from './kernel-options.ts';
import type { Machine } from './machine/machine.ts';
import { Programs } from './program/programs.ts';
import { encodeRecord } from './record-codec.ts';
import { Replayer, type Divergence } from './replayer.ts';
import { startOf } from './start.ts';
import { surroundingsOf } from './surroundings.ts';

export interface Recovery {
  /** Records that the journal held. */
  readonly records: number;
  /** Records of the last batch that it lacked and that were appended. */
  readonly completed: number;
  /** The manifest that the world runs: not that of the options when the journal came from other definitions. */
  readonly manifestHash: Hash;
}

export interface Opened {
  readonly machine: Machine;
  readonly recovery: Recovery;
  readonly seq: number;
}

export function openMachine(options: KernelOptions): Opened {
  const { journal, manifest, from } = options;
  (options.programs ?? new Programs()).keep(options.store, manifest);
  const header = journal.header ?? createHeader(options);
  checkHeader(header);
  checkWorld(header.world_id, manifest.worldId);
  const first = from?.seq ?? 0;
  if (first > journal.length) throw new KernelError('journal_mismatch', `a state after ${first} records, the journal has ${journal.length}`);
  const start = startOf(header, from);
  checkWorld(start.state.worldId, manifest.worldId);
  const surroundings = surroundingsOf(options, header.runtime_profile);
  // Compiled first, so that a manifest that cannot run is told before anything comes in.
  surroundings.programs.get(start.state.manifest);
  const machine = start.machine(surroundings);

  const replayer = new Replayer(machine, first);
  for (const record of journal.records(first)) {
    const divergence = replayer.feed(record);
    if (divergence) throw diverged(divergence);
  }
  const records = replayer.seq;
  const missing = replayer.missing().map(encodeRecord);
  if (missing.length > 0) journal.append(missing);
  return { machine, recovery: { records, completed: missing.length, manifestHash: machine.state.manifest }, seq: records + missing.length };
}

function createHeader({ journal, manifest, limits }: KernelOptions): JournalHeader {
  const header: JournalHeader = {
    format: JOURNAL_FORMAT,
    world_id: manifest.worldId,
    runtime_profile: profileOf(limits),
    manifest_hash: manifest.manifestHash,
  };
  journal.create(header);
  return header;
}

function checkWorld(found: string, expected: string): void {
  if (found !== expected) throw new KernelError('journal_mismatch', `a journal of world ${found}, opened for ${expected}`);
}

function diverged({ seq, cause, message }: Divergence): KernelError {
  return new KernelError('journal_diverges', `record ${seq}, cause ${cause}: ${message}`, {
    hint: 'replay the journal for both records; a journal is continued only by the definitions and modules it was written with',
  });
}
