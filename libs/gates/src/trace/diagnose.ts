// Names the likely cause of every flow that failed or is stuck, with the record that shows it.
import { compareText, type Hash } from '@nx-air/canon';
import type { JournalRecord, ModuleCall, ModuleFault, Origin, PlanEnded } from '@nx-air/kernel';
import { workflowId } from '../summary/intent-tracker.ts';
import type { JournalInput } from '../summary/journal-input.ts';
import { walkJournal, type PlacedRecord } from '../summary/walk.ts';
import { describeRecord } from './describe-record.ts';
import { DiagnosisGroups } from './diagnosis-groups.ts';
import type { Cause, DiagnosisReport } from './diagnosis.ts';
import { Flow } from './flow.ts';
import { LiveInstances, type Mark } from './live-instances.ts';
import { cutText, showBytes } from './show-value.ts';
import { causeOf, nextAfter } from './why-failed.ts';
import { whyWaiting } from './why-waiting.ts';

/** `flow` limits it to the instances of one traced flow. Throws as `walkJournal` does. */
export function diagnose(journals: readonly JournalInput[], flow?: Flow): DiagnosisReport {
  const groups = new DiagnosisGroups();
  let [ok, endNs] = [0, 0n];
  for (const journal of journals) {
    const pass = new DiagnosisPass(journal, groups, flow);
    for (const placed of walkJournal(journal)) pass.take(placed);
    pass.finish();
    ok += pass.ok;
    if (pass.endNs > endNs) endNs = pass.endNs;
  }
  return { diagnoses: groups.sorted, ok, failed: groups.failed, waiting: groups.waiting, endNs };
}

const originId = (origin: Origin): string => (origin.kind === 'plan' ? origin.instance_id : workflowId(origin.name, origin.key));

class DiagnosisPass {
  ok = 0;
  endNs = 0n;
  readonly #journal: JournalInput;
  readonly #groups: DiagnosisGroups;
  readonly #flow: Flow | undefined;
  readonly #live = new LiveInstances();
  /** Refusals and faulty receipts of the batch at hand, by instance: what an end in error follows from. */
  #reasons = new Map<string, Mark>();
  #batch = -1;

  constructor(journal: JournalInput, groups: DiagnosisGroups, flow: Flow | undefined) {
    this.#journal = journal;
    this.#groups = groups;
    this.#flow = flow;
  }

