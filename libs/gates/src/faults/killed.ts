// A journal whose process dies in an append: some records of the batch are written, then nothing happens any more.
import type { BytesJournal } from '@nx-air/kernel';
import { forwarding } from './forwarding.ts';
import type { LinkedJournal } from './linked-journal.ts';

export class Killed extends Error {
  constructor() {
    super('the process was killed');
    this.name = 'Killed';
  }
}

/** Dies in the next append, after `written` of its records; `meant` is told what was to be appended. */
export function killing(journal: BytesJournal, written: number, meant: (batch: readonly Uint8Array[]) => void = () => undefined): LinkedJournal {
  return forwarding(journal, {
    append(batch) {
      meant(batch);
      if (written > 0) journal.append(batch.slice(0, written));
      throw new Killed();
    },
  });
}

/** Whether `run` was ended by the kill, directly or as what the kernel made of it. */
export async function dies(run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run();
    return false;
  } catch (error) {
    if (error instanceof Killed || (error instanceof Error && error.cause instanceof Killed)) return true;
    throw error;
  }
}
