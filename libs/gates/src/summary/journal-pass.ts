// Counts one journal: hands each record to the tallies and trackers that it concerns.
import type { Hash } from '@nx-air/canon';
import type { CapDecision, EventRaised, PolicyDecision, ReceiptDuplicate, ReceiptStatus } from '@nx-air/kernel';
import type { Bounds } from './bounds.ts';
import { IntentTracker } from './intent-tracker.ts';
import type { JournalFacts } from './summary.ts';
import { PlanTracker } from './plan-tracker.ts';
import type { Rows } from './rows.ts';
import type { BatchFacts, PlacedRecord } from './walk.ts';
import { WorkflowTracker } from './workflow-tracker.ts';
import type { JournalInput } from './journal-input.ts';

/** The most manifests of one journal that are listed. */
const MOST_MANIFESTS = 64;

export class JournalPass {
  readonly #rows: Rows;
  readonly #intents: IntentTracker;
  readonly #plans: PlanTracker;
  readonly #workflows: WorkflowTracker;
  readonly #input: Pick<JournalInput, 'name' | 'header' | 'torn'>;
  readonly #manifests: Hash[];
  #manifestCount = 1;
  #records = 0;
  #batch = -1;
  #endedByLimit = false;
  #first: bigint | undefined;
  #last = 0n;

  constructor(rows: Rows, input: Pick<JournalInput, 'name' | 'header' | 'torn'>, bounds: Bounds) {
    this.#rows = rows;
    this.#input = input;
    this.#manifests = [input.header.manifest_hash];
    this.#intents = new IntentTracker(rows, bounds);
    this.#plans = new PlanTracker(rows, bounds);
    this.#workflows = new WorkflowTracker(rows, bounds);
  }

  take({ record, batch }: PlacedRecord): void {
    const { unattributed } = this.#rows;
    this.#records += 1;
    if (batch.number !== this.#batch) this.#begin(batch);
    switch (record.k) {
      case 'event_in':
        unattributed.tally.add('events.in');
        return this.#plans.event(record.schema, batch);
      case 'receipt_in':
        return this.#settled(record.intent_id, record.status, batch);
      case 'receipt':
        return this.#settled(record.intent_id, record.status, batch);
      case 'manifest_in':
        this.#manifestCount += 1;
        if (this.#manifests.length < MOST_MANIFESTS) this.#manifests.push(record.manifest_hash);
        return;
      case 'event_duplicate':
        return unattributed.tally.add('duplicates.events');
      case 'receipt_duplicate':
        return this.#repeated(record);
      case 'event':
        return this.#raised(record, batch);
      case 'plan_started':
        return this.#plans.started(record, batch);
      case 'plan_ended':
        this.#endedByLimit ||= record.error?.code === 'limit';
        return this.#plans.ended(record, batch, (id) => this.#intents.orphan(id));
      case 'trigger_skipped':
        return this.#rows.plan(record.plan).tally.add('skipped.triggers');
      case 'wait_fault':
        return (this.#plans.live.get(record.instance_id)?.row ?? unattributed).tally.add('skipped.wait_faults');
      case 'cap_decision':
      case 'policy_decision':
        return this.#decided(record, batch);
      case 'intent':
        if (record.origin.kind === 'plan') this.#plans.acted(record.origin.instance_id, batch);
        return this.#intents.issued(record, batch);
      case 'spawned':
        return this.#plans.spawned(record, batch);
      case 'module_call':
        return this.#workflows.called(record);
      case 'module_fault':
        return this.#workflows.faulted(record);
      case 'limit':
        if (!this.#endedByLimit) unattributed.tally.add('failures.limit');
    }
  }

  get facts(): JournalFacts {
    const { name, header, torn } = this.#input;
    return {
      name,
      world: header.world_id,
      records: this.#records,
      manifests: this.#manifests,
      manifestCount: this.#manifestCount,
      torn: torn === true,
      firstNs: this.#first ?? 0n,
      lastNs: this.#last,
      forgotten: {
        instances: this.#plans.live.forgotten + this.#workflows.live.forgotten,
        intents: this.#intents.underWay.forgotten,
      },
    };
  }

  #begin({ number, ns }: BatchFacts): void {
    this.#batch = number;
    this.#endedByLimit = false;
    this.#workflows.batchBegins();
    this.#first ??= ns;
    this.#last = ns;
  }

  #settled(id: Hash, status: ReceiptStatus | 'denied', batch: BatchFacts): void {
    const intent = this.#intents.settled(id, status, batch);
    if (!intent) return;
    this.#plans.receipt(intent, status === 'timeout', batch);
    this.#workflows.receipt(intent, status === 'timeout');
  }

  #repeated({ intent_id: id, conflict }: ReceiptDuplicate): void {
    const { tally } = this.#intents.repeated(id);
    tally.add('duplicates.receipts');
    if (conflict) tally.add('duplicates.conflicts');
  }

  #raised({ schema, source }: EventRaised, batch: BatchFacts): void {
    if (source.kind === 'plan') {
      this.#plans.acted(source.instance_id, batch);
      const row = this.#rows.plan(source.name);
      row.tally.add('events.raised');
      row.atStep(source.step, 'raised');
    } else this.#rows.module(source.name, false).tally.add('events.raised');
    this.#plans.event(schema, batch);
  }

  /** Decisions carry their origin: an effect that was refused has no intent to find it by. */
  #decided(record: CapDecision | PolicyDecision, batch: BatchFacts): void {
    const { origin, decision, intent_id: id } = record;
    if (origin.kind === 'plan') this.#plans.acted(origin.instance_id, batch);
    const row = this.#intents.rowOf(origin);
    const gate = record.k === 'cap_decision' ? 'cap' : 'policy';
    row.tally.add(`${gate}.${decision}`);
    if (decision === 'allow') return;
    row.tally.add(`failures.${gate}_deny`);
    if (origin.kind === 'plan') row.atStep(origin.step, 'denied');
    this.#intents.refused(id, origin);
  }
}
