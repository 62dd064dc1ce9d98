// Answers from a script: for scenarios, and for kinds that a test does not want to be real.
import type { CanonValue } from '@nx-air/canon';
import type { Answer } from '../effect/outcome.ts';
import type { OutboxIntent } from '../outbox.ts';
import type { Adapter } from './adapter.ts';
import { matchesPattern } from './pattern.ts';

export interface ScriptedReceipt {
  readonly answer: Answer;
  /** After the intent was offered; 0 by default. */
  readonly delayNs?: bigint;
}

export interface ScriptRule {
  readonly kind: string;
  /** What the parameters must hold; see `matchesPattern`. */
  readonly params?: CanonValue;
  /** How many intents it answers; without it any number. */
  readonly times?: number;
  /** None: the receipt never comes. Two: it comes twice. */
  readonly receipts: readonly ScriptedReceipt[];
}

/** The first rule that matches and is not used up answers. Intents that no rule matches stay under way. */
export function scriptedAdapter(rules: readonly ScriptRule[], id = 'script'): Adapter {
  const used = rules.map(() => 0);
  const take = ({ kind, params }: OutboxIntent): ScriptRule | undefined => {
    const index = rules.findIndex(
      (rule, at) => rule.kind === kind && (used[at] ?? 0) < (rule.times ?? Infinity) && (rule.params === undefined || matchesPattern(params, rule.params)),
    );
    if (index >= 0) used[index] = (used[index] ?? 0) + 1;
    return rules[index];
  };
  return {
    id,
    kinds: [...new Set(rules.map(({ kind }) => kind))],
    dispatch(intent, nowNs) {
      const receipts = take(intent)?.receipts ?? [];
      return Promise.resolve(receipts.map(({ answer, delayNs = 0n }) => ({ dueNs: nowNs + delayNs, answer: () => answer })));
    },
  };
}
