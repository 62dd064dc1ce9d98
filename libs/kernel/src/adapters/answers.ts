// Forms of what adapters answer.
import { encodeCanonical } from '@nx-air/canon';
import type { Answer } from '../effect/outcome.ts';
import type { DueAnswer } from './adapter.ts';
import { holdsSecret } from './secrets.ts';

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

/** An answer that would carry the value of a secret into the journal becomes the fault `secret_echoed`. */
export function withoutSecrets(answer: Answer, values: ReadonlyMap<string, string>): Answer {
  if (values.size === 0) return answer;
  const said = answer.status === 'ok' ? answer.payload : [answer.fault.code, answer.fault.message];
  return holdsSecret(encodeCanonical(said), values) ? refusal('secret_echoed', 'the answer holds the value of a secret') : answer;
}
