// `air check` on files with mistakes of every kind: each is reported once, in the order of the source, in one run.
import { describe, expect, it } from 'vitest';
import { air } from './run-air.ts';
import { MANIFEST, SAMPLE_WORLD } from './sample-world.ts';
import { tempRepo, type TempFiles } from './temp-repo.ts';

const DEFS = [
  '{ "$kind": "defschema", "name": "t/A@1", "type": { "text": {} } }',
  '{ "$kind": "defschema", "name": "t/Point@1", "type": { "record": { "x": { "nat": {} } } } }',
];
const raise = (id: string, value: string, event = 't/Point@1'): string => `{ "id": "${id}", "op": "raise_event", "event": "${event}", "value": ${value} }`;
const set = (id: string, expr: string): string => `{ "id": "${id}", "op": "assign", "expr": ${expr}, "bind": { "as": "${id}" } }`;
const timer = (id: string, kind: string): string =>
  `{ "id": "${id}", "op": "emit_effect", "kind": "${kind}", "params": { "record": { "deliver_at_ns": { "nat": 1 }, "key": { "null": {} } } }, "cap": "cap_timer", "bind": { "effect_id_as": "${id}" } }`;
const wait = (id: string): string => `{ "id": "${id}", "op": "await_event", "event": "t/Point@1", "bind": { "as": "${id}" } }`;

/** One step a line, the first on line 5. */
const plan = (name: string, steps: readonly string[]): string =>
  `[\n${DEFS.join(',\n')},\n{ "$kind": "defplan", "name": "${name}", "input": "t/A@1", "steps": [\n${steps.join(',\n')}\n] }\n]\n`;

const world = (steps: readonly string[]): TempFiles => ({
  ...SAMPLE_WORLD,
  'worlds/w/air/a.air.json': plan('t/p@1', steps),
  'worlds/w/air/manifest.air.json': { json: { ...MANIFEST, schemas: [{ name: 't/A@1' }, { name: 't/Point@1' }], plans: [{ name: 't/p@1' }] } },
});
const pack = (steps: readonly string[]): TempFiles => ({ 'plan-packs/p/defs.air.json': plan('t/core_p@1', steps), 'plan-packs/p/README.md': '# p\n' });

/** Line and code of each finding about the definitions. */
async function found(files: TempFiles, target: string, ...flags: readonly string[]): Promise<readonly string[]> {
  const { out } = await air(tempRepo(files), ['check', target, ...flags]);
  return [...out.matchAll(/^\S+\.json:(\d+):\d+ (?:error|warning) (\S+)$/gmu)].map(([, line, code]) => `${line} ${code}`);
}

const MIXED = [
  raise('a', '{ "x": "one" }'),
  raise('b', '{ "x": 1, "y": 1 }'),
  raise('c', '{ "record": { "x": { "ref": "@var:nobody" } } }'),
  set('d', '{ "ref": "@step:nobody" }'),
  set('e', '{ "op": "len", "args": [{ "nat": 1 }] }'),
  timer('f', 'timer.sat'),
  set('g', '{ "ref": "@event" }'),
  '{ "id": "h", "op": "end", "result": { "text": "x" } }',
  set('i', '{ "ref": "@plan.input.x" }'),
  raise('j', '{ "x": 1 }', 't/Ponit@1'),
];
const EXPECTED = [
  '5 bad_literal', '6 literal_unknown_field', '7 unknown_variable', '8 unknown_step', '9 operand_type',
  '10 literal_unknown_effect', '11 event_out_of_scope', '12 result_without_output', '13 unknown_path', '14 literal_unknown_schema',
];
const SOUND = [raise('a', '{ "x": 1 }'), set('d', '{ "ref": "@plan.input" }')];

describe('literals, references and types in one plan', () => {
  it('of a world', async () => {
    expect(await found(world(SOUND), 'worlds/w')).toEqual([]);
    expect(await found(world(MIXED), 'worlds/w')).toEqual(EXPECTED);
  });

  it('of a pack', async () => {
    expect(await found(pack(SOUND), 'plan-packs/p')).toEqual([]);
    expect(await found(pack(MIXED), 'plan-packs/p')).toEqual(EXPECTED);
  });

  it('names what was meant', async () => {
    for (const [files, target] of [[world(MIXED), 'worlds/w'], [pack(MIXED), 'plan-packs/p']] as const) {
      const { out, exitCode } = await air(tempRepo(files), ['check', target]);
      expect(out).toContain('hint: Did you mean `timer.set`?');
      expect(out).toContain('hint: Did you mean `t/Point@1`?');
      expect(exitCode).toBe(2);
    }
  });

  it('is not merged', async () => {
    const { out } = await air(tempRepo(world(MIXED)), ['check', 'worlds/w']);
    expect(out).toContain('failed world w, not merged: ');
    expect((await air(tempRepo(world(MIXED)), ['merge', 'worlds/w'])).exitCode).toBe(2);
  });
});

describe('lints', () => {
  const steps = [wait('a')];
  it('are given for a world and for a pack alone', async () => {
    expect(await found(world(steps), 'worlds/w')).toEqual(['5 wait_without_timeout']);
    expect(await found(pack(steps), 'plan-packs/p')).toEqual(['5 wait_without_timeout']);
  });

  it('can be switched off', async () => {
    expect(await found(world(steps), 'worlds/w', '--lint', 'wait_without_timeout=off')).toEqual([]);
    expect(await found(pack(steps), 'plan-packs/p', '--lint', 'wait_without_timeout=off')).toEqual([]);
  });
});

describe('a module that cannot be loaded because of what it declares', () => {
  const module = (effects: object): object => ({ $kind: 'defmodule', name: 't/R@1', module_kind: 'reducer', abi: { reducer: { state: 't/A@1', event: 't/Point@1', ...effects } } });
  const files = (effects: object): TempFiles => ({
    ...world(SOUND),
    'worlds/w/air/manifest.air.json': { json: { ...MANIFEST, schemas: [{ name: 't/A@1' }, { name: 't/Point@1' }], plans: [{ name: 't/p@1' }], modules: [{ name: 't/R@1' }] } },
    'worlds/w/air/r.air.json': { json: module(effects) },
  });
  it('is not missing in the manifest as well', async () => {
    expect(await found(files({}), 'worlds/w')).toEqual([]);
    expect(await found(files({ effects_emitted: ['timer.set'] }), 'worlds/w')).toEqual(['9 reducer_effects']);
  });
});
