// `air run --journal` as a process that is killed with SIGKILL, again and again, and goes on until it ends as if nothing had happened.
import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { AIR_BIN, airProcess } from './run-air.ts';
import { tempRepo } from './temp-repo.ts';

const ID = { record: { id: { text: {} } } };
const named = (...names: readonly string[]): readonly object[] => names.map((name) => ({ name }));
const ref = (path: string): object => ({ ref: path });

/** Each instance waits for a timer, then for the event that is for it. */
const PLAN = {
  $kind: 'defplan',
  name: 'w/core_main@1',
  input: 'w/Go@1',
  steps: [
    { id: 'set', op: 'emit_effect', kind: 'timer.set', params: { record: { deliver_at_ns: { nat: 2_000_000_000 }, key: ref('@plan.input.id') } }, cap: 'timer', bind: { effect_id_as: 'timer' } },
    { id: 'fired', op: 'await_receipt', for: ref('@var:timer'), bind: { as: 'fired' } },
    { id: 'answer', op: 'await_event', event: 'w/Answer@1', where: { op: 'eq', args: [ref('@event.id'), ref('@plan.input.id')] }, bind: { as: 'answer' } },
    { id: 'end', op: 'end' },
  ],
  edges: [{ from: 'set', to: 'fired' }, { from: 'fired', to: 'answer' }, { from: 'answer', to: 'end' }],
  required_caps: ['timer'],
  allowed_effects: ['timer.set'],
};
const MANIFEST = {
  $kind: 'manifest',
  air_version: '1',
  schemas: named('w/Go@1', 'w/Answer@1'),
  modules: [],
  plans: named('w/core_main@1'),
  effects: named('sys/timer.set@1'),
  caps: named('sys/timer@1'),
  policies: named('w/policy@1'),
  secrets: [],
  defaults: { policy: 'w/policy@1', cap_grants: [{ name: 'timer', cap: 'sys/timer@1', params: { record: {} } }] },
  triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1', correlate_by: 'id' }],
  routing: { events: [] },
};
const COUNT = 400;
const FILES = {
  'nx.json': '{}',
  'w/aos.sync.json': { json: { version: 1, id: 'w', air: { imports: [] } } },
  'w/air/manifest.air.json': { json: MANIFEST },
  'w/air/defs.air.json': { json: [...['Go', 'Answer'].map((name) => ({ $kind: 'defschema', name: `w/${name}@1`, type: ID })), PLAN, { $kind: 'defpolicy', name: 'w/policy@1', rules: [{ when: {}, decision: 'allow' }] }] },
  'w/scenarios/many.scenario.json': {
    json: {
      max_items: COUNT * 4,
      inputs: [
        { event: 'w/Go@1', value: { id: 'i{n}' }, repeat: { count: COUNT, every: '1ms' } },
        { event: 'w/Answer@1', value: { id: 'i{n}' }, at: '3s', repeat: { count: COUNT, every: '1ms' } },
      ],
    },
  },
};

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Starts `air run`, and kills it once its journal is longer than `bytes`. */
async function killedAt(root: string, file: string, bytes: number): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, [AIR_BIN, 'run', 'w', 'many', '--journal', file], { cwd: root, env: {}, stdio: 'ignore' });
  const ended = new Promise<NodeJS.Signals | null>((done) => child.on('close', (_code, signal) => done(signal)));
  while (child.exitCode === null && child.signalCode === null && sizeOf(join(root, file)) <= bytes) await sleep(1);
  child.kill('SIGKILL');
  return ended;
}

test('the journal and the end are those of a process that nobody killed', { timeout: 300_000 }, async () => {
  const root = tempRepo(FILES);
  const whole = await airProcess(root, ['run', 'w', 'many', '--journal', 'whole.journal']);
  expect(whole).toMatchObject({ exitCode: 0, err: '' });
  const end = sizeOf(join(root, 'whole.journal'));
  const left: number[] = [];
  for (const share of [0, 0.3, 0.7]) {
    expect(await killedAt(root, 'killed.journal', end * share)).toBe('SIGKILL');
    left.push(sizeOf(join(root, 'killed.journal')));
  }
  // Each life got further than the one before, and none to the end.
  expect(left).toEqual([...left].sort((one, other) => one - other));
  expect(new Set(left).size).toBe(3);
  expect(left.at(-1)).toBeLessThan(end);
  const last = await airProcess(root, ['run', 'w', 'many', '--journal', 'killed.journal']);
  expect(last).toMatchObject({ exitCode: 0, err: '' });
  expect(last.out).toMatch(/^many: continued after \d+ records$/m);
  expect(last.out.split('\n').find((line) => line.startsWith('ok many'))).toBe(whole.out.split('\n').find((line) => line.startsWith('ok many')));
  expect(readFileSync(join(root, 'killed.journal')).equals(readFileSync(join(root, 'whole.journal')))).toBe(true);
});
