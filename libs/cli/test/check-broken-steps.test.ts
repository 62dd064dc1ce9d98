// `air check` of a plan with mistakes in its steps: the rest of it is judged, and no mistake has a second finding.
import { describe, expect, it } from 'vitest';
import { air } from './run-air.ts';
import { MANIFEST, SAMPLE_WORLD } from './sample-world.ts';
import { tempRepo, type TempFiles } from './temp-repo.ts';

const DEFS = [
  '{ "$kind": "defschema", "name": "t/A@1", "type": { "text": {} } }',
  '{ "$kind": "defschema", "name": "t/In@1", "type": { "record": { "id": { "text": {} }, "count": { "nat": {} } } } }',
  '{ "$kind": "defeffect", "name": "t/send@1", "kind": "mail.send", "params_schema": "t/A@1", "receipt_schema": "t/In@1", "cap_type": "mail", "origin_scope": "plan" }',
  '{ "$kind": "defplan", "name": "t/core_child@1", "input": "t/In@1", "steps": [{ "id": "s", "op": "end" }] }',
];

interface Parts {
  readonly steps: readonly string[];
  readonly edges?: readonly string[];
  readonly more?: string;
}

/** The plan begins on line 6, its steps on line 7, one a line; the edges follow after a line of their own. */
const fileOf = ({ steps, edges = [], more = '' }: Parts): string =>
  `[\n${DEFS.join(',\n')},\n{ "$kind": "defplan", "name": "t/core_p@1", "input": "t/In@1"${more}, "steps": [\n${steps.join(',\n')}\n], "edges": [\n${edges.join(',\n')}\n] }\n]\n`;

const world = (parts: Parts): TempFiles => ({
  ...SAMPLE_WORLD,
  'worlds/w/air/a.air.json': fileOf(parts),
  'worlds/w/air/manifest.air.json': {
    json: { ...MANIFEST, air_version: '1.1', schemas: [{ name: 't/A@1' }, { name: 't/In@1' }], effects: [{ name: 't/send@1' }], plans: [{ name: 't/core_child@1' }, { name: 't/core_p@1' }] },
  },
});
const pack = (parts: Parts): TempFiles => ({ 'plan-packs/p/defs.air.json': fileOf(parts), 'plan-packs/p/README.md': '# p\n' });

/** Line and code of each finding; slots of a world without grants are not the matter here. */
async function found(files: TempFiles, target: string): Promise<readonly string[]> {
  const { out } = await air(tempRepo(files), ['check', target]);
  return [...out.matchAll(/^\S+?\.json:(\d+):\d+ (?:error|warning) (\S+)$/gmu)].map(([, line, code]) => `${line ?? ''} ${code ?? ''}`).filter((each) => !/slot_unbound|contract_missing|_key$|wait_without|late_wait/u.test(each));
}
const inWorld = (parts: Parts): Promise<readonly string[]> => found(world(parts), 'worlds/w');
const inPack = (parts: Parts): Promise<readonly string[]> => found(pack(parts), 'plan-packs/p');

const emit = (more = '', bind = '"bind": { "effect_id_as": "h" }'): string => `{ "id": "send", "op": "emit_effect", "kind": "mail.send", "params": { "ref": "@plan.input.id" }, "cap": "c"${more}, ${bind} }`;
const AWAIT = '{ "id": "wait", "op": "await_receipt", "for": { "ref": "@var:h" }, "bind": { "as": "got" } }';
const set = (id: string, expr: string, as = id): string => `{ "id": "${id}", "op": "assign", "expr": ${expr}, "bind": { "as": "${as}" } }`;
const edge = (from: string, to: string): string => `{ "from": "${from}", "to": "${to}" }`;
const WHOLE: Parts = {
  steps: [emit(), AWAIT, set('n', '{ "op": "add", "args": [{ "ref": "@var:got.count" }, { "nat": 1 }] }'), '{ "id": "done", "op": "end" }'],
  edges: [edge('send', 'wait'), edge('wait', 'n'), edge('n', 'done')],
};
/** The whole plan with one step in another's place. */
const withStep = (at: number, step: string, more: Partial<Parts> = {}): Parts => ({ ...WHOLE, ...more, steps: WHOLE.steps.map((each, index) => (index === at ? step : each)) });

