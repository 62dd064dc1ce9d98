// What a sweep found, for machines: faults.json, suites of cases, and the journals to inject a fault again.
import type { JsonObject } from '@nx-air/canon';
import type { CrashResumeReport } from './crash-resume.ts';
import { FAULT_CLASSES, FAULT_CLASS_NAMES, type FaultClassName } from './faults/fault-class.ts';
import { totalsOf, type Counts } from './faults/tally.ts';
import type { JUnitSuite } from './junit.ts';

export const FAULTS_FORMAT = 'nx-air-faults/1';

/** The content of faults.json: no times, so that equal faults are equal files. */
export function faultsJson({ world, seed, scenarios, counts, violations, cuts }: CrashResumeReport): JsonObject {
  const totals = totalsOf(counts, violations.length);
  return {
    format: FAULTS_FORMAT,
    world: world ?? null,
    seed,
    injected: totals.injected,
    detected: totals.byKind.detected,
    recovered: totals.byKind.recovered,
    schedules: totals.byKind.schedule,
    violations: totals.violations,
    cuts_in_await_event: cuts.await_event ?? null,
    cuts_in_await_receipt: cuts.await_receipt ?? null,
    classes: Object.fromEntries([...counts].map(([name, { injected, reached }]) => [name, { kind: FAULT_CLASSES[name].kind, injected, reached }])),
    scenarios: scenarios.map(({ name, faults }) => ({ name, records: faults?.records ?? null, bytes: faults?.bytes ?? null, injected: faults?.tally.totals.injected ?? null, orders: (faults?.walks ?? []).map(({ copies, orders, left }) => ({ copies, walked: orders, left_at_least: left })) })),
    found: violations.map((violation) => ({
      class: violation.class,
      scenario: violation.subject,
      fault: violation.fault,
      message: violation.message,
      order: violation.schedule ?? null,
      journal: violation.journal ? Buffer.from(violation.journal).toString('base64') : null,
    })),
  };
}

export type SuiteName = 'damage' | 'crashes' | 'killed processes' | 'duplicates' | 'cross-talk';

const SUITES: Readonly<Record<SuiteName, (name: FaultClassName) => boolean>> = {
  damage: (name) => FAULT_CLASSES[name].kind === 'detected',
  crashes: (name) => (name.startsWith('crash-') && name !== 'crash-killed') || name === 'from-snapshot',
  'killed processes': (name) => name === 'crash-killed',
  duplicates: (name) => name.startsWith('receipt-') || name.startsWith('event-'),
  'cross-talk': (name) => name === 'interleaving' || name === 'cross-talk',
};

export const SUITE_NAMES: readonly SuiteName[] = ['damage', 'crashes', 'killed processes', 'duplicates', 'cross-talk'];

/** One case a scenario and class. */
export function faultSuites({ scenarios }: CrashResumeReport): readonly JUnitSuite[] {
  return SUITE_NAMES.map((suite) => ({
    name: suite,
    cases: scenarios.flatMap(({ name: scenario, faults }) =>
      [...(faults?.tally.counts ?? [])].flatMap(([name, { injected, reached }]) => {
        if (!SUITES[suite](name)) return [];
        const failures = faults?.tally.violations.filter((violation) => violation.class === name) ?? [];
        return [{ name: `${scenario}: ${name}`, failures: failures.map(({ fault, message }) => `${fault}: ${message}`), output: `${injected} injected, ${reached} reached` }];
      }),
    ),
  }));
}

/** One line a suite, for people. */
export function faultLines({ counts, violations, cuts, scenarios }: CrashResumeReport): readonly string[] {
  const { injected, classes, byKind } = totalsOf(counts, violations.length);
  if (injected === 0) return [];
  const lines = SUITE_NAMES.map((suite) => {
    const mine = FAULT_CLASS_NAMES.filter(SUITES[suite]);
    if (suite === 'killed processes' && sumOf(counts, mine) === 0) return 'killed processes: none, as no other process was started';
    const found = violations.filter((violation) => SUITES[suite](violation.class)).length;
    return `${suite}: ${number(sumOf(counts, mine))} faults, ${found} violations`;
  });
  const inWaits = (['await_event', 'await_receipt'] as const).flatMap((wait) => (cuts[wait] === undefined ? [] : [`${number(cuts[wait])} in ${wait}`]));
  return [
    ...lines,
    ...(inWaits.length === 0 ? [] : [`crashes inside of waits: ${inWaits.join(', ')}`]),
    ...walkLines(scenarios),
    `detected ${number(byKind.detected)}, recovered ${number(byKind.recovered)}, schedules ${number(byKind.schedule)}`,
    `faults: ${number(injected)} injected, ${classes} classes, ${violations.length} violations`,
  ];
}

/** Whether the orders of few copies were all of them. */
function walkLines(scenarios: CrashResumeReport['scenarios']): readonly string[] {
  const walks = scenarios.flatMap(({ faults }) => faults?.walks ?? []);
  if (walks.length === 0) return [];
  const cut = walks.filter(({ left }) => left > 0);
  const left = cut.reduce((sum, walk) => sum + walk.left, 0);
  return [`orders of 1 to 3 copies: ${walks.length - cut.length} of ${walks.length} walked whole${cut.length === 0 ? '' : `, ${cut.length} cut off with ${number(left)} branches left`}`];
}

function sumOf(counts: Counts, names: readonly FaultClassName[]): number {
  return names.reduce((total, name) => total + (counts.get(name)?.injected ?? 0), 0);
}

/** With a comma between thousands, whatever the locale. */
export function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
