// Findings about one plan, gathered in the order of its source.
import type { FindingCode, Problem } from '@nx-air/air';
import type { Detail } from '../expr/scope.ts';
import type { PlanView } from '../view.ts';
import { textOf } from '../flow/plan-model.ts';

/** Takes a finding at a pointer inside the plan. */
export type ReportPlan = (code: FindingCode, pointer: string, detail?: Detail) => void;

export interface PlanReport {
  readonly report: ReportPlan;
  /** A second place in the same plan. */
  related(pointer: string, note: string): NonNullable<Detail['related']>;
  /** In the order of the places inside the plan, declarations before steps before edges. */
  problems(): readonly Problem[];
}

export function planReport({ plan, origin }: PlanView): PlanReport {
  const found: Problem[] = [];
  const subject = `defplan ${textOf(plan['name'])}`;
  return {
    report: (code, pointer, detail = {}) => {
      found.push({ code, subject, file: origin.file, pointer: origin.pointer + pointer, ...detail });
    },
    related: (pointer, note) => [{ file: origin.file, pointer: origin.pointer + pointer, note }],
    problems: () => found.toSorted((a, b) => compareRanks(rankOf(a, origin.pointer), rankOf(b, origin.pointer))),
  };
}

/** Section, then position in its list; the sort is stable for the rest. */
function rankOf({ pointer }: Problem, base: string): readonly [number, number] {
  const [, section = '', index = ''] = pointer.slice(base.length).split('/');
  const sections = ['steps', 'edges'];
  return [sections.indexOf(section), Number.parseInt(index, 10) || 0];
}

function compareRanks(a: readonly [number, number], b: readonly [number, number]): number {
  return a[0] - b[0] || a[1] - b[1];
}
