// What a report page is made from.
import type { PlanPicture } from '@nx-air/plan/picture';
import type { GateVerdict } from '../summary/gate-verdict.ts';
import type { Summary } from '../summary/summary.ts';
import type { DiagnosisReport } from '../trace/diagnosis.ts';
import type { Trace } from '../trace/trace-entry.ts';

export interface ReportInput {
  readonly title: string;
  readonly summary: Summary;
  /** Of plans that the summary counts; those without a picture are shown without. */
  readonly pictures: readonly { readonly world: string; readonly picture: PlanPicture }[];
  readonly flows: readonly Trace[];
  readonly diagnosis?: DiagnosisReport;
  readonly gates: readonly GateVerdict[];
}
