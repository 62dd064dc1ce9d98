// Handles: who binds them, and who waits for them.
import { nearest } from '@nx-air/air';
import type { FlowPass } from '../flow/dataflow.ts';
import { lacks, readExpr, type PlanModel, type StepModel } from '../flow/plan-model.ts';
import type { PlanReport } from './report.ts';

/** The emit of every handle; the first one where two share a name. */
export function handleEmits(model: PlanModel): ReadonlyMap<string, StepModel> {
  const emits = new Map<string, StepModel>();
  for (const step of model.steps) {
    if (step.op === 'emit_effect' && step.binds !== undefined && !emits.has(step.binds)) emits.set(step.binds, step);
  }
  return emits;
}

/** A handle is bound by one emit, and by nothing else. */
export function checkHandles(model: PlanModel, out: PlanReport): void {
  const emits = handleEmits(model);
  for (const step of model.steps) {
    const emit = step.binds === undefined ? undefined : emits.get(step.binds);
    if (!emit || emit === step) continue;
    const related = out.related(`${emit.at}/bind/effect_id_as`, 'the handle');
    const member = step.op === 'emit_effect' ? 'effect_id_as' : Object.keys(step.json['bind'] ?? {})[0] ?? 'as';
    out.report('duplicate_handle', `${step.at}/bind/${member}`, { actual: step.binds ?? '', related });
  }
}

/** Each await names the handle of an emit that has completed by then, and no other await waits for the same. */
export function checkAwaits(pass: FlowPass, flow: boolean, out: PlanReport): void {
  const { model } = pass;
  const emits = handleEmits(model);
  const awaited = new Map<StepModel, StepModel>();
  for (const step of model.steps) {
    if (step.op !== 'await_receipt') continue;
    const emit = awaitedEmit(step, emits, model, out);
    if (!emit) continue;
    const other = awaited.get(emit);
    if (other && !pass.exclusive(other.index, step.index)) {
      const related = out.related(`${other.at}/for`, 'awaited here');
      out.report('handle_awaited_twice', `${step.at}/for`, { actual: emit.binds ?? '', related });
    }
    if (!other) awaited.set(emit, step);
    if (flow) checkOrder(step, emit, pass, out);
  }
}

/** Whether a step that could not be read may have bound the name as a handle. */
const mayBeHandle = (name: string, model: PlanModel): boolean =>
  model.variables.get(name)?.writers.some((writer) => model.steps[writer]?.gaps.has('op')) ?? lacks(model, 'bind');

function awaitedEmit(step: StepModel, emits: ReadonlyMap<string, StepModel>, model: PlanModel, out: PlanReport): StepModel | undefined {
  const handle = readExpr(step.json['for']);
  if (!handle) return undefined;
  const isPlain = handle.k === 'ref' && handle.ref.root === 'var' && handle.ref.path.length === 0;
  const emit = isPlain ? emits.get(handle.ref.name) : undefined;
  if (emit) return emit;
  if (handle.k === 'ref' && mayBeHandle(handle.ref.name, model)) return undefined;
  const meant = isPlain ? nearest(handle.ref.name, emits.keys()) : undefined;
  out.report('bad_await_handle', `${step.at}/for`, {
    expected: '{"ref": "@var:<handle>"} with the `effect_id_as` of an emit_effect',
    ...(handle.k === 'ref' ? { actual: handle.ref.text } : {}),
    ...(meant === undefined ? {} : { hint: `Did you mean \`@var:${meant}\`?` }),
  });
  return undefined;
}

function checkOrder(step: StepModel, emit: StepModel, pass: FlowPass, out: PlanReport): void {
  if (pass.entry[step.index]?.done.has(emit.index)) return;
  const isBefore = pass.model.before[step.index]?.has(emit.index) === true;
  out.report('await_not_after_emit', `${step.at}/for`, {
    actual: isBefore ? `${emit.id} is skipped on some paths to ${step.id}` : `no edges lead from ${emit.id} to ${step.id}`,
    related: out.related(emit.at, 'the emit'),
  });
}
