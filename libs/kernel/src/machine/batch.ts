// One ingress record being applied: the records derived so far and the work that is left.
import { encodeValue, type Value } from '@nx-air/plan/runtime';
import type { InstanceId } from '../ids.ts';
import type { Program } from '../program/program.ts';
import type { DerivedRecord, EventSource } from '../record.ts';
import type { Stamp } from '../stamp.ts';
import { eventHash, type EventInFlight } from './event.ts';
import type { Machine } from './machine.ts';
import type { Delivery } from './receipt-envelope.ts';

/** First in, first out. */
export type Work =
  | { readonly kind: 'event'; readonly event: EventInFlight }
  /** An awaited effect of the instance has settled. */
  | { readonly kind: 'resume'; readonly instance: InstanceId }
  /** A receipt or denial on its way to the instance that emitted the effect. */
  | { readonly kind: 'delivery'; readonly delivery: Delivery };

/** Turns inside each other: bounds the stack. Part of what is derived: changing it changes the order of records. */
const MOST_NESTED = 64;

export class Batch {
  readonly machine: Machine;
  readonly cause: number;
  readonly stamp: Stamp;
  readonly records: DerivedRecord[] = [];
  readonly #work: Work[] = [];
  #taken = 0;
  #starts = 0;
  #births = 0;
  #depth = 0;
  #dropped: number | undefined;
  /** Made when something is noted in them: most batches need none. */
  #calls: Map<string, number> | undefined;
  #effects: Map<string, number> | undefined;
  #registered: Map<string, number> | undefined;

  constructor(machine: Machine, cause: number, stamp: Stamp) {
    this.machine = machine;
    this.cause = cause;
    this.stamp = stamp;
  }

  /** The current program: triggers, routes, grants and policy. */
  get program(): Program {
    return this.machine.programs.get(this.machine.state.manifest);
  }

  /** The answer is its place, for `amend`. */
  record(record: DerivedRecord): number {
    return this.records.push(record) - 1;
  }

  /** Says what has become known since the record took its place. */
  amend(place: number, record: DerivedRecord): void {
    this.records[place] = record;
  }

  /** Whether the bound on derived records is reached; asked between steps, deliveries and calls. */
  get isFull(): boolean {
    return this.records.length >= this.machine.limits.derived_records;
  }

  /** Whether the bound leaves room for so many more. */
  hasRoomFor(count: number): boolean {
    return this.records.length + count <= this.machine.limits.derived_records;
  }

  /** Runs it now or, below many others of its kind, as the work it is otherwise. */
  nested(run: () => void, otherwise: Work): void {
    if (this.#depth >= MOST_NESTED) return this.later(otherwise);
    this.#depth += 1;
    run();
    this.#depth -= 1;
  }

  /** Records an event at once and delivers it when everything before it has been. */
  raise(schema: string, value: Value, source: EventSource): void {
    const bytes = encodeValue(value);
    const hash = eventHash(schema, bytes);
    const position = this.records.length;
    this.record({ k: 'event', schema, value: bytes, event_hash: hash, source });
    this.later({ kind: 'event', event: { schema, value, bytes, hash, position } });
  }

  later(work: Work): void {
    this.#work.push(work);
  }

  next(): Work | undefined {
    const work = this.#work[this.#taken];
    if (work) this.#taken += 1;
    return work;
  }

  /** Notes that the bound has cut something off; `events` reach nobody else. */
  cutOff(events: number): void {
    this.#dropped = (this.#dropped ?? 0) + events;
  }

  /** Events that were cut off; undefined when nothing was. */
  get dropped(): number | undefined {
    return this.#dropped;
  }

  /** Position of the next instance that a trigger starts. */
  nextStart(): number {
    return this.#starts++;
  }

  /** Position of the next instance, however it is started. */
  nextBirth(): number {
    return this.#births++;
  }

  /** Position of the next call of a module for one key. */
  nextCall(module: string, key: string): number {
    const name = `${module} ${key}`;
    const calls = (this.#calls ??= new Map());
    const call = calls.get(name) ?? 0;
    calls.set(name, call + 1);
    return call;
  }

  /** Effects that earlier calls for this key have emitted in this batch: the index of the next one. */
  effectsOf(module: string, key: string): number {
    return this.#effects?.get(`${module} ${key}`) ?? 0;
  }

  nextEffect(module: string, key: string): number {
    const index = this.effectsOf(module, key);
    (this.#effects ??= new Map()).set(`${module} ${key}`, index + 1);
    return index;
  }

  /** A wait sees only events that come after its registration. */
  registered(instance: InstanceId, step: number): void {
    (this.#registered ??= new Map()).set(`${instance} ${step}`, this.records.length);
  }

  sees(instance: InstanceId, step: number, { position }: EventInFlight): boolean {
    const since = this.#registered?.get(`${instance} ${step}`);
    return since === undefined || position >= since;
  }
}
