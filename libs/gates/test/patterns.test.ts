// The pattern packs need AIR 1 and nothing more, nor do worlds that use them; journals hold nothing for the sake of summaries.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const AIR_1: readonly string[] = ['emit_effect', 'await_receipt', 'raise_event', 'await_event', 'assign', 'end'];
const FOLDERS = ['plan-packs/approval', 'plan-packs/request-response', 'plan-packs/timeout', ...['change-desk', 'factory-run', 'parts-buyer', 'rate-quotes'].map((world) => `worlds/${world}/air`)];

interface Step {
  readonly id: string;
  readonly op: string;
}

interface Definition {
  readonly $kind: string;
  readonly name?: string;
  readonly air_version?: string;
  readonly steps?: readonly Step[];
  readonly triggers?: readonly object[];
}

function definitionsIn(folder: string): readonly Definition[] {
  const files = readdirSync(`${ROOT}${folder}`).filter((name) => name.endsWith('.air.json')).sort();
  return files.flatMap((name) => JSON.parse(readFileSync(`${ROOT}${folder}/${name}`, 'utf8')) as Definition | readonly Definition[]);
}

const foreignSteps = (definitions: readonly Definition[]): readonly string[] =>
  definitions.flatMap(({ name, steps = [] }) => steps.flatMap(({ id, op }) => (AIR_1.includes(op) ? [] : [`${name ?? ''} ${id}: ${op}`])));

describe('AIR 1', () => {
  test.each(FOLDERS)('%s uses its six operations only', (folder) => {
    const definitions = definitionsIn(folder);
    expect(definitions.some(({ steps = [] }) => steps.length > 0)).toBe(true);
    expect(foreignSteps(definitions)).toEqual([]);
  });

  test('an operation of 1.1 would be told', () => {
    const [plan] = definitionsIn('worlds/parts-buyer/air').filter(({ $kind }) => $kind === 'defplan');
    expect(foreignSteps([{ ...plan, $kind: 'defplan', name: 'p', steps: [{ id: 'a', op: 'spawn_plan' }] }])).toEqual(['p a: spawn_plan']);
  });

  test.each(FOLDERS.filter((folder) => folder.startsWith('worlds/')))('the manifest of %s says so, and projects nothing in triggers', (folder) => {
    const [manifest, ...more] = definitionsIn(folder).filter(({ $kind }) => $kind === 'manifest');
    expect(more).toEqual([]);
    expect(manifest?.air_version).toBe('1');
    for (const trigger of manifest?.triggers ?? []) expect(Object.keys(trigger).filter((key) => !['event', 'plan', 'correlate_by'].includes(key))).toEqual([]);
  });

  test('the six operations are all used', () => {
    const used = new Set(FOLDERS.flatMap(definitionsIn).flatMap(({ steps = [] }) => steps.map(({ op }) => op)));
    expect([...used].sort()).toEqual([...AIR_1].sort());
  });
});

/** What the machine would lack without each kind of record: none is there to be counted. */
const NEEDED: Readonly<Record<string, string>> = {
  event_in: 'input',
  receipt_in: 'input',
  manifest_in: 'input',
  event_duplicate: 'answer to whoever sent it again',
  receipt_duplicate: 'answer to whoever answered again',
  event: 'what waits, triggers and modules are given',
  plan_started: 'an instance',
  trigger_skipped: 'why no instance began',
  wait_fault: 'why a wait did not end',
  cap_decision: 'the gate, and a denied effect has no other record',
  policy_decision: 'the gate, and a denied effect has no other record',
  intent: 'the outbox',
  receipt: 'what a step is given where no adapter answers',
  plan_ended: 'the end of an instance, and its result for its parent',
  spawned: 'children that are awaited',
  module_call: 'the state of a module',
  module_fault: 'a state that stays',
  limit: 'events that were dropped',
};

describe('records', () => {
  const page = readFileSync(`${ROOT}spec/journal.md`, 'utf8');
  const kinds = [...page.matchAll(/^\| `([a-z_]+)` \| `[a-z_?` ]+\|$/gmu)].map(([, kind]) => kind ?? '');
  const isListed = (kind: string): boolean => kind in NEEDED;

  test('the page lists those that the machine needs, and no other', () => {
    expect(kinds.filter((kind) => !isListed(kind))).toEqual([]);
    expect(Object.keys(NEEDED).filter((kind) => !kinds.includes(kind))).toEqual([]);
  });

  test('one that is only counted would be told', () => {
    expect(['plan_ended', 'plan_counted'].filter((kind) => !isListed(kind))).toEqual(['plan_counted']);
  });

  test('summaries read records and write none', () => {
    const folder = `${ROOT}libs/gates/src/summary`;
    const sources = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
    expect(sources.length).toBeGreaterThan(5);
    expect(sources.filter((text) => /encodeRecord|Journal\.open|\bappend\(/u.test(text))).toEqual([]);
  });
});
