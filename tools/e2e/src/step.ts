// What a step of a cell is: one thing users do, and what must be true afterwards.
import type { Registry } from './registry.ts';
import type { Place } from './run.ts';
import type { Workspace } from './workspace.ts';

export interface StepContext {
  readonly workspace: Workspace;
  readonly registry: Registry;
  /** Folder of the cell, outside of the workspace, and its environment. */
  readonly place: Place;
  /** Version of Nx in the workspace. */
  readonly nx: string;
  /** Our tarballs as they were published first, absolute paths. */
  readonly tarballs: readonly string[];
}

export interface Step {
  /** Heading of its column in the table of versions. */
  readonly name: string;
  readonly title: string;
  /** Throws `E2eError` with what did not hold. */
  readonly run: (context: StepContext) => Promise<void>;
}
