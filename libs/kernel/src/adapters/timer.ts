// `timer.set` on logical time: nothing waits, the receipt is due when the timer is.
import type { CanonValue } from '@nx-air/canon';
import type { Adapter, DueAnswer } from './adapter.ts';

export function timerAdapter(): Adapter {
  return {
    id: 'timer',
    kinds: ['timer.set'],
    dispatch({ params }) {
      const answer = timerAnswer(params);
      return Promise.resolve(answer ? [answer] : []);
    },
  };
}

/** What answers a `timer.set` with these parameters. */
export function timerAnswer(params: CanonValue): DueAnswer | undefined {
  const deliverAt = params instanceof Map ? params.get('deliver_at_ns') : undefined;
  const key = params instanceof Map ? (params.get('key') ?? null) : null;
  if (typeof deliverAt !== 'number' && typeof deliverAt !== 'bigint') return undefined;
  return { dueNs: BigInt(deliverAt), isTimer: true, answer: (nowNs) => ({ status: 'ok', payload: { delivered_at_ns: nowNs, key } }) };
}
