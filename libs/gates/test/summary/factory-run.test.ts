// The summary of worlds/factory-run, compared with counts that are made from the text of its scenario alone.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nodeHost } from '@nx-air/world';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadRunnableWorld, readScenarios, runScenario } from '../../src/index.ts';
import { summarise, type CounterName, type Counts, type Summary } from '../../src/summary.ts';

const WORLD = fileURLToPath(new URL('../../../../worlds/factory-run', import.meta.url));

interface Input {
  readonly event?: string;
  readonly value?: Readonly<Record<string, string>>;
  readonly repeat?: { readonly count: number };
}

/** How many jobs of each group arrive, and how many responses. */
function readGroups(): { readonly jobs: ReadonlyMap<string, number>; readonly responses: number } {
  const { inputs } = JSON.parse(readFileSync(`${WORLD}/scenarios/five-days.scenario.json`, 'utf8')) as { readonly inputs: readonly Input[] };
  const jobs = new Map<string, number>();
  let responses = 0;
  for (const { event, value, repeat } of inputs) {
    if (event === 'factory-run/JobArrived@1') jobs.set((value?.['job_id'] ?? '').replace('-{n}', ''), repeat?.count ?? 1);
    if (event === 'request-response/ResponseReceived@1') responses += repeat?.count ?? 1;
  }
  return { jobs, responses };
}

const { jobs, responses } = readGroups();
const all = [...jobs.values()].reduce((sum, count) => sum + count, 0);
const of = (...groups: readonly string[]): number => groups.reduce((sum, group) => sum + (jobs.get(group) ?? expect.fail(`no group ${group}`)), 0);

const approved = all - of('refused', 'silent', 'unasked');
const called = approved - of('elsewhere');
const asked = called - of('slow', 'broken', 'gave-up');
const sent = asked - of('frozen');
const resent = of('lost', 'late');
const intents = {
  approval: all + all,
  timeout: approved + of('slow') + called,
  request: sent + resent + 2 * sent,
};
const total = intents.approval + intents.timeout + intents.request;
const adapterErrors = of('unasked', 'broken', 'unsent');
const stuck = of('elsewhere', 'frozen');

const PLANS: Readonly<Record<string, Partial<Record<CounterName, number>>>> = {
  'factory-run/adapter_run_job@1': {
    'instances.started': all,
    'instances.ok': all - stuck,
    'instances.running': stuck,
    'effects.intents': 0,
    'events.raised': all + approved + asked + (all - stuck),
  },
  'approval/entry_approval@1': {
    'instances.started': all,
    'instances.ok': all,
    'instances.timeout_branch': of('silent'),
    'effects.intents': intents.approval,
    'effects.in_flight': of('silent'),
    'failures.adapter_error': of('unasked'),
    'events.raised': all,
  },
  'timeout/entry_call_with_deadline@1': {
    'instances.started': approved,
    'instances.ok': called,
    'instances.error': of('elsewhere'),
    'instances.timeout_branch': of('slow', 'gave-up'),
    'effects.intents': intents.timeout,
    'failures.cap_deny': of('elsewhere'),
    'failures.adapter_error': of('broken'),
    'failures.timeout': of('gave-up'),
    'receipts.timeout': of('gave-up'),
    'events.raised': called + of('slow'),
  },
  'request-response/core_request@1': {
    'instances.started': asked,
    'instances.ok': sent,
    'instances.error': of('frozen'),
    'instances.timeout_branch': resent,
    'effects.intents': intents.request,
    'failures.policy_deny': of('frozen'),
    'failures.adapter_error': of('unsent'),
    'events.raised': sent,
  },
};

const TOTALS: Partial<Record<CounterName, number>> = {
  'instances.started': all + all + approved + asked,
  'instances.child': 0,
  'instances.error': stuck,
  'instances.running': stuck,
  'effects.intents': total,
  'effects.in_flight': of('silent'),
  'receipts.ok': total - of('silent') - adapterErrors - of('gave-up'),
  'receipts.error': adapterErrors,
  'receipts.timeout': of('gave-up'),
  'cap.allow': total + of('frozen'),
  'cap.deny': of('elsewhere'),
  'policy.allow': total,
  'policy.deny': of('frozen'),
  'failures.policy_deny': of('frozen'),
  'failures.cap_deny': of('elsewhere'),
  'failures.adapter_error': adapterErrors,
  'failures.timeout': of('gave-up'),
  'failures.module_fault': 0,
  'failures.limit': 0,
  'failures.plan_fault': 0,
  'failures.invariant_violation': 0,
  'events.in': all + responses,
  'duplicates.events': 0,
  'duplicates.receipts': 0,
};

const chosen = (counts: Counts | undefined, names: Partial<Record<CounterName, number>>): Partial<Record<CounterName, number>> =>
  Object.fromEntries((Object.keys(names) as CounterName[]).map((name) => [name, counts?.[name]]));

let summary: Summary;
let mostAtOnce = 0;
let logicalDays = 0;

beforeAll(async () => {
  const host = nodeHost();
  const { world } = await loadRunnableWorld(host, WORLD);
  const [found] = world ? await readScenarios(host, world) : [];
  if (!world || !found?.scenario) throw new Error('factory-run does not load');
  const { header, records, problems } = await runScenario(world, found.scenario);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  summary = summarise([{ name: 'five-days', header, records }]);
  const [journal] = summary.journals;
  if (journal) logicalDays = Number(journal.lastNs - journal.firstNs) / 86_400e9;
  mostAtOnce = await countAtOnce(records);
}, 60_000);

async function countAtOnce(records: readonly Uint8Array[]): Promise<number> {
  const { decodeRecord } = await import('@nx-air/kernel');
  let [running, most] = [0, 0];
  for (const record of records.map(decodeRecord)) {
    if (record.k === 'plan_started') running += 1;
    if (record.k === 'plan_ended') running -= 1;
    most = Math.max(most, running);
  }
  return most;
}

describe('factory-run', () => {
  test('runs at least 200 instances at once over five days of logical time', () => {
    expect(mostAtOnce).toBeGreaterThanOrEqual(200);
    expect(logicalDays).toBeGreaterThanOrEqual(5);
    expect(all).toBe(252);
  });

  test('totals are those of the scenario', () => {
    expect(chosen(summary.totals, TOTALS)).toEqual(TOTALS);
  });

  test.each(Object.entries(PLANS))('%s', (name, counts) => {
    expect(chosen(summary.plans.find((plan) => plan.name === name)?.counts, counts)).toEqual(counts);
  });

  test('nothing but these plans ran', () => {
    expect(summary.plans.map(({ name }) => name).toSorted()).toEqual(Object.keys(PLANS).toSorted());
    expect([summary.workflows, summary.modules]).toEqual([[], []]);
  });

  test('another number of jobs would be noticed', () => {
    expect(chosen(summary.totals, TOTALS)).not.toEqual({ ...TOTALS, 'failures.policy_deny': of('frozen') + 1 });
  });
});
