// Drives a world on logical time until nothing is due any more: offers intents, lets time pass, brings receipts in.
import type { Hash } from '@nx-air/canon';
import { KernelError } from '../errors.ts';
import type { Kernel } from '../kernel.ts';
import type { OutboxIntent } from '../outbox.ts';
import type { Adapter, DueAnswer } from './adapter.ts';
import { Schedule, type ScheduledItem } from './schedule.ts';

export interface DriveOptions {
  readonly adapters: readonly Adapter[];
  /** Items of a scenario, in the same order of time as the receipts. */
  readonly schedule?: Schedule;
  /** Bound on items, 1,000,000 by default: a world may set timers for ever. */
  readonly maxItems?: number;
}

export interface Idle {
  /** Items that ran: receipts and those of the schedule. */
  readonly items: number;
  /** Intents that are still without a receipt, in the order of emission. */
  readonly underWay: readonly OutboxIntent[];
}

/** Throws `KernelError` `not_idle` when the bound is reached. The first adapter that serves a kind gets its intents. Intents are offered once a kernel: a second run leaves those alone that an earlier one has offered. */
export async function runUntilIdle(kernel: Kernel, options: DriveOptions): Promise<Idle> {
  const { adapters, schedule = new Schedule(), maxItems = 1_000_000 } = options;
  for (let items = 0; ; items += 1) {
    await offer(kernel, adapters, schedule);
    const item = schedule.next();
    if (!item) return { items, underWay: kernel.outbox() };
    if (items >= maxItems) throw new KernelError('not_idle', `the world is not idle after ${maxItems} receipts and scheduled items`);
    const previous = kernel.state.logicalNow;
    await item.run(item.dueNs > previous ? item.dueNs : previous);
  }
}

async function offer(kernel: Kernel, adapters: readonly Adapter[], schedule: Schedule): Promise<void> {
  for (const intent of kernel.takeNewIntents()) {
    const adapter = adapters.find(({ kinds }) => kinds.includes(intent.kind));
    const answers = (await adapter?.dispatch(intent, kernel.state.logicalNow)) ?? [];
    for (const answer of answers) schedule.add(scheduled(kernel, intent.intentId, adapter?.id ?? '', answer));
  }
}

function scheduled(kernel: Kernel, intentId: Hash, adapterId: string, due: DueAnswer): ScheduledItem {
  return {
    dueNs: due.dueNs,
    isTimer: due.isTimer === true,
    async run(nowNs: bigint): Promise<void> {
      await kernel.submitReceipt({ intentId, adapterId, answer: due.answer(nowNs) }, { at: nowNs });
    },
  };
}
