// Every figure of npm run bench.
import type { Figure } from './figure.ts';
import { APPEND } from './figures/append.ts';
import { CHECK_AJV } from './figures/check-ajv.ts';
import { CHECK_GROWTH } from './figures/check-plan.ts';
import { COLD_START } from './figures/cold-start.ts';
import { COMPOSITION } from './figures/composition.ts';
import { CRASH_RESTORE } from './figures/crash-restore.ts';
import { CRASH_SWEEP } from './figures/crash-sweep.ts';
import { ENCODE_HASH } from './figures/encode-hash.ts';
import { FAULT_RATE } from './figures/faults.ts';
import { KERNEL } from './figures/kernel.ts';
import { MERGE } from './figures/merge.ts';
import { MODULES } from './figures/modules.ts';
import { PROJECT_GRAPH } from './figures/project-graph.ts';
import { RELOCK } from './figures/relock.ts';
import { REPLAY } from './figures/replay.ts';
import { SUMMARISE } from './figures/summarise.ts';
import { VALIDATE } from './figures/validate.ts';
import { WORKFLOW_WASM } from './figures/workflow-wasm.ts';
import { WORKFLOWS } from './figures/workflows.ts';

export const FIGURES: readonly Figure[] = [...REPLAY, CRASH_RESTORE, CRASH_SWEEP, FAULT_RATE, ENCODE_HASH, ...APPEND, ...KERNEL, ...WORKFLOWS, WORKFLOW_WASM, ...COMPOSITION, ...MODULES, ...SUMMARISE, MERGE, RELOCK, CHECK_AJV, ...CHECK_GROWTH, ...PROJECT_GRAPH, ...VALIDATE, ...COLD_START];
