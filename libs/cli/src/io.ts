// The process as `main` sees it, so that tests hand in another one.
import type { Host } from '@nx-air/world';

export interface Io {
  /** Absolute, with `/`. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a terminal. */
  readonly isTerminal: boolean;
  writeOut(text: string): void;
  writeErr(text: string): void;
  /** Loaded on first need: `air --help` must not pay for it. */
  host(): Promise<Host>;
}

/** Colour for a person at a terminal that can show it; https://no-color.org: any non-empty NO_COLOR turns it off. */
export function wantsColor(io: Pick<Io, 'env' | 'isTerminal'>): boolean {
  const off = io.env['NO_COLOR'];
  return io.isTerminal && (off === undefined || off === '') && io.env['TERM'] !== 'dumb';
}
