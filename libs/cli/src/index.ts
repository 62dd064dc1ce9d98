// The jobs of `air` as functions: the executable and the Nx executors call the same ones.
export { runCheck } from './commands/check.ts';
export type { CheckOptions } from './commands/check.ts';
export { runHash } from './commands/hash.ts';
export type { HashOptions } from './commands/hash.ts';
export { runLock } from './commands/lock.ts';
export type { LockOptions, LockTarget } from './commands/lock.ts';
export { runMerge } from './commands/merge.ts';
export type { MergeOptions } from './commands/merge.ts';
export type { Command, CommandArgs, CommandResult, ExitCode, FileWrite, OptionSpec } from './command.ts';
export type { Format } from './args.ts';
export { CliError } from './errors.ts';
export type { CliErrorCode } from './errors.ts';
export { findingJson } from './finding-json.ts';
export type { Io } from './io.ts';
export { main } from './main.ts';
export { renderResult } from './output.ts';
export type { RenderOptions } from './output.ts';
export { writeFiles } from './write-files.ts';
