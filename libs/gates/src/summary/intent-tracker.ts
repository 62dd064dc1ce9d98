// From an intent to its receipt: whose it was, what it waited for, and since when.
import type { Hash } from '@nx-air/canon';
import type { InstanceId, Intent, Origin, ReceiptStatus } from '@nx-air/kernel';
import { BoundedMap } from './bounded-map.ts';
import type { Bounds } from './bounds.ts';
import type { Row } from './row.ts';
import type { Rows } from './rows.ts';
import type { BatchFacts } from './walk.ts';

export interface TrackedIntent {
  readonly row: Row;
  readonly kind: string;
  readonly sinceNs: bigint;
  readonly isTimer: boolean;
  /** Answered in the batch that emitted it: nobody waits. */
  readonly isInternal: boolean;
  /** The instance of a plan and its step; the key of a workflow instance. */
  readonly instance?: InstanceId;
  readonly step?: string;
  readonly workflow?: string;
  orphaned: boolean;
}

export const TIMER_KIND = 'timer.set';

const GROUP = { ok: 'receipts.ok', error: 'receipts.error', timeout: 'receipts.timeout', denied: 'receipts.denied' } as const;

export class IntentTracker {
  readonly underWay: BoundedMap<Hash, TrackedIntent>;
  /** Rows of settled intents: receipts may be repeated. */
  readonly #settled: BoundedMap<number, Row>;
  readonly #rows: Rows;

  constructor(rows: Rows, { intents, settled }: Bounds) {
    this.#rows = rows;
    this.underWay = new BoundedMap(intents);
    this.#settled = new BoundedMap(settled);
  }

  rowOf(origin: Origin): Row {
    return origin.kind === 'plan' ? this.#rows.plan(origin.name) : this.#rows.module(origin.name, true);
  }

  issued({ intent_id: id, effect_kind: kind, origin, internal, same_as: sameAs }: Intent, { ns }: BatchFacts): void {
    const row = this.rowOf(origin);
    row.tally.add('effects.intents');
    row.tally.add('effects.in_flight');
    if (internal) row.tally.add('effects.internal');
    if (sameAs !== undefined) row.tally.add('effects.same_as');
    if (origin.kind === 'plan') row.atStep(origin.step, 'emitted');
    this.underWay.set(id, {
      row,
      kind,
      sinceNs: ns,
      isTimer: kind === TIMER_KIND,
      isInternal: internal,
      orphaned: false,
      ...(origin.kind === 'plan' ? { instance: origin.instance_id, step: origin.step } : { workflow: workflowId(origin.name, origin.key) }),
    });
  }

  /** The intent, unless it was forgotten or never issued: a refusal is told to a workflow without an intent. */
  settled(id: Hash, status: ReceiptStatus | 'denied', { ns }: BatchFacts): TrackedIntent | undefined {
    const intent = this.underWay.get(id);
    const row = intent?.row ?? this.#settled.get(shortOf(id)) ?? this.#rows.unattributed;
    row.tally.add(GROUP[status]);
    if (status === 'error') row.tally.add('failures.adapter_error');
    if (status === 'timeout') row.tally.add('failures.timeout');
    if (!intent) return undefined;
    this.underWay.delete(id);
    this.#settled.set(shortOf(id), row);
    row.tally.add('effects.in_flight', -1);
    if (intent.orphaned) row.tally.add('receipts.late');
    else this.#answered(intent, status, ns);
    return intent;
  }

  /** Its receipt was repeated. */
  repeated(id: Hash): Row {
    return this.#settled.get(shortOf(id)) ?? this.#rows.unattributed;
  }

  /** A refused effect has no intent; what is told of it later belongs to the same row. */
  refused(id: Hash, origin: Origin): void {
    if (origin.kind === 'workflow') this.#settled.set(shortOf(id), this.rowOf(origin));
  }

  orphan(id: Hash): void {
    const intent = this.underWay.get(id);
    if (intent) intent.orphaned = true;
  }

  #answered({ row, kind, step, sinceNs, isInternal }: TrackedIntent, status: ReceiptStatus | 'denied', ns: bigint): void {
    if (step !== undefined) row.atStep(step, 'settled');
    if (step !== undefined && status !== 'ok') row.atStep(step, 'failed_receipts');
    if (!isInternal) row.waited({ on: 'receipt', ...(step !== undefined && { step }), what: kind }, ns - sinceNs);
  }
}

/** 52 bits of a hash: enough to find a row by, at a fraction of the memory. */
const shortOf = (id: Hash): number => Number.parseInt(id.slice('sha256:'.length, 'sha256:'.length + 13), 16);

const KEY_HEX = 512;

/** One instance of a workflow module. */
export function workflowId(module: string, key: Uint8Array | undefined): string {
  return `${module} ${Buffer.from(key ?? new Uint8Array()).toString('hex').slice(0, KEY_HEX)}`;
}
