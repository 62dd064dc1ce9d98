// Picks the flows that a report tells in full: one for each cause, and one that ended ok for each plan and workflow.
import type { ModuleCall } from '@nx-air/kernel';
import type { JournalInput } from '../summary/journal-input.ts';
import { walkJournal } from '../summary/walk.ts';
import type { DiagnosisReport } from '../trace/diagnosis.ts';
import { idText, readValue } from '../trace/show-value.ts';
import { traceFlow } from '../trace/trace.ts';
import type { Trace } from '../trace/trace-entry.ts';

export interface FlowBounds {
  readonly causes: number;
  readonly plans: number;
  /** Tracing reads every journal again for each flow: above this many records none is told. */
  readonly records: number;
}

export const DEFAULT_FLOW_BOUNDS: FlowBounds = { causes: 16, plans: 16, records: 200_000 };

export function chooseFlows(journals: readonly JournalInput[], diagnosis: DiagnosisReport, bounds: FlowBounds = DEFAULT_FLOW_BOUNDS): readonly Trace[] {
  const found = readEnds(journals, bounds);
  if (found === undefined) return [];
  const wanted = [...diagnosis.diagnoses.slice(0, bounds.causes).map(({ instance }) => found.correlations.get(instance) ?? instance.replace(/^"(.*)"$/u, '$1')), ...found.ok];
  const told = new Set<string>();
  const traces: Trace[] = [];
  for (const id of wanted) {
    if (id === '' || told.has(id)) continue;
    const trace = traceFlow(journals, id);
    for (const { instance } of trace.entries) if (instance !== undefined) told.add(instance);
    told.add(id);
    if (trace.entries.length > 0) traces.push(trace);
  }
  return traces;
}

interface Ends {
  /** Ids of instances that ended ok, one for each plan and workflow. */
  readonly ok: readonly string[];
  /** What people call an instance: its correlation value. */
  readonly correlations: ReadonlyMap<string, string>;
}

/** Undefined when there are more records than are read again. */
function readEnds(journals: readonly JournalInput[], { plans, records }: FlowBounds): Ends | undefined {
  const ok = new Map<string, string>();
  const correlations = new Map<string, string>();
  let read = 0;
  for (const journal of journals) {
    for (const { record } of walkJournal(journal)) {
      read += 1;
      if (read > records) return undefined;
      if (record.k === 'plan_started' && record.correlation) {
        const id = idText(readValue(record.correlation));
        if (id !== undefined && id.length <= 200) correlations.set(record.instance_id, id);
      } else if (record.k === 'plan_started' && record.parent) {
        // A child is told with its parent: one flow, not two of which one is a part.
        const id = correlations.get(record.parent.instance_id);
        if (id !== undefined) correlations.set(record.instance_id, id);
      }
      if (record.k === 'plan_ended' && record.status === 'ok' && ok.size < plans && !ok.has(record.plan)) ok.set(record.plan, correlations.get(record.instance_id) ?? record.instance_id);
      if (record.k === 'module_call' && record.status === 'completed' && ok.size < plans && !ok.has(record.module)) {
        const id = flowOf(record);
        if (id !== undefined) ok.set(record.module, id);
      }
    }
  }
  return { ok: [...ok.values()], correlations };
}

/** The key names the flow; without one, the receipt that ended it does. */
function flowOf({ key, input }: ModuleCall): string | undefined {
  const id = key === undefined ? undefined : idText(readValue(key));
  if (id !== undefined && id !== '' && id.length <= 200) return id;
  return input.kind === 'receipt' ? input.intent_id : undefined;
}
