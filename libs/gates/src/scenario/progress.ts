// What is due next in a scenario: a function of the scenario and of what the journal holds, so that it can be resumed.
import { decodeCanonical, type CanonValue, type Hash } from '@nx-air/canon';
import { isIngress, matchesPattern, Schedule, timerAnswer, type Answer, type Intent, type JournalRecord, type ScheduledItem } from '@nx-air/kernel';
import { withoutSecrets } from '@nx-air/kernel/adapters/secrets';
import { compareDeliveries } from '../carrier.ts';
import type { Delivery, ReceiptRule, Scenario, ScenarioInput } from './scenario.ts';

export type ItemTask =
  | { readonly kind: 'input'; readonly index: number; readonly input: ScenarioInput }
  /** `use`: which of the answers to this intent it is, from 0, in the order of their times. */
  | { readonly kind: 'receipt'; readonly intentId: Hash; readonly effectKind: string; readonly adapterId: 'script' | 'timer'; readonly use: number; answer(nowNs: bigint): Answer };

/** Something that comes in at a logical time. */
export interface ScenarioItem {
  readonly dueNs: bigint;
  readonly isTimer: boolean;
  readonly task: ItemTask;
}

interface Scheduled extends ScenarioItem {
  run: ScheduledItem['run'];
}

export class ScenarioProgress {
  readonly #scenario: Scenario;
  readonly #plan: InputPlan;
  /** Inputs before this position of the queue are done, and those in `#early`. */
  #position: number;
  readonly #early: Set<number>;
  /** Those in `#receipts`, and some that have been answered since. */
  readonly #schedule = new Schedule<Scheduled>();
  /** Answers that have not been given, by intent, in the order of their times. */
  readonly #receipts: Map<Hash, readonly Scheduled[]>;
  /** What other worlds send, in its order; not in the schedule, as it comes last at its time. */
  readonly #carried: { readonly delivery: Delivery; readonly item: Scheduled }[];
  /** How many effects each rule has answered. */
  readonly #uses: Map<ReceiptRule, number>;
  #nowNs: bigint;

