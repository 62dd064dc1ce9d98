// All mutants, by the part that they break.
import { CHILDREN_MUTANTS } from './catalogue/children.ts';
import { EFFECT_MUTANTS } from './catalogue/effect.ts';
import { JOURNAL_MUTANTS } from './catalogue/journal.ts';
import { KERNEL_MUTANTS } from './catalogue/kernel.ts';
import { MACHINE_MUTANTS } from './catalogue/machine.ts';
import { STATE_MUTANTS } from './catalogue/state.ts';
import { WORKFLOW_MUTANTS } from './catalogue/workflow.ts';
import type { Mutant } from './mutant.ts';

export const MUTANTS: readonly Mutant[] = [...STATE_MUTANTS, ...JOURNAL_MUTANTS, ...MACHINE_MUTANTS, ...CHILDREN_MUTANTS, ...EFFECT_MUTANTS, ...KERNEL_MUTANTS, ...WORKFLOW_MUTANTS];

/** What every mutant is judged by: scenarios by world, few enough for a sweep of seconds. */
export const SELECTION: ReadonlyMap<string, readonly string[]> = new Map([
  ['batch-summaries', ['host-not-granted', 'not-published', 'one-page-fails']],
  ['fan-out-digest', ['too-many-pages']],
  ['handle-desk', ['forged', 'too-many']],
  ['notice-desk', ['answer-of-another-form', 'changed-while-it-runs', 'posted-twice']],
  ['order-fulfilment', ['payments-revoked', 'placed-twice', 'two-orders']],
  ['rate-quotes', ['answered-twice', 'host-not-granted', 'three-quotes']],
  ['release-notes', ['posting-revoked']],
]);
