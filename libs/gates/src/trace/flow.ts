// Which instances, effects and events belong to one flow: grown record by record, over as many passes as it takes.
import { parseHash, type Hash } from '@nx-air/canon';
import type { JournalRecord, ModuleInput, Origin, PlanStarted } from '@nx-air/kernel';
import { workflowId } from '../summary/intent-tracker.ts';
import type { BatchFacts } from '../summary/walk.ts';
import { holdsId, idText, readValue } from './show-value.ts';

/** Members of a flow that are remembered at most. */
const MOST = 100_000;

/** Ids of carried deliveries name the intent that they carry (10.23). */
const HASHES = /sha256:[0-9a-f]{64}/gu;

export class Flow {
  /** A correlation value, an instance id, an intent id or an ingress id. */
  readonly id: string;
  /** Instances of plans by id, of workflows by module and key. */
  readonly #members = new Set<string>();
  readonly #intents = new Set<Hash>();
  /** Intents of other worlds that an event of the flow was carried from. */
  readonly #sources = new Set<Hash>();
  #batch: BatchFacts | undefined;
  /** Whether what came in belongs to the flow by itself: then everything that it starts does. */
  #isCarried = false;
  #events = new Set<Hash>();

  constructor(id: string) {
    this.id = id;
  }

  /** Grows while a pass finds more. */
  get size(): number {
    return this.#members.size + this.#intents.size + this.#sources.size;
  }

  /** An instance id, or a workflow's module and key as `workflowId` joins them. */
  hasMember(id: string): boolean {
    return this.#members.has(id);
  }

  hasWorkflow(module: string, key: Uint8Array | undefined): boolean {
    return this.#members.has(workflowId(module, key));
  }

  /** Whether the record belongs to the flow; what it leads to belongs to it from here on. */
  takes(record: JournalRecord, batch: BatchFacts): boolean {
    if (this.#batch !== batch) this.#begin(batch);
    switch (record.k) {
      case 'event_in':
        return this.#event(record.value, record.event_hash, this.#isCarried || record.ingress_id === this.id);
      case 'event':
        return this.#event(record.value, record.event_hash, record.source.kind === 'plan' ? this.#members.has(record.source.instance_id) : this.hasWorkflow(record.source.name, record.source.key));
      case 'event_duplicate':
        return record.ingress_id === this.id || carriedFrom(record.ingress_id).some((source) => this.#intents.has(source));
      case 'receipt_in':
      case 'receipt_duplicate':
      case 'receipt':
        return this.#intents.has(record.intent_id);
      case 'plan_started':
        return this.#started(record);
      case 'plan_ended':
      case 'spawned':
      case 'wait_fault':
        return this.#members.has(record.instance_id);
      case 'cap_decision':
      case 'policy_decision':
      case 'intent':
        return this.#effect(record.intent_id, record.origin);
      case 'module_call':
        return this.#called(record.module, record.key, record.input, record.status !== undefined);
      case 'module_fault':
        return this.#called(record.module, record.key, record.input, record.status !== undefined);
      case 'manifest_in':
      case 'trigger_skipped':
      case 'limit':
        return false;
    }
  }

  /** What came in made a member go on: so where it was carried from belongs to the flow as well. */
  reachedBy({ ingress }: BatchFacts): void {
    if (ingress.k !== 'event_in' || ingress.ingress_id === undefined) return;
    for (const source of carriedFrom(ingress.ingress_id)) add(this.#sources, source);
  }

  #begin(batch: BatchFacts): void {
    this.#batch = batch;
    this.#events = new Set();
    const { ingress } = batch;
    this.#isCarried = ingress.k === 'event_in' && ingress.ingress_id !== undefined && carriedFrom(ingress.ingress_id).some((source) => this.#intents.has(source));
  }

  #event(value: Uint8Array, hash: Hash, isMember: boolean): boolean {
    const belongs = isMember || holdsId(readValue(value), this.id);
    if (belongs) this.#events.add(hash);
    return belongs;
  }

  #started({ instance_id: id, correlation, parent, input }: PlanStarted): boolean {
    const belongs =
      id === this.id ||
      this.#members.has(id) ||
      (parent ? this.#members.has(parent.instance_id) : this.#isCarried) ||
      (correlation && idText(readValue(correlation)) === this.id) ||
      holdsId(readValue(input), this.id);
    if (!belongs) return false;
    add(this.#members, id);
    if (parent) add(this.#members, parent.instance_id);
    return true;
  }

  #effect(id: Hash, origin: Origin): boolean {
    const wanted = id === this.id || this.#sources.has(id);
    if (wanted && origin.kind === 'plan') add(this.#members, origin.instance_id);
    if (wanted && origin.kind === 'workflow') add(this.#members, workflowId(origin.name, origin.key));
    const belongs = origin.kind === 'plan' ? this.#members.has(origin.instance_id) : this.hasWorkflow(origin.name, origin.key);
    if (belongs) add(this.#intents, id);
    return belongs;
  }

  /** A reducer sees the events of every flow; a workflow instance belongs to the flow whose event or receipt it takes. */
  #called(module: string, key: Uint8Array | undefined, input: ModuleInput, isWorkflow: boolean): boolean {
    const belongs = input.kind === 'event' ? this.#events.has(input.event_hash) : this.#intents.has(input.intent_id);
    const isNamed = isWorkflow && key !== undefined && idText(readValue(key)) === this.id;
    if (isWorkflow && (belongs || isNamed)) add(this.#members, workflowId(module, key));
    return belongs || isNamed || (isWorkflow && this.hasWorkflow(module, key));
  }
}

function add<T>(members: Set<T>, member: T): void {
  if (members.size < MOST) members.add(member);
}

/** The intents that the id of a carried delivery names. */
export function carriedFrom(ingressId: string): readonly Hash[] {
  return [...ingressId.slice(0, 4096).matchAll(HASHES)].flatMap(([text]) => parseHash(text) ?? []);
}
