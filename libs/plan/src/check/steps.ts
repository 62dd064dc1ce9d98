// Types the slots of each step, and the value that the step leaves behind.
import { joinPointer, type JsonValue } from '@nx-air/canon';
import { isAssignable } from '../assign.ts';
import { expectType, typeOf } from '../expr/check.ts';
import type { TypeScope } from '../expr/scope.ts';
import { isKeyMaterial } from '../expr/signatures.ts';
import { openType, showType, typeOfTerm, UNKNOWN, type Type } from '../expr/type.ts';
import type { Typed } from '../expr/typed.ts';
import type { StepTyper } from '../flow/dataflow.ts';
import { isConstant } from '../flow/mentions.ts';
import { isObject, readExpr, textOf, type PlanModel, type StepModel } from '../flow/plan-model.ts';
import type { PlanView } from '../view.ts';
import { handleEmits } from './steps-await.ts';
import { typeAwaitPlan, typeBarrier, typeFanOut, typeSpawn } from './steps-children.ts';
import { checkSlot, under } from './steps-slot.ts';

export function stepTyper(view: PlanView, model: PlanModel): StepTyper {
  const emits = handleEmits(model);
  return {
    typeStep(step, scope, where) {
      switch (step.op) {
        case 'emit_effect':
          return typeEmit(step, view, scope);
        case 'await_receipt':
          return bindPayload(step, receiptType(step, emits, view), view, scope);
        case 'raise_event': {
          const event = schemaType(step, 'event');
          checkSlot(step, 'value', event, scope);
          return { type: event };
        }
        case 'await_event': {
          const event = schemaType(step, 'event');
          const guard = readExpr(step.json['where']);
          if (guard) expectType(guard, { kind: 'bool' }, under(where(event), 'where'));
          return bindPayload(step, event, view, scope);
        }
        case 'assign':
          return typeAssign(step, view, scope);
        case 'end':
          return typeEnd(step, view, scope);
        case 'spawn_plan':
          return bindPayload(step, typeSpawn(step, view, scope), view, scope);
        case 'spawn_for_each':
          return bindPayload(step, typeFanOut(step, view, scope), view, scope);
        case 'await_plan':
          return bindPayload(step, typeAwaitPlan(step, view, scope), view, scope);
        case 'await_plans_all':
          return bindPayload(step, typeBarrier(step, view, scope), view, scope);
        default:
          return { type: UNKNOWN };
      }
    },
  };
}

function schemaType(step: StepModel, field: string): Type {
  return { kind: 'ref', name: textOf(step.json[field]) };
}

function typeEmit(step: StepModel, view: PlanView, scope: TypeScope): Typed {
  const params = typeOfTerm(view.effectByKind(textOf(step.json['kind']))?.paramsTerm);
  checkSlot(step, 'params', params, scope);
  const key = readExpr(step.json['idempotency_key']);
  if (key && !isConstant(key)) {
    const slot = under(scope, 'idempotency_key');
    const { type } = typeOf(key, slot);
    if (!isKeyMaterial(type, slot)) slot.report('type_mismatch', key.at, { expected: 'hash, or bytes of one', actual: showType(type) });
  }
  return { type: UNKNOWN };
}

function receiptType(step: StepModel, emits: ReadonlyMap<string, StepModel>, view: PlanView): Type {
  const handle = readExpr(step.json['for']);
  const emit = handle?.k === 'ref' ? emits.get(handle.ref.name) : undefined;
  return typeOfTerm(emit && view.effectByKind(textOf(emit.json['kind']))?.receiptTerm);
}

/** An await binds what arrives; a local of that name must be able to hold it. */
function bindPayload(step: StepModel, payload: Type, view: PlanView, scope: TypeScope): Typed {
  const local = localType(step, view);
  if (local && !isAssignable(payload, local, scope.schemas)) {
    scope.report('type_mismatch', joinPointer('/bind', Object.keys(isObject(step.json['bind']) ? step.json['bind'] : {})[0] ?? 'as'), { expected: showType(local), actual: showType(payload) });
  }
  return { type: payload };
}

function localType(step: StepModel, { plan }: PlanView): Type | undefined {
  const locals = plan['locals'];
  const schema: JsonValue | undefined =
    isObject(locals) && step.binds !== undefined && Object.hasOwn(locals, step.binds) ? locals[step.binds] : undefined;
  return typeof schema === 'string' ? { kind: 'ref', name: schema } : undefined;
}

function typeAssign(step: StepModel, view: PlanView, scope: TypeScope): Typed {
  const local = localType(step, view);
  const expr = readExpr(step.json['expr']);
  if (!local) return expr ? typeOf(expr, under(scope, 'expr')) : { type: UNKNOWN };
  const given = checkSlot(step, 'expr', local, scope);
  // The local forgets whose handle it is; the flow does not.
  if (given.type.kind === 'child') return given;
  const open = openType(local, scope.schemas);
  const { kind } = openType(given.type, scope.schemas);
  if (open.kind !== 'option') return { ...given, type: local };
  if (kind === 'null') return given;
  return { ...given, type: kind === 'option' || kind === 'unknown' || kind === 'never' ? local : open.item };
}

function typeEnd(step: StepModel, { plan }: PlanView, scope: TypeScope): Typed {
  const output = plan['output'];
  const hasResult = step.json['result'] !== undefined;
  if (typeof output === 'string') {
    if (!hasResult && !step.gaps.has('result')) scope.report('result_missing', '', { expected: output });
    else checkSlot(step, 'result', { kind: 'ref', name: output }, scope);
    return { type: { kind: 'ref', name: output } };
  }
  if (hasResult) scope.report('result_without_output', '/result');
  return { type: { kind: 'unit' } };
}
