// The list of commands, in the order of `air --help`. A new command is a file in commands/ and a line here.
import type { Command } from './command.ts';
import { buildModulesCommand } from './commands/build-modules.ts';
import { check } from './commands/check.ts';
import { codegen } from './commands/codegen.ts';
import { crashResume } from './commands/crash-resume.ts';
import { diagnose } from './commands/diagnose.ts';
import { graph } from './commands/graph.ts';
import { hash } from './commands/hash.ts';
import { impact } from './commands/impact.ts';
import { journal } from './commands/journal.ts';
import { lock } from './commands/lock.ts';
import { merge } from './commands/merge.ts';
import { outdated } from './commands/outdated.ts';
import { run } from './commands/run.ts';
import { replay } from './commands/replay.ts';
import { skew } from './commands/skew.ts';
import { smoke } from './commands/smoke.ts';
import { soak } from './commands/soak.ts';
import { summary } from './commands/summary.ts';
import { trace } from './commands/trace.ts';
import { useCoreCommand } from './commands/use-core.ts';
import { vendor } from './commands/vendor.ts';
import { why } from './commands/why.ts';

export const COMMANDS: readonly Command[] = [
  merge,
  check,
  codegen,
  buildModulesCommand,
  hash,
  graph,
  impact,
  useCoreCommand,
  lock,
  vendor,
  why,
  outdated,
  skew,
  smoke,
  replay,
  journal,
  crashResume,
  soak,
  run,
  summary,
  trace,
  diagnose,
];
