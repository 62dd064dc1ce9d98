// Whether a run is what its scenario expects: every failed expectation is a problem at its place in the file.
import type { Problem } from '@nx-air/air';
import { decodeCanonical, joinPointer } from '@nx-air/canon';
import type { JournalRecord, WorldState } from '@nx-air/kernel';
import type { Scenario } from './scenario.ts';
import type { Continued } from './driver.ts';
import { faultsIn, matchesFault } from './faults.ts';
import { differenceFrom, type Difference } from './pattern.ts';
import { judgePlans } from './plans.ts';
import { reporterFor, type Report } from './report.ts';
import { judgeSequence } from './sequence.ts';
import { findSecrets } from './secrets.ts';
import type { RunnableWorld } from '../world.ts';

export interface Ran extends Continued {
  readonly records: readonly JournalRecord[];
  /** The same, encoded. */
  readonly raw: readonly Uint8Array[];
  readonly state: Readonly<WorldState>;
}

export function judgeRun(world: RunnableWorld, scenario: Scenario, ran: Ran): readonly Problem[] {
  const { report, problems } = reporterFor(scenario.name, scenario.file, scenario.base);
  judgeInputs(ran, report);
  if (ran.isCutOff) report('scenario_not_idle', '/max_items', { expected: `nothing due after ${scenario.maxItems} items`, actual: 'more' });
  judgeEvents(scenario, ran, report);
  judgePlans(scenario.expect.plans, ran.records, ran.state, report);
  judgeCells(scenario, world, ran, report);
  judgeCounts(scenario, ran, report);
  judgeFaults(scenario, world, ran, report);
  for (const alias of findSecrets(scenario, ran.raw)) report('secret_in_journal', joinPointer('/secrets', alias), { at: 'key', expected: 'no record that holds it', actual: 'a record' });
  return problems;
}

function judgeInputs({ surprises }: Ran, report: Report): void {
  for (const { input, refusal } of surprises) {
    if (!refusal) report('input_accepted', joinPointer(input.pointer, 'refused'), { expected: `the refusal \`${input.refused ?? ''}\``, actual: 'the world took it' });
    else report('input_refused', input.pointer, { expected: input.refused === undefined ? 'no refusal' : `the refusal \`${input.refused}\``, actual: `${refusal.code}: ${refusal.message}` });
  }
}

function judgeEvents({ expect }: Scenario, { records }: Ran, report: Report): void {
  const raised = records.flatMap((record) => (record.k === 'event' ? [{ schema: record.schema, value: decodeCanonical(record.value) }] : []));
  const expectations = expect.events.map((expected) => ({
    ...expected,
    matches: ({ schema, value }: (typeof raised)[number]) => schema === expected.schema && (expected.value === undefined || differenceFrom(value, expected.value) === undefined),
  }));
  const { differing, missing } = judgeSequence(raised, expectations);
  for (const { expected, found } of differing) report('event_count_differs', joinPointer(expected.pointer, 'count'), { expected: `${expected.count} of ${expected.schema}`, actual: String(found) });
  if (!missing) return;
  const { pointer, schema, value } = missing.expected;
  const nearMiss = raised.slice(missing.from).find((event) => event.schema === schema);
  const difference = nearMiss && value !== undefined ? differenceFrom(nearMiss.value, value) : undefined;
  report('event_not_raised', pointer, difference ? showDifference(schema, difference) : { expected: schema, actual: missing.from === 0 ? 'none was raised' : `none after ${raised[missing.from - 1]?.schema ?? ''}` });
}

export function showDifference(name: string, { path, expected, actual }: Difference): { readonly expected: string; readonly actual: string } {
  return { expected: `${name}${path} ${expected}`, actual };
}

function judgeCells({ expect }: Scenario, world: RunnableWorld, { state }: Ran, report: Report): void {
  for (const { pointer, module, key, state: pattern } of expect.cells) {
    const cell = state.cells.get(module)?.get(key);
    const at = joinPointer(pointer, 'state');
    if (!pattern) {
      if (cell) report('cell_differs', at, { expected: 'no cell', actual: 'a cell' });
      continue;
    }
    const difference = differenceFrom(cell && decodeCanonical(cell.state), pattern);
    const why = !cell && world.missingModules.has(module) ? { hint: 'The module has no code: build the modules of the world.' } : {};
    if (difference) report('cell_differs', at, { ...showDifference(module, difference), ...why });
  }
}

function judgeCounts({ expect }: Scenario, { records, state }: Ran, report: Report): void {
  const emitted = new Map<string, number>();
  for (const record of records) if (record.k === 'intent') emitted.set(record.effect_kind, (emitted.get(record.effect_kind) ?? 0) + 1);
  for (const { pointer, kind, count } of expect.effects) {
    const found = emitted.get(kind) ?? 0;
    if (found !== count) report('effect_count_differs', pointer, { expected: `${count} of ${kind}`, actual: String(found) });
  }
  for (const { pointer, kind, count } of expect.underWay) {
    const found = [...state.intents.values()].filter((intent) => intent.kind === kind).length;
    if (found !== count) report('under_way_differs', pointer, { expected: `${count} of ${kind}`, actual: String(found) });
  }
}

function judgeFaults({ expect }: Scenario, world: RunnableWorld, { records }: Ran, report: Report): void {
  const faults = faultsIn(records).filter(({ fault, name, code }) => !(fault === 'module_fault' && code === 'module_missing' && world.missingModules.has(name)));
  for (const expected of expect.faults) {
    const found = faults.filter((fault) => matchesFault(fault, expected)).length;
    const fits = expected.count === undefined ? found > 0 : found === expected.count;
    if (!fits) report('fault_not_found', expected.pointer, { expected: expected.count === undefined ? 'at least one' : String(expected.count), actual: String(found) });
  }
  // The denial that ends a plan is told with the plan.
  const unexpected = faults.filter((fault) => !expect.faults.some((expected) => matchesFault(fault, expected)) && !(fault.fault === 'denied' && isPlan(fault.name, records)));
  for (const { fault, name, code, message } of unexpected) report('fault_not_expected', '/expect', { expected: `no ${fault}`, actual: `${fault} ${name} ${code}: ${message}` });
}

function isPlan(name: string, records: readonly JournalRecord[]): boolean {
  return records.some((record) => record.k === 'plan_started' && record.plan === name);
}