  take(placed: PlacedRecord): void {
    const { record, batch } = placed;
    if (batch.number !== this.#batch) [this.#batch, this.#reasons] = [batch.number, new Map()];
    this.endNs = batch.ns;
    switch (record.k) {
      case 'plan_started':
        return this.#live.add(record.instance_id, { subject: record.plan, label: record.instance_id, last: this.#mark(placed), intents: new Map(), ...(record.parent && { parent: { id: record.parent.instance_id, step: record.parent.step } }) });
      case 'plan_ended':
        return this.#ended(record, placed);
      case 'wait_fault': {
        const instance = this.#live.get(record.instance_id);
        if (instance) instance.waitFault = { ...this.#mark(placed), step: record.step, code: record.code };
        return;
      }
      case 'cap_decision':
      case 'policy_decision':
        if (record.decision === 'deny') this.#reasons.set(originId(record.origin), this.#mark(placed));
        return;
      case 'intent': {
        const id = originId(record.origin);
        this.#live.issued(id, record.intent_id, { kind: record.effect_kind, mark: this.#mark(placed), ...(record.origin.kind === 'plan' && { step: record.origin.step }) });
        return this.#acted(id, placed);
      }
      case 'receipt_in':
      case 'receipt':
        return this.#settled(record.intent_id, record.status, placed);
      case 'event':
        return record.source.kind === 'plan' ? this.#acted(record.source.instance_id, placed) : undefined;
      case 'spawned':
        this.#live.spawned(record.instance_id, record.step, record.count);
        return this.#acted(record.instance_id, placed);
      case 'module_call':
        return this.#called(record, placed);
      case 'module_fault':
        return this.#faulted(record, placed);
      default:
        return;
    }
  }

  /** What has not ended waits. */
  finish(): void {
    const children = this.#live.childrenOf();
    const entries = [...this.#live.entries()].sort(([left], [right]) => compareText(left, right));
    for (const [id, instance] of entries) {
      if (!this.#isWanted(id)) continue;
      const waiting = whyWaiting(instance, children.get(id) ?? []);
      this.#groups.add({ ...waiting, world: this.#journal.header.world_id, subject: cutText(instance.subject, 120), detail: cutText(waiting.detail, 120), state: 'waiting', instance: instance.label });
    }
  }

  #isWanted(id: string): boolean {
    return this.#flow === undefined || this.#flow.hasMember(id);
  }

  #acted(id: string, placed: PlacedRecord): void {
    const instance = this.#live.get(id);
    if (instance) instance.last = this.#mark(placed);
  }

  #settled(intentId: Hash, status: string, placed: PlacedRecord): void {
    const settled = this.#live.settled(intentId);
    if (settled && status !== 'ok') this.#reasons.set(settled.id, this.#mark(placed, settled.intent));
  }

  #ended(record: PlanEnded, placed: PlacedRecord): void {
    const id = record.instance_id;
    this.#live.remove(id);
    if (!this.#isWanted(id)) return;
    if (record.status === 'ok') {
      this.ok += 1;
      return;
    }
    const cause = causeOf(record);
    const isFollowed = cause === 'policy_denied' || cause === 'cap_denied' || cause === 'adapter_error' || cause === 'adapter_timeout';
    const mark = (isFollowed && this.#reasons.get(id)) || this.#mark(placed);
    this.#failed({ subject: record.plan, cause, detail: record.error?.code ?? '', instance: id, step: record.error?.step, mark });
  }

  #called(record: ModuleCall, placed: PlacedRecord): void {
    const { module, key, status } = record;
    if (status === undefined) return;
    const id = workflowId(module, key);
    const label = key ? showBytes(key, 60) : '';
    if (status === 'completed') {
      this.#live.remove(id);
      if (this.#isWanted(id)) this.ok += 1;
    } else if (status === 'failed') {
      this.#live.remove(id);
      if (this.#isWanted(id)) this.#failed({ subject: module, cause: 'plan_fault', detail: 'failed', instance: label, step: undefined, mark: this.#reasons.get(id) ?? this.#mark(placed) });
    } else if (this.#live.get(id)) this.#acted(id, placed);
    else this.#live.add(id, { subject: module, label, last: this.#mark(placed), intents: new Map() });
  }

  /** A fault leaves a reducer as it was and ends a workflow instance; either is a failure. An event that comes after an end is none. */
  #faulted({ module, key, status, code }: ModuleFault, placed: PlacedRecord): void {
    if (code === 'instance_ended') return;
    const id = workflowId(module, key);
    if (status === 'failed') this.#live.remove(id);
    if (this.#isWanted(id)) this.#failed({ subject: module, cause: code === 'limit_exceeded' ? 'limit' : 'module_fault', detail: code, instance: key ? showBytes(key, 60) : '', step: undefined, mark: this.#mark(placed) });
  }

  #failed({ subject, cause, detail, instance, step, mark }: { readonly subject: string; readonly cause: Cause; readonly detail: string; readonly instance: string; readonly step: string | undefined; readonly mark: Mark }): void {
    this.#groups.add({
      world: this.#journal.header.world_id,
      subject: cutText(subject, 120),
      state: 'failed',
      cause,
      detail: cutText(detail, 120),
      instance,
      sinceNs: mark.ns,
      evidence: mark.evidence(),
      next: nextAfter(cause, detail),
      ...(step !== undefined && { step: cutText(step, 80) }),
    });
  }

  #mark({ record, seq, batch }: PlacedRecord, intent?: { readonly kind: string; readonly step?: string }): Mark {
    const journal = this.#journal.name;
    const evidence = (given: JournalRecord) => () => ({ journal, seq, record: given.k, text: describeRecord(given, () => (intent ? { ...intent, by: '' } : undefined)).text });
    return { seq, ns: batch.ns, evidence: evidence(record) };
  }
}
