// How durable a journal is, and the group commit behind it.

/**
 * `none`: what the operating system has; lost with the power, kept when the process dies.
 * `batch`: on the disk when `commit` resolves; commits that meet share one flush.
 * `each`: on the disk when `append` returns.
 */
export type Durability = 'none' | 'batch' | 'each';

export const DURABILITIES: readonly Durability[] = ['none', 'batch', 'each'];

/** Runs one flush at a time; requests made before one begins share it. A failed flush is never tried again: what it lost cannot be known. */
export class GroupSync {
  readonly #sync: () => Promise<void>;
  #last: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | undefined;

  constructor(sync: () => Promise<void>) {
    this.#sync = sync;
  }

  /** Resolves when a flush that began after the call is done. */
  request(): Promise<void> {
    if (!this.#waiting) {
      this.#last = this.#last.then(() => {
        this.#waiting = undefined;
        return this.#sync();
      });
      this.#waiting = this.#last;
    }
    return this.#waiting;
  }

  /** Resolves when no flush runs or waits, whether they failed or not. */
  async idle(): Promise<void> {
    await this.#last.catch(() => {});
  }
}
