// The gates for one scenario: all of them together say what the gate for the world says.
import { toFindings, type Problem } from '@nx-air/air';
import { memoryHost } from '@nx-air/world';
import { describe, expect, test } from 'vitest';
import { crashResumeWorld } from '../src/crash-resume.ts';
import { judgeWaits } from '../src/judge-waits.ts';
import { recordJournals } from '../src/record-journal.ts';
import { replayParityWorld } from '../src/replay-parity.ts';
import { FILES, PLAN } from './faults/fixture.ts';

const ANSWERED = { inputs: [{ event: 'w/Go@1', value: { id: 'a' } }, { event: 'w/Answer@1', value: { id: 'a' }, at: '1m' }] };
/** Nothing starts: no wait, and nothing to cut. */
const IDLE = { inputs: [] };
const BROKEN = { inputs: [{ event: 'w/Nothing@1', value: {} }] };

type Contents = Readonly<Record<string, object>>;
const hostOf = (scenarios: Contents, more: Readonly<Record<string, string | Uint8Array>> = {}) =>
  memoryHost({ ...FILES(), ...Object.fromEntries(Object.entries(scenarios).map(([name, content]) => [`/repo/w/scenarios/${name}.scenario.json`, JSON.stringify(content)])), ...more });
const shown = (problems: readonly Problem[]): readonly string[] => toFindings(problems, () => undefined).map(({ code, subject, file, expected, actual }) => [code, subject, file, expected, actual].filter(Boolean).join(' | '));
const all = async (parts: readonly Promise<{ readonly problems: readonly Problem[] }>[]): Promise<readonly string[]> => [...new Set((await Promise.all(parts)).flatMap(({ problems }) => shown(problems)))].sort();

const WORLDS: readonly (readonly [string, Contents])[] = [
  ['everything passes', { one: ANSWERED, two: IDLE }],
  ['one does not come to its end', { one: { inputs: [{ event: 'w/Go@1', value: { id: 'a' } }], max_items: 1 } }],
  ['one cannot be read', { one: ANSWERED, two: BROKEN }],
  ['all cannot be read', { one: BROKEN, two: BROKEN }],
];

describe.each(WORLDS)('%s', (_label, scenarios) => {
  const host = hostOf(scenarios);
  const names = Object.keys(scenarios);

  test('crash-resume: the parts find what the whole finds', async () => {
    const whole = await crashResumeWorld(host, '/repo/w', { orders: 8 });
    const parts = names.map((scenario) => crashResumeWorld(host, '/repo/w', { orders: 8, scenario }));
    expect(await all([...parts, judgeWaits(host, '/repo/w')])).toEqual([...new Set(shown(whole.problems))].sort());
    expect((await judgeWaits(host, '/repo/w')).cuts).toEqual(whole.cuts);
    const counted = await Promise.all(parts);
    expect(counted.map(({ counts }) => counts.get('crash-record')?.injected ?? 0).reduce((sum, count) => sum + count, 0)).toBe(whole.counts.get('crash-record')?.injected ?? 0);
    expect(counted.map((part) => part.scenarios.map(({ name }) => name))).toEqual(names.map((name) => [name]));
  });

  test('replay-parity: the parts find what the whole finds', async () => {
    const whole = await replayParityWorld(host, '/repo/w');
    const parts = names.map((scenario) => replayParityWorld(host, '/repo/w', { scenario }));
    expect(await all(parts)).toEqual([...new Set(shown(whole.problems))].sort());
    expect((await Promise.all(parts)).flatMap(({ cases }) => cases)).toEqual(whole.cases);
  });
});

const ref = (path: string): object => ({ ref: path });
const result = { record: { id: ref('@plan.input.id'), at: { null: {} } } };
/** The plan ends before the question is asked. */
const NEVER_ASKS = {
  ...PLAN,
  steps: [
    { id: 'out', op: 'raise_event', event: 'w/Out@1', value: result },
    { id: 'answer', op: 'await_event', event: 'w/Answer@1', where: { op: 'eq', args: [ref('@event.id'), ref('@plan.input.id')] }, bind: { as: 'answer' } },
    { id: 'done', op: 'end', result },
  ],
  edges: [{ from: 'out', to: 'answer', when: { bool: false } }, { from: 'out', to: 'done' }],
};

test('a wait that no scenario is ever cut in fails the judgement of waits, and no part', async () => {
  const host = hostOf({ one: ANSWERED, two: IDLE }, FILES(NEVER_ASKS));
  const finding = 'wait_not_cut | world | w/aos.sync.json | a crash inside await_event | none';
  expect(shown((await crashResumeWorld(host, '/repo/w', { orders: 8 })).problems)).toEqual([finding]);
  for (const scenario of ['one', 'two']) expect(shown((await crashResumeWorld(host, '/repo/w', { orders: 8, scenario })).problems)).toEqual([]);
  expect(shown((await judgeWaits(host, '/repo/w')).problems)).toEqual([finding]);
});

test('without scenarios there is nothing to judge', async () => {
  expect(shown((await judgeWaits(hostOf({}), '/repo/w')).problems)).toEqual(['scenarios_missing | world | w/aos.sync.json']);
  expect((await judgeWaits(hostOf({}), '/repo/w', { allowNone: true })).problems.map(({ severity }) => severity)).toEqual(['info']);
});

describe('a name that nothing has', () => {
  const host = hostOf({ one: ANSWERED, other: IDLE });
  test.each([
    ['crash-resume', (scenario: string) => crashResumeWorld(host, '/repo/w', { scenario })],
    ['replay-parity', (scenario: string) => replayParityWorld(host, '/repo/w', { scenario })],
  ] as const)('%s', async (_gate, run) => {
    expect(shown((await run('othr')).problems)).toEqual(['unknown_scenario | world | w/aos.sync.json | one, other | othr']);
    expect(toFindings((await run('othr')).problems, () => undefined)[0]?.hint).toBe('Did you mean `other`?');
    expect(shown((await run('one.scenario.json')).problems)).toHaveLength(1);
    expect(shown((await run('')).problems)).toHaveLength(1);
  });
});

test('golden journals belong to the scenario they are named after; one without a scenario has its own name', async () => {
  const before = hostOf({ one: ANSWERED, gone: ANSWERED });
  const { files } = await recordJournals(before, '/repo/w', { mode: 'record' });
  const host = hostOf({ one: ANSWERED }, Object.fromEntries(files.map(({ path, bytes }) => [`/repo/${path}`, bytes])));
  const casesOf = async (scenario: string): Promise<readonly string[]> => (await replayParityWorld(host, '/repo/w', { scenario })).cases.map(({ kind, name }) => `${kind} ${name}`);
  expect(await casesOf('one')).toEqual(['scenario one', 'pinned one', 'current one']);
  expect(await casesOf('gone')).toEqual(['pinned gone', 'current gone']);
  expect(shown((await replayParityWorld(host, '/repo/w', { scenario: 'two' })).problems)).toEqual([expect.stringContaining('| one, gone | two')]);
});
