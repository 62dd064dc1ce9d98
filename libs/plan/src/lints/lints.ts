// Every lint, and how a world or a pack is asked.
import type { DraftManifest, LoadedNode, MergedDef, MergedManifest, Problem, UnreadDefs } from '@nx-air/air';
import type { Definitions } from '../definitions.ts';
import { atLevels, type LintLevels } from '../lint-levels.ts';
import { packView } from '../pack-view.ts';
import { applySuppressions } from '../suppress.ts';
import { worldView, type WorldView } from '../world-view.ts';
import { CONSTANT_IDEMPOTENCY_KEY } from './constant-idempotency-key.ts';
import { ENVELOPE_INPUT } from './envelope-input.ts';
import { LATE_WAIT } from './late-wait.ts';
import { lintPlanOf, type LintPlan } from './lint-plan.ts';
import type { Lint, LintSubject, LockedSlots } from './lint.ts';
import { WAIT_WITHOUT_TIMEOUT } from './long-wait.ts';
import { MISSING_IDEMPOTENCY_KEY } from './missing-idempotency-key.ts';
import { OPTIONAL_CORRELATION } from './optional-correlation.ts';
import { PREFER_CORE } from './prefer-core.ts';
import { SLOT_DRIFT } from './slot-drift.ts';
import { UNCORRELATED_PATH } from './uncorrelated-path.ts';

/** In the order of spec/findings.md. */
export const LINTS: readonly Lint[] = [
  UNCORRELATED_PATH,
  OPTIONAL_CORRELATION,
  WAIT_WITHOUT_TIMEOUT,
  MISSING_IDEMPOTENCY_KEY,
  CONSTANT_IDEMPOTENCY_KEY,
  LATE_WAIT,
  PREFER_CORE,
  SLOT_DRIFT,
  ENVELOPE_INPUT,
];

export interface LintOptions {
  /** Empty when absent: every lint is a warning. */
  readonly levels?: LintLevels;
  /** Of the imports that are locked. */
  readonly lockedSlots?: readonly LockedSlots[];
  /** What could not be loaded of a pack. */
  readonly unread?: UnreadDefs;
}

const NO_LEVELS: LintLevels = new Map();
const isOwn = ({ origin }: MergedDef): boolean => origin.import === undefined;

/** Advice about a merged world: about its own plans, and about how it uses those that it imports. */
export function lintWorld(merged: MergedManifest | DraftManifest, options: LintOptions = {}): readonly Problem[] {
  const world = worldView(merged);
  return lint(world.definitions, world, options);
}

/** Advice about a pack on its own. */
export function lintPack(nodes: readonly LoadedNode[], options: LintOptions = {}): readonly Problem[] {
  return lint(packView(nodes, options.unread).definitions, undefined, options);
}

function lint(definitions: Definitions, world: WorldView | undefined, { levels = NO_LEVELS, lockedSlots = [] }: LintOptions): readonly Problem[] {
  const plans = new Map<string, LintPlan>();
  for (const def of definitions.ofKind('defplan')) {
    const plan = lintPlanOf(def);
    if (plan) plans.set(def.name, plan);
  }
  const own = [...plans.values()].filter(({ def }) => isOwn(def));
  const subject: LintSubject = { definitions, world, plans, own, lockedSlots };
  const asked = LINTS.filter((each) => each.in.includes(world ? 'world' : 'pack') && levels.get(each.code) !== 'off');
  const found = asked.flatMap((each) => each.find(subject));
  // An allowance in an imported plan is judged where the plan is written; what it allows counts everywhere.
  const judged = new Set(asked.map(({ code }) => code));
  const [ours, theirs] = [definitions.active.filter(isOwn), definitions.active.filter((def) => !isOwn(def))];
  const left = applySuppressions(found, ours, judged);
  const allowed = new Set(applySuppressions(left, theirs, new Set()));
  return atLevels(left.filter((problem) => allowed.has(problem)), levels);
}