describe('ten mistakes inside one plan', () => {
  const right = [
    set('a', '{ "nat": 1 }'),
    set('b', '{ "text": "x" }'),
    set('c', '{ "ref": "@plan.input.count" }'),
    '{ "id": "d", "op": "raise_event", "event": "t/A@1", "value": { "ref": "@plan.input.id" } }',
    '{ "id": "e", "op": "raise_event", "event": "t/A@1", "value": "x" }',
    set('f', '{ "ref": "@var:a" }'),
    set('g', '{ "op": "len", "args": [{ "ref": "@var:b" }] }'),
    '{ "id": "send", "op": "emit_effect", "kind": "mail.send", "params": "x", "cap": "c", "bind": { "effect_id_as": "h" } }',
    AWAIT,
    set('k', '{ "ref": "@var:got.count" }'),
    '{ "id": "z", "op": "end" }',
  ];
  const wrong = [
    '{ "id": "a", "op": "asign", "expr": { "nat": 1 }, "bind": { "as": "a" } }',
    '{ "id": "b", "op": "assign", "bind": { "as": "b" } }',
    set('c', '{ "ref": "@plan.input.cuont" }'),
    '{ "id": "d", "op": "raise_event", "event": "t/A@1", "value": { "ref": "@plan.input.id" }, "owner": "me" }',
    '{ "id": "e", "op": "raise_event", "event": 7, "value": "x" }',
    set('f', '{ "ref": "@var:nobody" }'),
    set('g', '{ "op": "lenn", "args": [{ "ref": "@var:b" }] }'),
    '{ "id": "send", "op": "emitt", "kind": "mail.send", "params": "x", "cap": "c", "bind": { "effect_id_as": "h" } }',
    AWAIT.replace('"@var:h"', '"@var:hh"'),
    set('k', '{ "op": "len", "args": [{ "nat": 1 }] }'),
    '{ "id": "z", "op": "end" }',
  ];
  const edges = 'abcdefg'.split('').map((id, index) => edge(id, 'bcdefg'[index] ?? 'send')).concat(edge('send', 'wait'), edge('wait', 'k'), edge('k', 'z'));
  const expected = ['7 unknown_op', '8 missing_field', '9 unknown_path', '10 unknown_field', '11 wrong_type', '12 unknown_variable', '13 unknown_op', '14 unknown_op', '15 bad_await_handle', '16 operand_type'];

  it('are ten findings in source order', async () => {
    expect(await inWorld({ steps: wrong, edges })).toEqual(expected);
    expect(await inPack({ steps: wrong, edges })).toEqual(expected);
  });

  it('and none in the corrected plan', async () => {
    expect(await inWorld({ steps: right, edges })).toEqual([]);
    expect(await inPack({ steps: right, edges })).toEqual([]);
  });
});

