// What is due when: receipts of adapters and the items of a scenario, in one deterministic order (10.22).

export interface ScheduledItem {
  readonly dueNs: bigint;
  readonly isTimer?: boolean;
  /** `nowNs`: the logical time at which it happens, never before `dueNs` and never before what happened already. */
  run(nowNs: bigint): Promise<void>;
}

/** By due time, timers first, then in the order in which items were added. */
export class Schedule<Item extends ScheduledItem = ScheduledItem> {
  readonly #heap: { readonly item: Item; readonly order: number }[] = [];
  #added = 0;

  get size(): number {
    return this.#heap.length;
  }

  add(item: Item): void {
    const heap = this.#heap;
    heap.push({ item, order: this.#added++ });
    for (let at = heap.length - 1; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfBefore(at, parent)) return;
      at = parent;
    }
  }

  /** What `next` will give. */
  peek(): Item | undefined {
    return this.#heap[0]?.item;
  }

  next(): Item | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (!first || !last) return undefined;
    if (heap.length > 0) heap[0] = last;
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      const least = this.#isBefore(left + 1, left) ? left + 1 : left;
      if (!this.#swapIfBefore(least, at)) return first.item;
      at = least;
    }
  }

  #swapIfBefore(left: number, right: number): boolean {
    const a = this.#heap[left];
    const b = this.#heap[right];
    if (!a || !b || !this.#isBefore(left, right)) return false;
    this.#heap[left] = b;
    this.#heap[right] = a;
    return true;
  }

  #isBefore(left: number, right: number): boolean {
    const a = this.#heap[left];
    const b = this.#heap[right];
    if (!a || !b) return false;
    if (a.item.dueNs !== b.item.dueNs) return a.item.dueNs < b.item.dueNs;
    const [isTimerA, isTimerB] = [a.item.isTimer === true, b.item.isTimer === true];
    return isTimerA === isTimerB ? a.order < b.order : isTimerA;
  }
}
