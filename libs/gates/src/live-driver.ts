// Brings in what is due when a clock says so, and what adapters answer as soon as they do.
import { decodeRecord, type Answer, type Kernel, type OutboxIntent, type Submitted } from '@nx-air/kernel';
import type { Scenario } from './scenario/scenario.ts';
import { submitItem } from './scenario/driver.ts';
import { ScenarioProgress, type ScenarioItem } from './scenario/progress.ts';

export interface LiveParts {
  readonly kernel: Kernel;
  readonly scenario: Scenario;
  readonly records: Iterable<Uint8Array>;
  readonly nowNs: () => bigint;
  /** Effect kinds that are done for real. */
  readonly kinds: ReadonlySet<string>;
  readonly adapterId: string;
  readonly answers: (intent: OutboxIntent) => Promise<readonly Answer[]>;
  readonly signal?: AbortSignal;
}

/** Longer waits are made of several: timers of Node.js are 32 bits of milliseconds. */
const LONGEST_WAIT_MS = 3_600_000;

export class LiveDriver {
  readonly #parts: LiveParts;
  readonly #progress: ScenarioProgress;
  readonly #answered: { readonly intent: OutboxIntent; readonly answers: readonly Answer[] }[] = [];
  #underWay = 0;
  #wake: () => void = () => undefined;
  #failure: { readonly error: unknown } | undefined;

  constructor(parts: LiveParts) {
    this.#parts = parts;
    this.#progress = new ScenarioProgress(parts.scenario, [...parts.records].map(decodeRecord));
  }

  /** The number of items that came in. */
  async run(): Promise<number> {
    const { scenario, signal } = this.#parts;
    const wake = (): void => this.#wake();
    signal?.addEventListener('abort', wake);
    try {
      for (let items = 0; items < scenario.maxItems && !signal?.aborted; items += 1) {
        this.#offer();
        if (!(await this.#next())) return items;
      }
      return scenario.maxItems;
    } finally {
      signal?.removeEventListener('abort', wake);
    }
  }

  #offer(): void {
    const { kernel, kinds, answers } = this.#parts;
    for (const intent of kernel.takeNewIntents()) {
      if (!kinds.has(intent.kind)) continue;
      this.#underWay += 1;
      answers(intent)
        .then((given) => this.#answered.push({ intent, answers: given }))
        .catch((error: unknown) => (this.#failure = { error }))
        .finally(() => {
          this.#underWay -= 1;
          this.#wake();
        });
    }
  }

  /** Waits for one thing and brings it in; false when there is nothing to wait for or the run is stopped. */
  async #next(): Promise<boolean> {
    const { signal, nowNs } = this.#parts;
    while (!signal?.aborted) {
      if (this.#failure) throw this.#failure.error;
      const answered = this.#answered.shift();
      if (answered) return this.#bring(answered.intent, answered.answers);
      const item = first(this.#progress.pending());
      if (item && item.dueNs <= nowNs()) return this.#take(item);
      if (!item && this.#underWay === 0) return false;
      await this.#wait(item && Number((item.dueNs - nowNs()) / 1_000_000n) + 1);
    }
    return false;
  }

  async #take(item: ScenarioItem): Promise<true> {
    this.#progress.take(item);
    const at = item.dueNs > this.#progress.nowNs ? item.dueNs : this.#progress.nowNs;
    this.#took(at, await submitItem(this.#parts.kernel, item.task, at));
    return true;
  }

  async #bring({ intentId }: OutboxIntent, answers: readonly Answer[]): Promise<true> {
    const { kernel, adapterId, nowNs } = this.#parts;
    for (const answer of answers) {
      const at = nowNs() > this.#progress.nowNs ? nowNs() : this.#progress.nowNs;
      this.#took(at, await kernel.submitReceipt({ intentId, adapterId, answer }, { at }));
    }
    return true;
  }

  #took(at: bigint, submitted: Submitted): void {
    if (submitted.status === 'refused') return;
    this.#progress.took(at, submitted.status === 'accepted' ? submitted.derived.filter((record) => record.k === 'intent') : []);
  }

  #wait(ms: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(() => this.#wake(), Math.min(ms, LONGEST_WAIT_MS));
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = () => undefined;
        resolve();
      };
      if (this.#answered.length > 0 || this.#failure || this.#parts.signal?.aborted) this.#wake();
    });
  }
}

/** By time, timers first, then as given. */
function first(items: readonly ScenarioItem[]): ScenarioItem | undefined {
  return items.reduce<ScenarioItem | undefined>((least, item) => {
    if (!least || item.dueNs < least.dueNs) return item;
    return item.dueNs === least.dueNs && item.isTimer && !least.isTimer ? item : least;
  }, undefined);
}
