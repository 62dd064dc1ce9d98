// Variables that several steps bind: one type, and no race but on a local that has a value before the fork.
import { joinTypes } from '../assign.ts';
import { showType, type Type } from '../expr/type.ts';
import { correlationType } from '../expr/scope-plan.ts';
import { CORRELATION, type FlowPass } from '../flow/dataflow.ts';
import type { StepModel, Variable } from '../flow/plan-model.ts';
import type { PlanView } from '../view.ts';
import type { PlanReport } from './report.ts';

export function checkWriters(pass: FlowPass, view: PlanView, flow: boolean, out: PlanReport): void {
  for (const variable of pass.model.variables.values()) {
    if (pass.isHandle(variable)) continue;
    const writers = variable.writers.flatMap((writer) => pass.model.steps[writer] ?? []);
    if (variable.name === CORRELATION) checkCorrelation(writers, pass, view, out);
    if (variable.writers.length < 2) continue;
    if (variable.schema === undefined) checkOneType(variable, writers, pass, view, out);
    if (flow) checkRaces(variable, writers, pass, out);
  }
}

/** A triggered run begins with the correlation value under this name: a step that binds it keeps to its type. */
function checkCorrelation(writers: readonly StepModel[], pass: FlowPass, { correlation, schemas }: PlanView, out: PlanReport): void {
  const given = correlationType(correlation);
  for (const writer of writers) {
    const bound = pass.stepType(writer.index);
    if (joinTypes(given, bound, schemas)) continue;
    const hint = 'Bind another name: this one holds the correlation value of the run.';
    out.report('variable_type_conflict', `${writer.at}/bind/as`, { expected: showType(given), actual: showType(bound), hint });
  }
}

/** AOS leaves the type of an undeclared variable open; here all that is bound to it must fit one. */
function checkOneType(
  variable: Variable,
  writers: readonly StepModel[],
  pass: FlowPass,
  view: PlanView,
  out: PlanReport,
): void {
  let type: Type = { kind: 'never' };
  for (const writer of writers) {
    const bound = pass.stepType(writer.index);
    const joined = joinTypes(type, bound, view.schemas);
    if (joined) {
      type = joined;
      continue;
    }
    out.report('variable_type_conflict', `${writer.at}/bind/as`, {
      expected: showType(type),
      actual: showType(bound),
      hint: `Declare \`${variable.name}\` in \`locals\`, or bind another name.`,
      related: out.related(`${writers[0]?.at ?? ''}/bind/as`, 'bound here first'),
    });
  }
}

function checkRaces(variable: Variable, writers: readonly StepModel[], pass: FlowPass, out: PlanReport): void {
  const { model, entry } = pass;
  const isInitialised = (step: StepModel): boolean => entry[step.index]?.bound.has(variable.index) === true;
  const labels = pass.tellApart(writers.map(({ index }) => index));
  for (const [position, later] of writers.entries()) {
    const label = labels[position];
    const beside = writers.find((earlier, before) => {
      if (before >= position || (label !== undefined && labels[before] !== undefined && labels[before] !== label)) return false;
      if (isInitialised(earlier) && isInitialised(later)) return false;
      if (pass.isDoubtful(earlier.index) || pass.isDoubtful(later.index)) return false;
      const ordered = model.before[later.index]?.has(earlier.index) || model.after[later.index]?.has(earlier.index);
      return !ordered && !pass.exclusive(earlier.index, later.index);
    });
    if (!beside) continue;
    out.report('racy_variable', `${later.at}/bind/as`, {
      actual: `${variable.name} is bound by ${beside.id} too, on a branch beside this one`,
      related: out.related(`${beside.at}/bind/as`, 'bound here too'),
    });
  }
}
