// A step or expression whose `op` is absent, unknown or not built.
import { didYouMean, nearest } from '../did-you-mean.ts';
import type { Problem } from '../finding.ts';
import { STEP_OPS } from '../model/plan.ts';
import { DEFERRED_OPS } from '../schema/step.ts';
import { describe } from './describe.ts';
import { child } from './place.ts';
import type { Report } from './place.ts';

/** For an object told apart by `tag`. `$kind` never comes here: it is read before a schema is chosen. */
export const discriminatorProblem = (pointer: string, data: unknown, tag: string, report: Report): Problem => {
  const value = typeof data === 'object' && data !== null ? Reflect.get(data, tag) : undefined;
  if (value === undefined) return report('missing_field', pointer, { expected: `\`${tag}\`` });
  if (typeof value !== 'string') {
    return report('wrong_type', child(pointer, tag), { expected: 'text', actual: describe(value) });
  }
  if (DEFERRED_OPS.includes(value)) return report('deferred_op', child(pointer, tag), { actual: describe(value) });
  return unknownOp(child(pointer, tag), value, STEP_OPS, report);
};

export const unknownOp = (pointer: string, op: string, known: readonly string[], report: Report): Problem => {
  const meant = nearest(op, known);
  return report('unknown_op', pointer, {
    ...(meant === undefined ? {} : { expected: `\`${meant}\`` }),
    ...didYouMean(meant),
    actual: describe(op),
  });
};
