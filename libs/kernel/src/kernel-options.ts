// What a kernel is opened with.
import type { MergedManifest } from '@nx-air/air';
import type { Journal } from './journal/journal.ts';
import type { Limits } from './limits.ts';
import type { Mark } from './mark.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Sampler } from './stamp.ts';
import type { Definitions } from './surroundings.ts';

export interface KernelOptions extends Definitions {
  readonly journal: Journal;
  /** Stored, and what a new journal starts with. A journal that exists keeps its own: see `changeManifest`. */
  readonly manifest: MergedManifest;
  readonly sample: Sampler;
  /** Of a new journal; one that exists has them in its header. */
  readonly limits?: Partial<Limits>;
  /** A state that the journal has gone through: saves replaying what comes before. */
  readonly from?: Checkpoint | Mark;
}
