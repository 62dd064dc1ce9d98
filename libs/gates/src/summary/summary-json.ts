// A summary as JSON: counters by group, nanoseconds as text because they exceed what JSON readers keep exact.
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { groupCounters, type Counts } from './counters.ts';
import type { GateVerdict } from './gate-verdict.ts';
import type { AwaitSummary, JournalFacts, RowSummary, Summary } from './summary.ts';

export const SUMMARY_FORMAT = 1;

/** `gates`: of worlds that were run for it; journals by themselves have none. */
export function summaryJson({ journals, totals, worlds, plans, workflows, modules }: Summary, gates: readonly GateVerdict[] = []): JsonObject {
  return {
    format: SUMMARY_FORMAT,
    journals: journals.map(journalJson),
    totals: countsJson(totals),
    worlds: worlds.map(({ world, counts, unattributed, pooled }) => ({ world, counts: countsJson(counts), unattributed: countsJson(unattributed), pooled })),
    plans: plans.map(rowJson),
    workflows: workflows.map(rowJson),
    modules: modules.map(rowJson),
    gates: gates.map((verdict) => ({ ...verdict })),
  };
}

export function countsJson(counts: Counts): JsonObject {
  return Object.fromEntries([...groupCounters()].map(([group, members]) => [group, Object.fromEntries(members.map(({ name, member }) => [member, counts[name]]))]));
}

function journalJson({ name, world, records, manifests, manifestCount, torn, firstNs, lastNs, forgotten }: JournalFacts): JsonValue {
  return { name, world, records, manifests: [...manifests], manifest_count: manifestCount, torn, first_ns: `${firstNs}`, last_ns: `${lastNs}`, forgotten: { ...forgotten } };
}

function rowJson({ world, name, counts, awaits, children, errors, steps }: RowSummary): JsonValue {
  return {
    world,
    name,
    counts: countsJson(counts),
    awaits: awaits.map(awaitJson),
    children: children.map((child) => ({ ...child })),
    errors: errors.map((error) => ({ ...error })),
    steps: steps.map((step) => ({ ...step })),
  };
}

function awaitJson({ on, step, what, times }: AwaitSummary): JsonValue {
  const { count, p50Ns, p95Ns, maxNs, isExact } = times;
  return { on, ...(step !== undefined && { step }), what, count, p50_ns: `${p50Ns}`, p95_ns: `${p95Ns}`, max_ns: `${maxNs}`, exact: isExact };
}
