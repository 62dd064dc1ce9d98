// Where a scenario stood after each batch of a run, so that a run which is cut goes on without reading its journal again.
import type { Journal } from '@nx-air/kernel';
import type { ScenarioDriver } from '../scenario/driver.ts';
import type { ScenarioProgress } from '../scenario/progress.ts';
import { linkOf } from './linked-journal.ts';

export interface Mark {
  /** Records that it stands behind. */
  readonly length: number;
  readonly progress: ScenarioProgress;
}

/** Something was added behind a mark: a repeated receipt or event, or records that another run has in another order. */
const BACK = 8;

/** By the link of the journal, which no other beginning has: a mark is never found for records that it was not made from. */
export class Marks {
  readonly #marks = new Map<string, Mark>();

  add(journal: Journal, driver: ScenarioDriver): void {
    const link = linkOf(journal, journal.length);
    if (link !== undefined && !this.#marks.has(link)) this.#marks.set(link, { length: journal.length, progress: driver.mark() });
  }

  /** The mark nearest to the end of a journal. */
  find(journal: Journal): Mark | undefined {
    for (let length = journal.length; length > 0 && length >= journal.length - BACK; length -= 1) {
      const link = linkOf(journal, length);
      const mark = link === undefined ? undefined : this.#marks.get(link);
      if (mark) return mark;
    }
    return undefined;
  }
}
