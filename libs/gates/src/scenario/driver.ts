// Brings what is due into a kernel, one item at a time.
import { decodeRecord, type DerivedRecord, type Idle, type Intent, type Kernel, type Submitted } from '@nx-air/kernel';
import type { Delivery, Scenario, ScenarioInput } from './scenario.ts';
import { ScenarioProgress, type ItemTask, type ScenarioItem } from './progress.ts';

/** An input that the world refused, or took although the scenario expects otherwise. */
export interface InputVerdict {
  readonly input: ScenarioInput;
  /** Absent when it was taken. */
  readonly refusal?: { readonly code: string; readonly message: string };
}

export interface Continued {
  readonly idle: Idle;
  readonly surprises: readonly InputVerdict[];
  /** Something was still due after `max_items`. */
  readonly isCutOff: boolean;
  /** Stopped from outside before its end: nothing is judged. */
  readonly isStopped: boolean;
}

export class ScenarioDriver {
  readonly #kernel: Kernel;
  readonly #progress: ScenarioProgress;
  readonly #emitted: (intent: Intent, nowNs: bigint) => void;
  /** Inputs that did not go as the scenario says. */
  readonly surprises: InputVerdict[] = [];

  /**
   * `records`: what the kernel's journal holds, or what it holds behind the point at which `from` was taken; the driver
   * goes on from there. `emitted` is told of every intent from then on.
   */
  constructor(kernel: Kernel, scenario: Scenario, records: Iterable<Uint8Array>, emitted: (intent: Intent, nowNs: bigint) => void = () => undefined, from?: ScenarioProgress) {
    this.#kernel = kernel;
    this.#emitted = emitted;
    this.#progress = new ScenarioProgress(scenario, decoded(records), from);
  }

  /** Where it stands: another driver of the same scenario can go on from there. */
  mark(): ScenarioProgress {
    return this.#progress.fork();
  }

  /** When what is due first comes in; undefined when nothing is due any more. */
  get dueNs(): bigint | undefined {
    return this.#progress.peek()?.dueNs;
  }

  /** Something is on its way from another world. */
  carry(delivery: Delivery): void {
    this.#progress.carry(delivery);
  }

  /** Runs what is due first. False when nothing is due any more. */
  async step(): Promise<boolean> {
    const item = this.#progress.next();
    if (item) await this.#run(item);
    return item !== undefined;
  }

  /** Everything that is still to come, for drivers that choose the order themselves. */
  pending(): readonly ScenarioItem[] {
    return this.#progress.pending();
  }

  /** Runs one of `pending` out of its turn, at its time or now, whichever is later. */
  async run(item: ScenarioItem): Promise<Submitted> {
    this.#progress.take(item);
    return this.#run(item);
  }

  async #run({ dueNs, task }: ScenarioItem): Promise<Submitted> {
    const { nowNs } = this.#progress;
    const at = dueNs > nowNs ? dueNs : nowNs;
    const submitted = await submitItem(this.#kernel, task, at);
    if (task.kind === 'input') this.#judge(task.input, submitted);
    if (submitted.status === 'refused') return submitted;
    const intents = submitted.status === 'accepted' ? intentsIn(submitted.derived) : [];
    this.#progress.took(at, intents);
    for (const intent of intents) this.#emitted(intent, at);
    return submitted;
  }

  #judge(input: ScenarioInput, submitted: Submitted): void {
    const refusal = submitted.status === 'refused' ? { code: submitted.code, message: submitted.message } : undefined;
    if (refusal?.code !== input.refused) this.surprises.push({ input, ...(refusal && { refusal }) });
  }
}

/** Brings an item in at a logical time. */
export async function submitItem(kernel: Kernel, task: ItemTask, at: bigint): Promise<Submitted> {
  if (task.kind === 'receipt') return kernel.submitReceipt({ intentId: task.intentId, adapterId: task.adapterId, answer: task.answer(at) }, { at });
  const { input } = task;
  if (input.kind === 'upgrade') return kernel.changeManifest(input.manifest, { at });
  return kernel.submitEvent({ schema: input.schema, value: input.value, form: 'json', ingressId: input.ingressId }, { at });
}

function intentsIn(derived: readonly DerivedRecord[]): readonly Intent[] {
  return derived.filter((record) => record.k === 'intent');
}

function* decoded(records: Iterable<Uint8Array>): Generator<ReturnType<typeof decodeRecord>> {
  for (const record of records) yield decodeRecord(record);
}
