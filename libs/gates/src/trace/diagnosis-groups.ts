// Collects diagnoses: one for each cause and place, with the first instance as its example.
import { compareText } from '@nx-air/canon';
import { CAUSES, type Diagnosis } from './diagnosis.ts';

/** Groups that are kept apart; what is beyond is counted with the last. */
const MOST_GROUPS = 1000;

type Found = Omit<Diagnosis, 'count'>;

export class DiagnosisGroups {
  readonly #groups = new Map<string, Found & { count: number }>();
  failed = 0;
  waiting = 0;

  add(found: Found): void {
    if (found.state === 'failed') this.failed += 1;
    else this.waiting += 1;
    const key = JSON.stringify([found.world, found.subject, found.state, found.cause, found.step, found.detail]);
    const known = this.#groups.get(key);
    if (known) {
      known.count += 1;
      return;
    }
    if (this.#groups.size < MOST_GROUPS) this.#groups.set(key, { ...found, count: 1 });
  }

  get sorted(): readonly Diagnosis[] {
    const rank = (left: Diagnosis, right: Diagnosis): number =>
      CAUSES.indexOf(left.cause) - CAUSES.indexOf(right.cause) ||
      compareText(left.world, right.world) ||
      compareText(left.subject, right.subject) ||
      compareText(left.step ?? '', right.step ?? '') ||
      compareText(left.detail, right.detail);
    return [...this.#groups.values()].sort(rank);
  }
}
