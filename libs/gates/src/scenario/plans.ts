// How instances ended, compared with what a scenario expects of them.
import { decodeCanonical, joinPointer, type CanonValue } from '@nx-air/canon';
import type { JournalRecord, WorldState } from '@nx-air/kernel';
import type { ExpectedPlan } from './scenario.ts';
import { childrenAwaitedBy } from './awaited-children.ts';
import { differenceFrom } from './pattern.ts';
import type { Report } from './report.ts';
import { judgeSequence } from './sequence.ts';

interface Instance {
  readonly plan: string;
  readonly status: 'ok' | 'error' | 'running';
  readonly result: CanonValue | undefined;
  readonly error: string | undefined;
  /** Of the error, with its step. */
  readonly message: string;
  /** Children under way that a running one awaits, by plan. */
  readonly awaited: ReadonlyMap<string, number>;
}

const NONE: ReadonlyMap<string, number> = new Map();

/** Ended instances in the order in which they ended, then those that run still. */
function instancesIn(records: readonly JournalRecord[], state: Readonly<WorldState>): readonly Instance[] {
  const ended = records.flatMap((record): readonly Instance[] => {
    if (record.k !== 'plan_ended') return [];
    const { plan, status, result, error } = record;
    const message = error ? `${error.step === undefined ? '' : `step ${error.step}: `}${error.message}` : '';
    return [{ plan, status, result: result && decodeCanonical(result), error: error?.code, message, awaited: NONE }];
  });
  const running = [...state.instances.values()].map(
    (instance): Instance => ({ plan: instance.plan, status: 'running', result: undefined, error: undefined, message: '', awaited: childrenAwaitedBy(instance, state.instances) }),
  );
  return [...ended, ...running];
}

export function judgePlans(plans: readonly ExpectedPlan[], records: readonly JournalRecord[], state: Readonly<WorldState>, report: Report): void {
  const instances = instancesIn(records, state);
  const expectations = plans.map((expected) => ({ ...expected, matches: (instance: Instance) => matches(instance, expected) }));
  const { differing, missing } = judgeSequence(instances, expectations);
  for (const { expected, found } of differing) report('plan_count_differs', joinPointer(expected.pointer, 'count'), { expected: `${expected.count} of ${showExpected(expected)}`, actual: String(found) });
  if (missing) {
    const { expected, from } = missing;
    const near = instances.slice(from).find(({ plan }) => plan === expected.plan);
    const difference = near && expected.result !== undefined && near.status === 'ok' ? differenceFrom(near.result, expected.result, '.result') : undefined;
    report('plan_result_differs', expected.pointer, {
      expected: difference ? `${expected.plan}${difference.path} ${difference.expected}` : showExpected(expected),
      actual: difference ? difference.actual : near ? showInstance(near) : `no instance of it${from === 0 ? '' : ' after those before'}`,
    });
  }
  for (const instance of instances) {
    if (instance.status !== 'error' || expectations.some((expected) => expected.status === 'error' && expected.matches(instance))) continue;
    report('fault_not_expected', '/expect', { expected: `no error of ${instance.plan}`, actual: showInstance(instance) });
  }
}

function matches({ plan, status, result, error, awaited }: Instance, expected: ExpectedPlan): boolean {
  if (expected.waitsFor !== undefined && !awaited.has(expected.waitsFor)) return false;
  if (plan !== expected.plan || (expected.status ?? status) !== status || (expected.error ?? error) !== error) return false;
  return expected.result === undefined || (result !== undefined && differenceFrom(result, expected.result) === undefined);
}

function showExpected({ plan, status, error, waitsFor }: ExpectedPlan): string {
  return [plan, status, error, waitsFor === undefined ? undefined : `waiting for ${waitsFor}`].filter((part) => part !== undefined).join(' ');
}

function showInstance({ plan, status, error, message, awaited }: Instance): string {
  if (error !== undefined) return `${plan} ${status} ${error}: ${message}`;
  const waits = [...awaited].map(([child, count]) => `${count} of ${child}`).join(', ');
  return waits === '' ? `${plan} ${status}` : `${plan} ${status} waiting for ${waits}`;
}
