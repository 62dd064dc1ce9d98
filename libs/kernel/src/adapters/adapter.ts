// Adapters: they do what an intent asks for and answer with receipts.
import type { Answer } from '../effect/outcome.ts';
import type { OutboxIntent } from '../outbox.ts';

/** A receipt that is due at a logical time. More than one for an intent is a repetition, none leaves it under way. */
export interface DueAnswer {
  /** Not before this logical time; what lies in the past is due at once. */
  readonly dueNs: bigint;
  /** `nowNs` is the logical time at which it comes in. */
  answer(nowNs: bigint): Answer;
  /** Timers go before everything else that is due at the same time (10.22). */
  readonly isTimer?: boolean;
}

export interface Adapter {
  /** Goes into `receipt_in` records. */
  readonly id: string;
  /** The effect kinds it serves. */
  readonly kinds: readonly string[];
  /** Called once for each intent after it is durable, and again under the same id after a restart. */
  dispatch(intent: OutboxIntent, nowNs: bigint): Promise<readonly DueAnswer[]>;
}