  /** `records`: the journal so far; what follows where `from` stands, when that is given: it stays as it is. */
  constructor(scenario: Scenario, records: Iterable<JournalRecord> = [], from?: ScenarioProgress) {
    this.#scenario = scenario;
    this.#plan = from ? from.#plan : planInputs(scenario);
    this.#position = from ? from.#position : 0;
    this.#early = new Set(from ? from.#early : []);
    this.#receipts = new Map(from ? from.#receipts : []);
    for (const items of this.#receipts.values()) for (const item of items) this.#schedule.add(item);
    this.#carried = from ? [...from.#carried] : [];
    this.#uses = new Map(from ? from.#uses : []);
    this.#nowNs = from ? from.#nowNs : scenario.startNs;
    if (!from) for (const delivery of scenario.carried) this.carry(delivery);
    for (const record of records) this.#feed(record);
    this.#dropRefused();
  }

  /** The same once more: what it costs depends on what is outstanding, not on how long the journal is. */
  fork(): ScenarioProgress {
    return new ScenarioProgress(this.#scenario, [], this);
  }

  /** Logical time of the last thing that came in; the start before it. */
  get nowNs(): bigint {
    return this.#nowNs;
  }

  /** Something is on its way from another world. */
  carry(delivery: Delivery): void {
    const { input } = delivery;
    const item = scheduled(input.dueNs, false, { kind: 'input', index: -1, input });
    const behind = this.#carried.findIndex((other) => compareDeliveries(delivery, other.delivery) < 0);
    this.#carried.splice(behind < 0 ? this.#carried.length : behind, 0, { delivery, item });
  }

  /** What is due first. */
  peek(): ScenarioItem | undefined {
    return this.#first();
  }

  #first(): Scheduled | undefined {
    for (let receipt = this.#schedule.peek(); receipt && !this.#isOpen(receipt); receipt = this.#schedule.peek()) this.#schedule.next();
    const [input, receipt, carried] = [this.#plan.queue[this.#position], this.#schedule.peek(), this.#carried[0]?.item];
    const own = input && receipt ? (isReceiptFirst(receipt, input) ? receipt : input) : (input ?? receipt);
    return carried && (!own || carried.dueNs < own.dueNs) ? carried : own;
  }

  /** What is due first; it counts as done. */
  next(): ScenarioItem | undefined {
    const item = this.#first();
    this.#finish(item);
    return item;
  }

  /** Everything that is not done: inputs in the order of the file, then receipts in the order of emission, then what is on its way. */
  pending(): readonly ScenarioItem[] {
    return [...this.#plan.inputs.filter((item) => !this.#isDone(item)), ...[...this.#receipts.values()].flat(), ...this.#carried.map(({ item }) => item)];
  }

  /** Takes one of `pending` out of its turn. */
  take(item: ScenarioItem): void {
    this.#finish(item);
  }

  #isDone(item: ScenarioItem): boolean {
    const position = this.#plan.positions.get(item) ?? -1;
    return position < this.#position || this.#early.has(position);
  }

  #isOpen(item: Scheduled): boolean {
    return item.task.kind === 'receipt' && this.#receipts.get(item.task.intentId)?.includes(item) === true;
  }

  #finish(item: ScenarioItem | undefined): void {
    if (!item) return;
    const { task } = item;
    if (task.kind === 'receipt') {
      const rest = this.#receipts.get(task.intentId)?.filter((other) => other !== item) ?? [];
      if (rest.length > 0) this.#receipts.set(task.intentId, rest);
      else this.#receipts.delete(task.intentId);
      return;
    }
    const carried = this.#carried.findIndex((other) => other.item === item);
    if (carried >= 0) this.#carried.splice(carried, 1);
    const position = this.#plan.positions.get(item);
    if (position !== undefined && position >= this.#position) this.#early.add(position);
    while (this.#early.delete(this.#position)) this.#position += 1;
  }

  /** Something came in at a logical time, and these intents follow from it. */
  took(nowNs: bigint, intents: Iterable<Intent>): void {
    this.#nowNs = nowNs;
    for (const intent of intents) if (!intent.internal && !intent.same_as) this.#answer(intent);
  }

  #feed(record: JournalRecord): void {
    switch (record.k) {
      case 'event_in':
      case 'event_duplicate':
        this.#finish(this.#expected(`event ${record.ingress_id ?? ''}`));
        break;
      case 'manifest_in':
        this.#finish(this.#expected(`upgrade ${record.manifest_hash}`));
        break;
      case 'receipt_in':
      case 'receipt_duplicate':
        this.#finish(this.#receipts.get(record.intent_id)?.[0]);
        break;
      case 'intent':
        this.took(this.#nowNs, [record]);
        break;
      default:
    }
    if (isIngress(record)) this.#nowNs = record.stamp.logical_now_ns;
  }

  /** Of what leaves a record with this name, the first that is not done. */
  #expected(name: string): Scheduled | undefined {
    const own = this.#plan.byName.get(name)?.find((item) => !this.#isDone(item));
    return own ?? this.#carried.find(({ item }) => nameOf(item) === name)?.item;
  }

  /** An input that the journal does not have, although it has a later one, was refused. */
  #dropRefused(): void {
    for (const position of [...this.#early].sort((left, right) => left - right)) this.#position = position + 1;
    this.#early.clear();
  }

  #answer(intent: Intent): void {
    const params = decodeCanonical(intent.params);
    const rule = this.#ruleFor(intent.effect_kind, params);
    const task = { kind: 'receipt', intentId: intent.intent_id, effectKind: intent.effect_kind } as const;
    if (rule) {
      const answers = rule.answers.map((answer, order) => ({ ...answer, order })).sort((left, right) => compareNs(left.delayNs, right.delayNs) || left.order - right.order);
      this.#receipts.set(
        intent.intent_id,
        answers.map(({ answer, delayNs }, use) => this.#add(this.#nowNs + delayNs, false, { ...task, adapterId: 'script', use, answer: () => withoutSecrets(answer, this.#scenario.secrets) })),
      );
      return;
    }
    const timer = intent.effect_kind === 'timer.set' ? timerAnswer(params) : undefined;
    if (!timer) return;
    const dueNs = timer.dueNs > this.#nowNs ? timer.dueNs : this.#nowNs;
    this.#receipts.set(intent.intent_id, [this.#add(dueNs, true, { ...task, adapterId: 'timer', use: 0, answer: (nowNs) => timer.answer(nowNs) })]);
  }

  #ruleFor(kind: string, params: CanonValue): ReceiptRule | undefined {
    const rule = this.#scenario.rules.find((one) => one.kind === kind && (this.#uses.get(one) ?? 0) < one.times && (one.params === undefined || matchesPattern(params, one.params)));
    if (rule) this.#uses.set(rule, (this.#uses.get(rule) ?? 0) + 1);
    return rule;
  }

  #add(dueNs: bigint, isTimer: boolean, task: ItemTask): Scheduled {
    const item = scheduled(dueNs, isTimer, task);
    this.#schedule.add(item);
    return item;
  }
}

/** The inputs of a scenario, which never change. */
interface InputPlan {
  /** In the order of the file. */
  readonly inputs: readonly Scheduled[];
  /** In the order in which they come in. */
  readonly queue: readonly Scheduled[];
  readonly positions: ReadonlyMap<ScenarioItem, number>;
  /** Those that leave a record, by what the record names. */
  readonly byName: ReadonlyMap<string, readonly Scheduled[]>;
}

function planInputs(scenario: Scenario): InputPlan {
  const inputs = scenario.inputs.map((input, index) => scheduled(input.dueNs, false, { kind: 'input', index, input }));
  const queue = [...inputs].sort((left, right) => compareNs(left.dueNs, right.dueNs));
  const byName = new Map<string, Scheduled[]>();
  for (const item of queue) {
    const name = nameOf(item);
    const known = name === undefined ? undefined : byName.get(name);
    if (known) known.push(item);
    else if (name !== undefined) byName.set(name, [item]);
  }
  return { inputs, queue, positions: new Map(queue.map((item, position) => [item, position])), byName };
}

/** What the record of an input names; undefined when it leaves none. */
function nameOf({ task }: ScenarioItem): string | undefined {
  if (task.kind !== 'input' || task.input.refused !== undefined) return undefined;
  const { input } = task;
  return input.kind === 'event' ? `event ${input.ingressId}` : `upgrade ${input.manifest.manifestHash}`;
}

function scheduled(dueNs: bigint, isTimer: boolean, task: ItemTask): Scheduled {
  return { dueNs, isTimer, task, run: () => Promise.resolve() };
}

/** As in a schedule to which inputs were added before everything else. */
function isReceiptFirst(receipt: ScenarioItem, input: ScenarioItem): boolean {
  return receipt.dueNs === input.dueNs ? receipt.isTimer : receipt.dueNs < input.dueNs;
}

function compareNs(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
