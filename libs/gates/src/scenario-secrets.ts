// Keeps values of secrets out of receipts, and looks for them where none may be.
import { encodeCanonical } from '@nx-air/canon';
import type { Answer } from '@nx-air/kernel';
import { holdsSecret } from '@nx-air/kernel/adapters/secrets';
import type { Scenario } from './scenario.ts';

/** As every adapter does it: an answer that would carry a value into the journal becomes the fault `secret_echoed`. */
export function withoutSecrets(answer: Answer, { secrets }: Pick<Scenario, 'secrets'>): Answer {
  if (secrets.size === 0) return answer;
  const said = answer.status === 'ok' ? answer.payload : [answer.fault.code, answer.fault.message];
  return holdsSecret(encodeCanonical(said), secrets) ? { status: 'error', fault: { code: 'secret_echoed', message: 'the answer holds the value of a secret' } } : answer;
}

/** Aliases whose value stands in some record, as UTF-8. */
export function findSecrets({ secrets }: Scenario, records: readonly Uint8Array[]): readonly string[] {
  return [...secrets].flatMap(([alias, value]) => {
    const one = new Map([[alias, value]]);
    return records.some((record) => holdsSecret(record, one)) ? [alias] : [];
  });
}
