// Lint: an effect that changes something outside has an idempotency key.
import { problemIn } from '../report.ts';
import { isReadOnly } from './effect-kinds.ts';
import { memberOf, slotOf } from './lint-plan.ts';
import type { Lint } from './lint.ts';

export const MISSING_IDEMPOTENCY_KEY: Lint = {
  code: 'missing_idempotency_key',
  in: ['world', 'pack'],
  find: ({ own, definitions }) =>
    own.flatMap(({ def, model }) =>
      model.steps
        .filter((step) => step.op === 'emit_effect' && !Object.hasOwn(step.json, 'idempotency_key'))
        .filter((step) => !isReadOnly(memberOf(step, 'kind'), slotOf(step, 'params')))
        // What an unknown kind does is not known; that it is unknown is reported elsewhere.
        .filter((step) => definitions.effect(memberOf(step, 'kind')) !== undefined)
        .map((step) => problemIn(def, 'missing_idempotency_key', step.at, { actual: `${step.id} emits ${memberOf(step, 'kind')}` })),
    ),
};
