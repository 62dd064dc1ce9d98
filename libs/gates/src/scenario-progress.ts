// What is due next in a scenario: a function of the scenario and of what the journal holds, so that it can be resumed.
import { decodeCanonical, type CanonValue, type Hash } from '@nx-air/canon';
import { isIngress, matchesPattern, Schedule, timerAnswer, type Answer, type Intent, type JournalRecord, type ScheduledItem } from '@nx-air/kernel';
import { withoutSecrets } from '@nx-air/kernel/adapters/secrets';
import { compareDeliveries } from './carrier.ts';
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
  isDone: boolean;
  run: ScheduledItem['run'];
}

export class ScenarioProgress {
  readonly #scenario: Scenario;
  readonly #schedule = new Schedule<Scheduled>();
  readonly #inputs: readonly Scheduled[];
  /** What other worlds send, in its order; not in the schedule, as it comes last at its time. */
  readonly #carried: { readonly delivery: Delivery; readonly item: Scheduled }[] = [];
  /** Inputs that leave a record, by what the record names. */
  readonly #expected = new Map<string, Scheduled[]>();
  /** Answers by intent, in the order of their times. */
  readonly #receipts = new Map<Hash, readonly Scheduled[]>();
  /** How many effects each rule has answered. */
  readonly #uses = new Map<ReceiptRule, number>();
  #nowNs: bigint;

  /** `records`: the journal so far. */
  constructor(scenario: Scenario, records: Iterable<JournalRecord> = []) {
    this.#scenario = scenario;
    this.#nowNs = scenario.startNs;
    this.#inputs = scenario.inputs.map((input, index) => this.#add(input.dueNs, false, { kind: 'input', index, input }));
    for (const item of this.#inputs) this.#expect(item);
    for (const delivery of scenario.carried) this.carry(delivery);
    for (const record of records) this.#feed(record);
    this.#dropRefused();
  }

  /** Logical time of the last thing that came in; the start before it. */
  get nowNs(): bigint {
    return this.#nowNs;
  }

  /** Something is on its way from another world. */
  carry(delivery: Delivery): void {
    const { input } = delivery;
    const item: Scheduled = { dueNs: input.dueNs, isTimer: false, task: { kind: 'input', index: -1, input }, isDone: false, run: () => Promise.resolve() };
    const behind = this.#carried.findIndex((other) => compareDeliveries(delivery, other.delivery) < 0);
    this.#carried.splice(behind < 0 ? this.#carried.length : behind, 0, { delivery, item });
    this.#expect(item);
  }

  /** What is due first. */
  peek(): ScenarioItem | undefined {
    return this.#first();
  }

  #first(): Scheduled | undefined {
    while (this.#schedule.peek()?.isDone) this.#schedule.next();
    while (this.#carried[0]?.item.isDone) this.#carried.shift();
    const [own, carried] = [this.#schedule.peek(), this.#carried[0]?.item];
    return carried && (!own || carried.dueNs < own.dueNs) ? carried : own;
  }

  /** What is due first; it counts as done. */
  next(): ScenarioItem | undefined {
    const item = this.#first();
    finish(item);
    return item;
  }

  /** Everything that is not done: inputs in the order of the file, then receipts in the order of emission, then what is on its way. */
  pending(): readonly ScenarioItem[] {
    return this.#all().filter(({ isDone }) => !isDone);
  }

  /** Takes one of `pending` out of its turn. */
  take(item: ScenarioItem): void {
    finish(this.#all().find((own) => own === item));
  }

  #all(): readonly Scheduled[] {
    return [...this.#inputs, ...[...this.#receipts.values()].flat(), ...this.#carried.map(({ item }) => item)];
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
        finish(this.#expected.get(`event ${record.ingress_id ?? ''}`)?.shift());
        break;
      case 'manifest_in':
        finish(this.#expected.get(`upgrade ${record.manifest_hash}`)?.shift());
        break;
      case 'receipt_in':
      case 'receipt_duplicate':
        finish(this.#receipts.get(record.intent_id)?.find(({ isDone }) => !isDone));
        break;
      case 'intent':
        this.took(this.#nowNs, [record]);
        break;
      default:
    }
    if (isIngress(record)) this.#nowNs = record.stamp.logical_now_ns;
  }

  #expect(item: Scheduled): void {
    if (item.task.kind !== 'input' || item.task.input.refused !== undefined) return;
    const { input } = item.task;
    const name = input.kind === 'event' ? `event ${input.ingressId}` : `upgrade ${input.manifest.manifestHash}`;
    const known = this.#expected.get(name);
    if (known) known.push(item);
    else this.#expected.set(name, [item]);
  }

  /** An input that the journal does not have, although it has a later one, was refused. */
  #dropRefused(): void {
    let isEarlier = false;
    for (const item of [...this.#inputs].sort((left, right) => compareNs(left.dueNs, right.dueNs)).reverse()) {
      isEarlier ||= item.isDone;
      item.isDone = isEarlier;
    }
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
    const item: Scheduled = { dueNs, isTimer, task, isDone: false, run: () => Promise.resolve() };
    this.#schedule.add(item);
    return item;
  }
}

function finish(item: Scheduled | undefined): void {
  if (item) item.isDone = true;
}

function compareNs(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
