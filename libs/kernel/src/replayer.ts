// Feeds a journal to a machine record by record and compares what is derived, byte for byte (10.26).
import { KernelError } from './errors.ts';
import { firstDifference } from './first-difference.ts';
import { apply } from './machine/apply.ts';
import type { Machine } from './machine/machine.ts';
import { decodeRecord, isRecord } from './record-codec.ts';
import { isIngress, type DerivedRecord, type EventDuplicate, type IngressRecord, type JournalRecord, type ReceiptDuplicate } from './record.ts';

/** The first place where a journal is not what this kernel derives. */
export interface Divergence {
  /** Of the ingress record it follows from; 0 before the first. */
  readonly cause: number;
  /** Position in the journal. */
  readonly seq: number;
  /** Absent when the journal has no such record. */
  readonly recorded?: JournalRecord;
  /** Absent when no such record is derived. */
  readonly derived?: JournalRecord;
  /** Path to the first differing field; '' when one of the records is absent. */
  readonly field: string;
  readonly message: string;
}

export class Replayer {
  readonly #machine: Machine;
  #cause: number;
  #seq: number;
  /** Derived by the last ingress record, and how many of them the journal has shown so far. */
  #derived: readonly DerivedRecord[] = [];
  #shown = 0;

  /** `seq`: position of the first record that will be fed. */
  constructor(machine: Machine, seq = 0) {
    this.#machine = machine;
    this.#seq = seq;
    this.#cause = machine.state.nextCause - 1;
  }

  get seq(): number {
    return this.#seq;
  }

  /** The next record of the journal. After a divergence the machine is not to be used any more. */
  feed(data: Uint8Array): Divergence | undefined {
    const seq = this.#seq++;
    const derived = this.#derived[this.#shown];
    // The common case, and the only one in which the record need not be read.
    if (derived && isRecord(data, derived)) {
      this.#shown += 1;
      return undefined;
    }
    const recorded = decodeRecord(data);
    if (isIngress(recorded)) return derived ? this.#diverged(seq, { recorded, derived }) : this.#ingress(recorded, seq);
    return this.#diverged(seq, { recorded, ...(derived && { derived }) });
  }

  /** Records that follow from the last ingress record and that the journal does not have: a tail cut short. */
  missing(): readonly DerivedRecord[] {
    return this.#derived.slice(this.#shown);
  }

  #ingress(record: IngressRecord, seq: number): Divergence | undefined {
    if (record.k === 'event_duplicate' || record.k === 'receipt_duplicate') return this.#duplicate(record, seq);
    this.#cause = record.cause;
    try {
      this.#derived = apply(this.#machine, record);
    } catch (error) {
      if (!(error instanceof KernelError) || error.code !== 'bad_record') throw error;
      return { cause: record.cause, seq, recorded: record, field: '', message: `this record cannot follow: ${error.message}` };
    }
    this.#shown = 0;
    return undefined;
  }

  #duplicate(record: EventDuplicate | ReceiptDuplicate, seq: number): Divergence | undefined {
    const { ingressIds, settled } = this.#machine.state;
    if (record.k === 'event_duplicate') {
      if (ingressIds.get(record.ingress_id) === record.event_hash) return undefined;
      return { cause: this.#cause, seq, recorded: record, field: 'event_hash', message: `no earlier event has the id ${record.ingress_id} and this hash` };
    }
    const known = settled.get(record.intent_id);
    if (known && (known.outcome !== record.outcome_hash) === record.conflict) return undefined;
    return { cause: this.#cause, seq, recorded: record, field: 'conflict', message: `intent ${record.intent_id} did not settle like this before` };
  }

  #diverged(seq: number, { recorded, derived }: { readonly recorded: JournalRecord; readonly derived?: JournalRecord }): Divergence {
    const field = derived ? firstDifference(recorded, derived) : '';
    const message = derived ? `recorded ${recorded.k}, derived ${derived.k}${field === '' ? '' : `: ${field} differs`}` : `recorded ${recorded.k}, nothing more is derived`;
    return { cause: this.#cause, seq, recorded, ...(derived && { derived }), field, message };
  }
}
