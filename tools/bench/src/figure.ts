// What a figure is. To add one: export a Figure from a file in figures/, list it in figures.ts; what stays over its aim is explained in notes.md.

export interface Contest {
  /**
   * One measured run each, interleaved by the harness.
   * @returns milliseconds (or the figure's unit), so that set-up inside a run can be left out; divided when one side repeats its job more often
   */
  readonly ours: () => Promise<number>;
  readonly peer: () => Promise<number>;
  /** Ends what `prepare` started: servers, workers. */
  readonly close?: () => Promise<void>;
}

export interface Figure {
  readonly name: string;
  /** What both sides do and how large it is; here and in what each side is, `{size}` stands for the size. */
  readonly title: string;
  /** Milliseconds by default. */
  readonly unit?: 'MB';
  readonly oursIs: string;
  readonly peerIs: string;
  /** Largest ratio ours / peer that is good enough, judged at the last of `sizes`, or at `aimAt`. */
  readonly aim?: number;
  /** Sizes measured, ascending, three: the report says how our time grows with them. Without it the job has no size. */
  readonly sizes?: readonly number[];
  readonly aimAt?: number;
  /**
   * Builds the input below `dir` (an empty folder) and compares both sides' results, or the fast and the plain way, once.
   * Each figure runs in a process of its own, in which `@nx-air/*` and `nx-air` are the installed packages.
   * @throws when a side does not do the job, so that nothing is fast by doing less
   */
  readonly prepare: (dir: string, root: string, size: number) => Promise<Contest>;
}

/** Milliseconds that `job` takes. */
export async function timed(job: () => unknown): Promise<number> {
  const began = performance.now();
  await job();
  return performance.now() - began;
}
