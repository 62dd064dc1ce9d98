// What a figure is: our side and a peer's side of the same job, measured in the same run.

export interface Contest {
  /** One measured run each. @returns milliseconds (or the figure's unit), so that set-up inside a run can be left out */
  readonly ours: () => Promise<number>;
  readonly peer: () => Promise<number>;
}

export interface Figure {
  readonly name: string;
  /** What both sides do and how large it is. */
  readonly title: string;
  /** Milliseconds by default. */
  readonly unit?: 'MB';
  readonly oursIs: string;
  readonly peerIs: string;
  /** Largest ratio ours / peer that is good enough. */
  readonly aim?: number;
  /**
   * Builds the input below `dir` (an empty folder) and compares both sides' results once.
   * @throws when a side does not do the job, so that nothing is fast by doing less
   */
  readonly prepare: (dir: string, root: string) => Promise<Contest>;
}

/** Milliseconds that `job` takes. */
export async function timed(job: () => unknown): Promise<number> {
  const began = performance.now();
  await job();
  return performance.now() - began;
}
