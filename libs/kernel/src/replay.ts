// Replays a whole journal, without touching it.
import type { Hash } from '@nx-air/canon';
import { KernelError } from './errors.ts';
import { checkHeader, type JournalHeader } from './journal/header.ts';
import type { Journal } from './journal/journal.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Mark } from './mark.ts';
import { Replayer, type Divergence } from './replayer.ts';
import { startOf } from './start.ts';
import { stateHash } from './state/state-codec.ts';
import type { WorldState } from './state/world-state.ts';
import { surroundingsOf, type Definitions } from './surroundings.ts';

export interface ReplayInput extends Definitions {
  readonly header: JournalHeader;
  /** The journal, or all its records from the first on. Of a journal only those behind `from` are read. */
  readonly records: Iterable<Uint8Array> | Pick<Journal, 'length' | 'records'>;
  /** Where to begin; genesis without it. */
  readonly from?: Checkpoint | Mark;
}

export type Replayed =
  | { readonly ok: true; readonly state: WorldState; readonly stateHash: Hash; readonly records: number; /** Derived records that the end of the journal lacks. */ readonly missing: number }
  | { readonly ok: false; readonly divergence: Divergence };

/**
 * Throws `KernelError` `journal_mismatch` for another format, `definitions_missing` when the store lacks what the
 * journal names, `bad_record` for bytes that are no record.
 */
export function replay(input: ReplayInput): Replayed {
  const { header, records, from } = input;
  checkHeader(header);
  const start = startOf(header, from);
  if (start.state.worldId !== header.world_id) throw new KernelError('journal_mismatch', `a state of world ${start.state.worldId}, the journal is of ${header.world_id}`);
  const machine = start.machine(surroundingsOf(input, header.runtime_profile));
  const first = from?.seq ?? 0;
  const replayer = new Replayer(machine, first);
  for (const record of recordsFrom(records, first)) {
    const divergence = replayer.feed(record);
    if (divergence) return { ok: false, divergence };
  }
  return { ok: true, state: machine.state, stateHash: stateHash(machine.state), records: replayer.seq, missing: replayer.missing().length };
}

function* recordsFrom(records: ReplayInput['records'], first: number): Generator<Uint8Array, void> {
  if ('length' in records && 'records' in records) {
    if (first > records.length) throw tooShort(first, records.length);
    return yield* records.records(first);
  }
  let seq = 0;
  for (const record of records) if (seq++ >= first) yield record;
  if (first > seq) throw tooShort(first, seq);
}

function tooShort(first: number, length: number): KernelError {
  return new KernelError('journal_mismatch', `a state after ${first} records, the journal has ${length}`);
}
