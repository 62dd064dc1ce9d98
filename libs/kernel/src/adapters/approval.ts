// Decisions of people: from a script, or by asking.
import type { CanonValue } from '@nx-air/canon';
import type { Answer } from '../effect/outcome.ts';
import type { OutboxIntent } from '../outbox.ts';
import type { Adapter } from './adapter.ts';
import { dueAt, refusal } from './answers.ts';
import { matchesPattern } from './pattern.ts';

/** The receipt of an approval kind: `{approved: bool, approver: text, reason: option<text>}`. */
export interface ApprovalDecision {
  readonly approved: boolean;
  readonly approver: string;
  readonly reason?: string;
}

export interface ApprovalRule {
  /** What the parameters must hold; any without it. */
  readonly params?: CanonValue;
  readonly decision: ApprovalDecision;
  /** After the intent was offered; 0 by default. */
  readonly delayNs?: bigint;
}

export interface ApprovalOptions {
  /** Effect kinds of the world that ask for a decision: there is no built-in one. */
  readonly kinds: readonly string[];
  /** The first rule that matches decides. */
  readonly script?: readonly ApprovalRule[];
  /** Asked when no rule matches; undefined leaves the intent under way. */
  readonly ask?: (intent: OutboxIntent) => Promise<ApprovalDecision | undefined>;
}

/** Fault: `prompt_failed` (what `ask` threw is not repeated). */
export function approvalAdapter({ kinds, script = [], ask }: ApprovalOptions): Adapter {
  return {
    id: 'approval',
    kinds,
    async dispatch(intent, nowNs) {
      const rule = script.find(({ params }) => params === undefined || matchesPattern(intent.params, params));
      if (rule) return dueAt(nowNs + (rule.delayNs ?? 0n), receiptOf(rule.decision));
      try {
        const decision = await ask?.(intent);
        return decision ? dueAt(nowNs, receiptOf(decision)) : [];
      } catch (error) {
        void error;
        return dueAt(nowNs, refusal('prompt_failed', 'no decision could be asked for'));
      }
    },
  };
}

function receiptOf({ approved, approver, reason }: ApprovalDecision): Answer {
  return { status: 'ok', payload: { approved, approver, reason: reason ?? null } };
}
