// What a command is and what it answers.
import type { JsonObject } from '@nx-air/canon';
import type { Finding } from '@nx-air/air';
import type { Host } from '@nx-air/world';

/** 0 ok, 1 usage or internal, 2 cannot load, 3 lock findings, 4 error findings, 5 gate failed. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5;

/** A file a command asks its caller to write; commands themselves write nothing. */
export interface FileWrite {
  /** Absolute. */
  readonly path: string;
  /** Text, or the bytes of a file that holds none. */
  readonly text: string | Uint8Array;
  /** What the file must still hold when it is replaced: it was read before, and others may have written since. */
  readonly replaces?: string;
}

/** What every command answers. The same facts twice: `data` for machines, `lines` for people. */
export interface CommandResult {
  readonly exitCode: ExitCode;
  readonly findings: readonly Finding[];
  /** Printed by `--json` before the common members `findings`, `exit_code` and `next`; key order is kept. */
  readonly data: JsonObject;
  /** Plain text without colour, printed after the findings. */
  readonly lines: readonly string[];
  /** The next thing to do, as a command or an edit. */
  readonly next: string;
  /** To be written by the caller, and only when `exitCode` is 0. */
  readonly writes: readonly FileWrite[];
  /** Absolute paths of files to be removed by the caller, after the writes and on the same condition. */
  readonly removes?: readonly string[];
}

export interface OptionSpec {
  /** `list` takes the words up to the next option, also none. */
  readonly type: 'boolean' | 'string' | 'list';
  /** For help: what the value stands for, in capitals. */
  readonly placeholder?: string;
  readonly choices?: readonly string[];
  readonly summary: string;
}

export interface CommandArgs {
  /** Absolute, with `/`: where relative paths of the command line start. */
  readonly cwd: string;
  readonly targets: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  /** Options of type `list` that were given. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Everything after `air <name> `. */
  readonly usage: string;
  /** How many targets it takes; `most` absent for any number. */
  readonly targets: { readonly least: number; readonly most?: number };
  readonly options: Readonly<Record<string, OptionSpec>>;
  run(host: Host, args: CommandArgs): Promise<CommandResult>;
}
