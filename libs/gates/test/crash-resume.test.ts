// The gate over a world with scenarios: counts, suites, and what it refuses.
import { toFindings } from '@nx-air/air';
import { memoryHost } from '@nx-air/world';
import { beforeAll, describe, expect, test } from 'vitest';
import { crashResumeWorld, type CrashResumeReport } from '../src/crash-resume.ts';
import { faultLines, faultsJson, faultSuites, number } from '../src/faults-report.ts';
import { FILES } from './faults/fixture.ts';

const SCENARIO = {
  inputs: [
    { event: 'w/Go@1', value: { id: 'a' } },
    { event: 'w/Answer@1', value: { id: 'a' }, at: '1m' },
  ],
};

const swept = (files: Readonly<Record<string, string>>, options = {}): Promise<CrashResumeReport> => crashResumeWorld(memoryHost({ ...FILES(), ...files }), '/repo/w', { orders: 8, ...options });
const scenario = (content: object): Readonly<Record<string, string>> => ({ '/repo/w/scenarios/one.scenario.json': JSON.stringify(content) });
const shown = ({ problems, texts }: CrashResumeReport): readonly string[] => toFindings(problems, (file) => texts.get(file)).map(({ code, subject, expected, actual }) => [code, subject, expected, actual].filter(Boolean).join(' | '));

describe('a world with a scenario', () => {
  let report: CrashResumeReport;
  beforeAll(async () => {
    report = await swept(scenario(SCENARIO));
  });

  test('survives, and was cut in both kinds of waits', () => {
    expect(shown(report)).toEqual([]);
    expect(report.cuts.await_event).toBeGreaterThan(0);
    expect(report.cuts.await_receipt).toBeGreaterThan(0);
    expect(report.violations).toEqual([]);
  });

  test('the lines end with the sum', () => {
    const lines = faultLines(report);
    expect(lines.map((line) => line.replace(/\d(?:,?\d)*/g, 'n'))).toEqual([
      'damage: n faults, n violations',
      'crashes: n faults, n violations',
      'killed processes: none, as no other process was started',
      'duplicates: n faults, n violations',
      'cross-talk: n faults, n violations',
      'crashes inside of waits: n in await_event, n in await_receipt',
      expect.stringMatching(/^orders of n to n copies: n of n walked whole/),
      'detected n, recovered n, schedules n',
      'faults: n injected, n classes, n violations',
    ]);
  });

  test('faults.json adds up', () => {
    const json = JSON.parse(JSON.stringify(faultsJson(report)));
    expect(json.injected).toBe(json.detected + json.recovered + json.schedules);
    expect(Object.values<{ injected: number }>(json.classes).reduce((total, { injected }) => total + injected, 0)).toBe(json.injected);
    expect(json.found).toEqual([]);
  });

  test('a case for each scenario and class', () => {
    const suites = faultSuites(report);
    expect(suites.map(({ name }) => name)).toEqual(['damage', 'crashes', 'killed processes', 'duplicates', 'cross-talk']);
    expect(suites.flatMap(({ cases }) => cases).length).toBe(report.counts.size);
    expect(suites.flatMap(({ cases }) => cases.flatMap(({ failures }) => failures))).toEqual([]);
  });
});

test('nothing to prove', async () => {
  expect(shown(await swept({}))).toEqual(['scenarios_missing | world']);
  expect((await swept({}, { allowNone: true })).problems).toMatchObject([{ severity: 'info' }]);
});

test('no crash in a wait for an event', async () => {
  const { problems } = await swept(scenario({ inputs: [] }));
  expect(problems.map(({ code }) => code)).toEqual([]);
});

test('a scenario that does not come to an end', async () => {
  expect(shown(await swept(scenario({ ...SCENARIO, max_items: 2 })))).toEqual(['scenario_not_idle | scenario one | an end after at most 2 inputs, timers and receipts | more that is due']);
});

test('a violation is a finding in its scenario, with the count of others like it', async () => {
  const report = await swept(scenario(SCENARIO));
  const [first] = report.scenarios;
  for (const fault of ['one', 'two']) first?.faults?.tally.violate({ class: 'crash-record', subject: 'one', fault, message: 'lost' });
  expect(faultSuites(report).flatMap(({ cases }) => cases).filter(({ failures }) => failures.length > 0)).toMatchObject([{ name: 'one: crash-record', failures: ['one: lost', 'two: lost'] }]);
});

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1_234_567, '1,234,567'],
])('%d as %s', (value, text) => {
  expect(number(value)).toBe(text);
});
