// `timer.set` on logical time: nothing waits, the receipt is due when the timer is.
import type { Adapter } from './adapter.ts';

export function timerAdapter(): Adapter {
  return {
    id: 'timer',
    kinds: ['timer.set'],
    dispatch({ params }) {
      const deliverAt = params instanceof Map ? params.get('deliver_at_ns') : undefined;
      const key = params instanceof Map ? (params.get('key') ?? null) : null;
      if (typeof deliverAt !== 'number' && typeof deliverAt !== 'bigint') return Promise.resolve([]);
      const dueNs = BigInt(deliverAt);
      return Promise.resolve([
        { dueNs, isTimer: true, answer: (nowNs) => ({ status: 'ok', payload: { delivered_at_ns: nowNs, key } }) },
      ]);
    },
  };
}
