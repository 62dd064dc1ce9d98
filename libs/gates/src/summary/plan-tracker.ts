// Instances of plans: how long they rested before they went on, and whether a timeout made them go on.
import type { Hash } from '@nx-air/canon';
import type { InstanceId, PlanEnded, PlanStarted, Spawned } from '@nx-air/kernel';
import { BoundedMap } from './bounded-map.ts';
import type { Bounds } from './bounds.ts';
import type { TrackedIntent } from './intent-tracker.ts';
import { OTHERS, type Row } from './row.ts';
import type { Rows } from './rows.ts';
import type { BatchFacts } from './walk.ts';

interface LiveInstance {
  readonly row: Row;
  readonly startedNs: bigint;
  readonly parent?: { readonly id: InstanceId; readonly row: Row; readonly step: string };
  /** Of its last record. */
  lastBatch: number;
  lastNs: bigint;
  tookTimeout: boolean;
  /** Children that each step has spawned and that have not ended; most instances have none. */
  left?: Map<string, number>;
}

/** What can make an instance go on in the batch at hand. */
interface Occasions {
  readonly batch: number;
  /** Instances that a receipt of their own reached; true for a timer or a `timeout`. */
  readonly receipts: Map<InstanceId, boolean>;
  /** Parents of which a child ended. */
  readonly parents: Set<InstanceId>;
  /** The schema of the only events so far, `(others)` when there are several. */
  event: string | undefined;
}

/** Codes that other categories count. */
const COUNTED: ReadonlySet<string> = new Set(['policy_denied', 'cap_denied', 'adapter_timeout', 'adapter_error']);

export class PlanTracker {
  readonly live: BoundedMap<InstanceId, LiveInstance>;
  readonly #rows: Rows;
  readonly #mostSteps: number;
  #occasions: Occasions = { batch: -1, receipts: new Map(), parents: new Set(), event: undefined };

  constructor(rows: Rows, { instances, perRow }: Bounds) {
    this.#rows = rows;
    this.#mostSteps = perRow;
    this.live = new BoundedMap(instances);
  }

  event(schema: string, batch: BatchFacts): void {
    const occasions = this.#at(batch);
    occasions.event = occasions.event === undefined || occasions.event === schema ? schema : OTHERS;
  }

  /** A receipt of one of its effects; an instance that has ended has no use for it. */
  receipt({ instance, isTimer, orphaned }: TrackedIntent, isTimeout: boolean, batch: BatchFacts): void {
    if (instance === undefined || orphaned) return;
    const { receipts } = this.#at(batch);
    receipts.set(instance, receipts.get(instance) === true || isTimer || isTimeout);
  }

  started({ instance_id: id, plan, parent }: PlanStarted, batch: BatchFacts): void {
    const row = this.#rows.plan(plan);
    row.tally.add('instances.started');
    row.tally.add('instances.running');
    const parentRow = parent && this.live.get(parent.instance_id)?.row;
    if (parent) {
      row.tally.add('instances.child');
      this.acted(parent.instance_id, batch);
      parentRow?.atStep(parent.step, 'children');
      if (parentRow) parentRow.childrenOf(parent.step, plan).started += 1;
    }
    this.live.set(id, {
      row,
      startedNs: batch.ns,
      lastBatch: batch.number,
      lastNs: batch.ns,
      tookTimeout: false,
      ...(parent && parentRow && { parent: { id: parent.instance_id, row: parentRow, step: parent.step } }),
    });
  }

  spawned({ instance_id: id, step, plan, count }: Spawned, batch: BatchFacts): void {
    this.acted(id, batch);
    const instance = this.live.get(id);
    if (!instance) return;
    const counts = instance.row.childrenOf(step, plan);
    counts.spawns += 1;
    if (count === 0) counts.joined += 1;
    else {
      instance.left ??= new Map();
      if (instance.left.size < this.#mostSteps) instance.left.set(step, (instance.left.get(step) ?? 0) + count);
    }
  }

  /** It has left a record: it was at rest until this batch, unless it has left one in it already. */
  acted(id: InstanceId, batch: BatchFacts): void {
    const instance = this.live.get(id);
    if (!instance || instance.lastBatch === batch.number) return;
    const { receipts, parents, event } = this.#at(batch);
    const receipt = receipts.get(id);
    if (receipt === true && !instance.tookTimeout) {
      instance.tookTimeout = true;
      instance.row.tally.add('instances.timeout_branch');
    }
    if (receipt === undefined && !parents.has(id) && event !== undefined) instance.row.waited({ on: 'event', what: event }, batch.ns - instance.lastNs);
    instance.lastBatch = batch.number;
    instance.lastNs = batch.ns;
  }

  ended({ instance_id: id, plan, status, error, orphaned }: PlanEnded, batch: BatchFacts, orphan: (intent: Hash) => void): void {
    this.acted(id, batch);
    const row = this.#rows.plan(plan);
    row.tally.add(status === 'ok' ? 'instances.ok' : 'instances.error');
    row.tally.add('instances.running', -1);
    row.tally.add('effects.orphaned', orphaned.length);
    orphaned.forEach(orphan);
    if (error) {
      row.failed(error.code);
      if (error.step !== undefined) row.atStep(error.step, 'errors');
      if (error.code === 'limit') row.tally.add('failures.limit');
      else if (error.code === 'invariant_violation') row.tally.add('failures.invariant_violation');
      else if (!COUNTED.has(error.code)) row.tally.add('failures.plan_fault');
    }
    const instance = this.live.get(id);
    this.live.delete(id);
    if (instance?.parent) this.#childEnded(instance, instance.parent, plan, status, batch);
  }

  #childEnded({ startedNs }: LiveInstance, parent: NonNullable<LiveInstance['parent']>, plan: string, status: 'ok' | 'error', batch: BatchFacts): void {
    const counts = parent.row.childrenOf(parent.step, plan);
    counts[status] += 1;
    const waiting = this.live.get(parent.id);
    if (!waiting) return;
    const left = (waiting.left?.get(parent.step) ?? 0) - 1;
    if (left >= 0) waiting.left?.set(parent.step, left);
    if (left === 0) counts.joined += 1;
    this.#at(batch).parents.add(parent.id);
    parent.row.waited({ on: 'child', step: parent.step, what: plan }, batch.ns - startedNs);
  }

  #at({ number }: BatchFacts): Occasions {
    if (this.#occasions.batch !== number) this.#occasions = { batch: number, receipts: new Map(), parents: new Set(), event: undefined };
    return this.#occasions;
  }
}
