// What a cell of npm test is: one named check or suite, and how it ended.

export type CellOutcome =
  | { readonly state: 'passed'; readonly detail: string; readonly tests?: TestCounts }
  | { readonly state: 'failed'; readonly detail: string; readonly tests?: TestCounts }
  /** `toolMissing` names the program that is not on this machine; without it the cell had nothing to work on. */
  | { readonly state: 'not run'; readonly detail: string; readonly toolMissing?: string };

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  /** Full names of the tests that were skipped. */
  readonly skipped: readonly string[];
}

export interface CellContext {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly isInstalled: (program: string) => boolean;
  readonly print: (text: string) => void;
}

export interface Cell {
  readonly name: string;
  readonly title: string;
  readonly run: (context: CellContext) => Promise<CellOutcome>;
}

export interface CellResult {
  readonly name: string;
  readonly outcome: CellOutcome;
  readonly milliseconds: number;
}

/** Continuous integration sets CI to something that does not say no. */
export function isCi(env: Readonly<Record<string, string | undefined>>): boolean {
  return !['', '0', 'false'].includes(env['CI'] ?? '');
}
