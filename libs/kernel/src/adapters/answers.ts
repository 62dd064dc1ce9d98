// Forms of what adapters answer.
import type { Answer } from '../effect/outcome.ts';
import type { DueAnswer } from './adapter.ts';

export function refusal(code: string, message: string): Answer {
  return { status: 'error', fault: { code, message } };
}

export function expired(message: string): Answer {
  return { status: 'timeout', fault: { code: 'timeout', message } };
}

/** Due as soon as it is there. */
export function dueAt(nowNs: bigint, answer: Answer): readonly DueAnswer[] {
  return [{ dueNs: nowNs, answer: () => answer }];
}
