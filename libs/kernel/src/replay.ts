// Replays a whole journal, without touching it.
import type { Hash } from '@nx-air/canon';
import { KernelError } from './errors.ts';
import { checkHeader, type JournalHeader } from './journal/header.ts';
import type { Journal } from './journal/journal.ts';
import { restoreMachine } from './machine/restore.ts';
import { Replayer, type Divergence } from './replayer.ts';
import { decodeState, stateHash } from './state/state-codec.ts';
import { genesis, type WorldState } from './state/world-state.ts';
import { surroundingsOf, type Definitions } from './surroundings.ts';

/** A state between two batches: encoded, and the position of the record that follows it. */
export interface Checkpoint {
  readonly state: Uint8Array;
  readonly seq: number;
}

export interface ReplayInput extends Definitions {
  readonly header: JournalHeader;
  /** The journal, or all its records from the first on. Of a journal only those behind `from` are read. */
  readonly records: Iterable<Uint8Array> | Pick<Journal, 'length' | 'records'>;
  /** Where to begin; genesis without it. */
  readonly from?: Checkpoint;
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
  const state = from ? decodeState(from.state) : genesis(header.world_id, header.manifest_hash);
  if (state.worldId !== header.world_id) throw new KernelError('journal_mismatch', `a state of world ${state.worldId}, the journal is of ${header.world_id}`);
  const machine = restoreMachine(state, surroundingsOf(input, header.runtime_profile));
  const first = from?.seq ?? 0;
  const replayer = new Replayer(machine, first);
  for (const record of recordsFrom(records, first)) {
    const divergence = replayer.feed(record);
    if (divergence) return { ok: false, divergence };
  }
  return { ok: true, state, stateHash: stateHash(state), records: replayer.seq, missing: replayer.missing().length };
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
