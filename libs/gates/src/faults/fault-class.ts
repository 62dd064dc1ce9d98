// Every class of faults: what is injected, and which oracle judges it. spec/gates.md has this table.

/**
 * `detected`: the recovery entry ran on the damaged bytes and said what is wrong, and where.
 * `recovered`: the run was continued to its end and compared with the one that nothing happened to.
 * `schedule`: another order of the same things, run to its end and judged.
 */
export type FaultKind = 'detected' | 'recovered' | 'schedule';

export interface FaultClass {
  readonly kind: FaultKind;
  readonly injected: string;
  readonly oracle: string;
}

export const FAULT_CLASSES = {
  'flip-bit': { kind: 'detected', injected: 'each single bit of each record of the journal flipped', oracle: 'damage is refused at the offset and position of its record; in the last record it is a torn tail of exactly that record' },
  'flip-header': { kind: 'detected', injected: 'each single bit of the header flipped, once a world', oracle: 'refused' },
  'cut-byte': { kind: 'detected', injected: 'the journal cut at every byte', oracle: 'the torn tail begins at the record that was cut, everything before it is kept, opening again changes nothing' },
  'tail-zeros': { kind: 'detected', injected: 'cut at every byte of an append, zeros up to where it ended', oracle: 'as for a cut' },
  'tail-garbage': { kind: 'detected', injected: 'cut at every byte of an append, seeded garbage up to where it ended and beyond', oracle: 'as for a cut' },
  'hole': { kind: 'detected', injected: 'each run of 64 and of 512 bytes, aligned, zeroed', oracle: 'refused at the record in which it begins, or a torn tail of the last record' },
  'record-dropped': { kind: 'detected', injected: 'the bytes of one record taken out', oracle: 'refused at the position where it stood' },
  'record-repeated': { kind: 'detected', injected: 'the bytes of one record repeated', oracle: 'refused at the position behind it' },
  'record-swapped': { kind: 'detected', injected: 'the bytes of two neighbours exchanged', oracle: 'refused at the position of the first' },
  'record-replaced': { kind: 'detected', injected: 'one record exchanged for another one of its length, with right checksums', oracle: 'refused at the position behind it, which does not follow' },
  'forged-dropped': { kind: 'detected', injected: 'one record taken out, checksums and links made anew', oracle: 'diverges at or behind that position, or the state is the one that the remaining causes have' },
  'forged-repeated': { kind: 'detected', injected: 'one record repeated, checksums and links made anew', oracle: 'as for forged-dropped' },
  'forged-swapped': { kind: 'detected', injected: 'two neighbours exchanged, checksums and links made anew', oracle: 'as for forged-dropped' },
  'forged-bit': { kind: 'detected', injected: 'one bit of every fourth byte of each derived record flipped, checksums and links made anew', oracle: 'diverges at that record, or it is no record' },
  'snapshot-cut': { kind: 'detected', injected: 'a snapshot cut at every byte of its head and every fourth of its state, as after a rename without its content', oracle: 'passed over with a warning; the state is the one of the journal' },
  'snapshot-bit': { kind: 'detected', injected: 'one bit of every fourth byte of a snapshot flipped', oracle: 'as for snapshot-cut' },
  'second-writer': { kind: 'detected', injected: 'a second writer opens the file of a running one, after every batch', oracle: 'refused as journal_locked, the file stays as it is' },
  'crash-record': { kind: 'recovered', injected: 'a crash in the append of every batch, behind each of its records', oracle: 'recovered twice with the same bytes, nothing acknowledged is lost, the intents under way are those of the whole run, the end is the same byte for byte' },
  'crash-dispatch': { kind: 'recovered', injected: 'a crash behind an acknowledged batch, before its intents are offered', oracle: 'as for crash-record; the intents are offered under their ids' },
  'crash-offered': { kind: 'recovered', injected: 'a crash after an intent was offered, before its receipt', oracle: 'as for crash-dispatch: offered again under the same id, answered once' },
  'crash-receipt': { kind: 'recovered', injected: 'a crash when a receipt or an event is there and nothing of it is written', oracle: 'as for crash-offered' },
  'crash-recovery': { kind: 'recovered', injected: 'a second crash inside recovery, behind each record that it appends', oracle: 'the third opening has the bytes that one opening has; then as for crash-record' },
  'crash-snapshot': { kind: 'recovered', injected: 'a crash in writing a snapshot and around its rename', oracle: 'the snapshot before it, or it, is used; the end is the same byte for byte' },
  'crash-power': { kind: 'recovered', injected: 'the power fails behind each acknowledgement: what was not flushed is gone', oracle: 'as for crash-record; no intent is offered before its batch is on the disk' },
  'crash-torn-file': { kind: 'recovered', injected: 'a file whose last record is written in half', oracle: 'the file ends before that record; the end is the same byte for byte' },
  'crash-killed': { kind: 'recovered', injected: 'a process that is killed by SIGKILL when half of a batch is written, one in each world', oracle: 'its file begins as the whole journal does; taken up by another process it ends as that, byte for byte' },
  'crash-pair': { kind: 'recovered', injected: 'of worlds beside each other, a crash of either behind each of its records', oracle: 'the journals and states of all of them at the end are those of the run that nothing happened to' },
  'from-snapshot': { kind: 'recovered', injected: 'opened from the snapshot of every position', oracle: 'the same state as from the beginning; the end is the same byte for byte' },
  'receipt-twice': { kind: 'recovered', injected: 'every receipt again, at every later point', oracle: 'recorded as duplicate, the state is unchanged, the end is the same' },
  'receipt-changed': { kind: 'recovered', injected: 'every receipt again with another outcome, at every later point', oracle: 'recorded as conflict, the first one counts, the end is the same' },
  'receipt-respelt': { kind: 'recovered', injected: 'every receipt again in another spelling: options that are null left out, variants by their tag, keys in another order, at every later point', oracle: 'as for receipt-twice: no conflict' },
  'receipt-early': { kind: 'recovered', injected: 'every receipt before its intent was issued', oracle: 'refused, nothing is journaled, the end is the same' },
  'event-twice': { kind: 'recovered', injected: 'every event with an id again, at every later point', oracle: 'recorded as duplicate, the state is unchanged, the end is the same' },
  'event-changed': { kind: 'recovered', injected: 'the id of every event with other content, at every later point', oracle: 'refused, nothing is journaled, the end is the same' },
  'receipt-misrouted': { kind: 'schedule', injected: 'the outcome of each receipt for up to four other intents under way of its kind', oracle: 'only the instance of that intent changes; replay agrees' },
  'receipt-late': { kind: 'schedule', injected: 'each receipt held back until nothing else is due', oracle: 'the run comes to rest; the receipt is taken once; nothing follows from it where its instance has ended, and otherwise that instance goes on first; what comes in reaches the copy that it is for; replay agrees' },
  'interleaving': { kind: 'schedule', injected: 'orders of 1 to 3 copies of the run, each of them or up to the number of orders', oracle: 'what an instance receives is its own; every copy whose things came in the order of the run ends as it does alone; replay of each step agrees' },
  'cross-talk': { kind: 'schedule', injected: 'many concurrent instances under seeded orders', oracle: 'as for interleaving' },
} as const satisfies Readonly<Record<string, FaultClass>>;

export type FaultClassName = keyof typeof FAULT_CLASSES;

export const FAULT_CLASS_NAMES = Object.keys(FAULT_CLASSES) as readonly FaultClassName[];