describe('one broken step has one finding', () => {
  const rows: readonly (readonly [string, Parts, readonly string[]])[] = [
    ['nothing broken', WHOLE, []],
    ['op of an emit', withStep(0, emit().replace('emit_effect', 'emit_efect')), ['7 unknown_op']],
    ['op of an await', withStep(1, AWAIT.replace('await_receipt', 'await_reciept'), { edges: [edge('send', 'wait'), '{ "from": "wait", "to": "n", "when": { "op": "eq", "args": [{ "ref": "@step:wait.$status" }, { "text": "ok" }] } }', edge('n', 'done')] }), ['8 unknown_op']],
    ['op of an end, with an output', withStep(3, '{ "id": "done", "op": "ende", "result": { "ref": "@plan.input" } }', { more: ', "output": "t/In@1"' }), ['10 unknown_op']],
    ['no op', withStep(3, '{ "id": "done" }', { more: ', "output": "t/In@1"' }), ['10 missing_field']],
    ['no kind', withStep(0, emit().replace('"kind": "mail.send", ', '')), ['7 missing_field']],
    ['no cap, with derived lists written', withStep(0, emit().replace('"cap": "c", ', ''), { more: ', "required_caps": ["c"], "allowed_effects": ["mail.send"]' }), ['7 missing_field']],
    ['no bind', withStep(0, emit('', '"$comment": "no bind"')), ['7 missing_field']],
    ['a bind of another op', withStep(0, emit('', '"bind": { "as": "h" }')), ['7 unknown_field']],
    ['a misspelt bind', withStep(1, AWAIT.replace('"bind"', '"bnid"')), ['8 unknown_field']],
    ['a misspelt result', withStep(3, '{ "id": "done", "op": "end", "resutl": { "ref": "@plan.input" } }', { more: ', "output": "t/In@1"' }), ['10 unknown_field']],
    ['a bind that is a number', withStep(2, set('n', '{ "nat": 1 }').replace('{ "as": "n" }', '7')), ['9 wrong_type']],
    ['no expr', withStep(2, '{ "id": "n", "op": "assign", "bind": { "as": "n" } }', { more: ', "locals": { "n": "t/A@1" }' }), ['9 missing_field']],
    ['an operator that is none', withStep(2, set('n', '{ "op": "ad", "args": [{ "nat": 1 }, { "nat": 1 }] }')), ['9 unknown_op']],
    ['no id', withStep(1, AWAIT.replace('"id": "wait", ', '')), ['8 missing_field']],
    ['an id that is a number', withStep(1, AWAIT.replace('"wait"', '7')), ['8 wrong_type']],
    ['a step that is text', withStep(1, '"wait"'), ['8 wrong_type']],
    ['an edge without its end', { ...WHOLE, edges: [edge('send', 'wait'), '{ "from": "wait" }', edge('n', 'done')] }, ['13 missing_field']],
    ['a guard that is none', { ...WHOLE, edges: [edge('send', 'wait'), '{ "from": "wait", "to": "n", "when": 7 }', edge('n', 'done')] }, ['13 bad_expr']],
    ['the inputs of a fan-out', withStep(2, '{ "id": "n", "op": "spawn_for_each", "plan": "t/core_child@1", "inputs": { "op": "nope", "args": [] }, "bind": { "handles_as": "n" } }'), ['9 unknown_op']],
    ['the handle that reads a child', { steps: ['{ "id": "send", "op": "spawn_plan", "plan": "t/core_child@1", "input": { "ref": "@plan.input" }, "bind": { "handle_as": "h" } }', '{ "id": "wait", "op": "await_plan", "bind": { "as": "got" } }'], edges: [edge('send', 'wait')] }, ['8 missing_field']],
  ];
  it.each(rows)('%s', async (_what, parts, expected) => {
    expect(await inWorld(parts)).toEqual(expected);
    expect(await inPack(parts)).toEqual(expected);
  });
});

describe('what is wrong beside a broken step is still found', () => {
  const wrong = set('n', '{ "ref": "@var:got.nothing" }');
  it.each<[string, Parts, readonly string[]]>([
    ['a field of a known payload', withStep(2, wrong), ['9 unknown_path']],
    ['and beside a step with a surplus member', { ...WHOLE, steps: [emit(', "owner": "me"'), AWAIT, wrong, '{ "id": "done", "op": "end" }'] }, ['7 unknown_field', '9 unknown_path']],
    ['an edge to no step', { ...withStep(2, '{ "id": "n", "op": "asign", "expr": 1, "bind": { "as": "n" } }'), edges: [edge('send', 'wait'), edge('wait', 'nn'), edge('n', 'done')] }, ['9 unknown_op', '13 unknown_step']],
    ['a schema that is none', { ...WHOLE, steps: [emit(', "owner": "me"'), AWAIT, '{ "id": "n", "op": "raise_event", "event": "t/Nowhere@1", "value": { "ref": "@plan.input" } }', '{ "id": "done", "op": "end" }'] }, ['7 unknown_field', '9 literal_unknown_schema']],
  ])('%s', async (_what, parts, expected) => {
    expect(await inWorld(parts)).toEqual(expected);
  });
});
