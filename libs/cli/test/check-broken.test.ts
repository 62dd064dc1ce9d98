// `air check` where some definitions cannot be loaded: the whole ones are judged, and nothing is reported for the others' sake.
import { describe, expect, it } from 'vitest';
import { air } from './run-air.ts';
import { MANIFEST, SAMPLE_WORLD } from './sample-world.ts';
import { tempRepo, type TempFiles } from './temp-repo.ts';

const POINT = '{ "$kind": "defschema", "name": "t/Point@1", "type": { "record": { "x": { "nat": {} } } } }';
const TEXT = '{ "$kind": "defschema", "name": "t/A@1", "type": { "text": {} } }';
const plan = (name: string, step: string, more = ''): string => `{ "$kind": "defplan", "name": "${name}", "input": "t/A@1"${more}, "steps": [${step}] }`;
const raise = (value: string, event = 't/Point@1'): string => `{ "id": "s", "op": "raise_event", "event": "${event}", "value": ${value} }`;
const set = (expr: string): string => `{ "id": "s", "op": "assign", "expr": ${expr}, "bind": { "as": "v" } }`;

/** Definition by definition; one a line, the first on line 2. */
const file = (defs: readonly string[]): string => `[\n${defs.join(',\n')}\n]\n`;
const namesIn = (defs: readonly string[], kind: string): readonly string[] =>
  defs.flatMap((def) => (def.includes(`"${kind}"`) ? (/"name": "([^"]+)"/u.exec(def)?.[1] ?? []) : []));

function world(defs: readonly string[], manifest: object = {}): TempFiles {
  const list = (kind: string): readonly object[] => namesIn(defs, kind).map((name) => ({ name }));
  const lists = { schemas: list('defschema'), plans: list('defplan'), effects: list('defeffect'), caps: list('defcap'), policies: list('defpolicy'), modules: list('defmodule') };
  return {
    ...SAMPLE_WORLD,
    'worlds/w/air/a.air.json': file(defs),
    'worlds/w/air/manifest.air.json': { json: { ...MANIFEST, ...lists, ...manifest } },
  };
}
const pack = (defs: readonly string[]): TempFiles => ({ 'plan-packs/p/defs.air.json': file(defs), 'plan-packs/p/README.md': '# p\n' });

async function found(files: TempFiles, target = 'worlds/w'): Promise<readonly string[]> {
  const { out } = await air(tempRepo(files), ['check', target]);
  return [...out.matchAll(/^\S+?([^/]+)\.json:(\d+):\d+ (?:error|warning) (\S+)$/gmu)].map(([, name, line, code]) => `${name === 'manifest.air' ? 'manifest' : (line ?? '')} ${code ?? ''}`);
}

/** Structure and meaning by turns. */
const TEN = [
  plan('t/core_a@1', '{ "id": "s", "op": "emit" }'),
  plan('t/core_b@1', raise('{ "record": { "x": { "ref": "@var:nobody" } } }')),
  plan('t/core_c@1', set('{ "text": "x" }'), ', "invariants": []'),
  plan('t/core_d@1', set('{ "op": "len", "args": [{ "nat": 1 }] }')),
  '{ "$kind": "defschema", "name": "t/B@1", "type": { "txt": {} } }',
  plan('t/core_e@1', raise('{ "x": "one" }')),
  plan('t/core_f@1', '{ "id": "s", "op": "raise_event", "event": "t/Point@1" }'),
  plan('t/core_g@1', set('{ "ref": "@plan.input.x" }')),
  '{ "$kind": "defscheme", "name": "t/C@1", "type": { "text": {} } }',
  plan('t/core_h@1', raise('{ "x": 1 }', 't/Ponit@1')),
];
const EXPECTED = [
  '4 unknown_op', '5 unknown_variable', '6 invariants_removed', '7 operand_type', '8 unknown_field',
  '9 bad_literal', '10 missing_field', '11 unknown_path', '12 unknown_kind', '13 literal_unknown_schema',
];

describe('ten mistakes of structure and meaning in one file', () => {
  it('are ten findings in source order, in a world', async () => {
    expect(await found(world([POINT, TEXT, ...TEN]))).toEqual(EXPECTED);
  });

  it('and in a pack', async () => {
    expect(await found(pack([POINT, TEXT, ...TEN]), 'plan-packs/p')).toEqual(EXPECTED);
  });

  it('and where the manifest is broken as well', async () => {
    expect(await found(world([POINT, TEXT, ...TEN], { modules: 1 }))).toEqual([...EXPECTED, 'manifest wrong_type']);
  });
});

describe('a member that nothing reads hides nothing else of its definition', () => {
  it('is one finding beside those about the rest', async () => {
    const both = plan('t/core_a@1', set('{ "ref": "@var:nobody" }'), ', "invariants": [], "owner": "me"');
    expect(await found(world([POINT, TEXT, both]))).toEqual(['4 invariants_removed', '4 unknown_field', '4 unknown_variable']);
  });

  it('but one that may be a misspelt member does', async () => {
    const misspelt = plan('t/core_a@1', set('{ "ref": "@var:nobody" }'), ', "edgs": []');
    expect(await found(world([POINT, TEXT, misspelt]))).toEqual(['4 unknown_field']);
  });
});

describe('references to a broken definition are no second mistake', () => {
  const BROKEN_SCHEMA = '{ "$kind": "defschema", "name": "t/B@1", "type": { "txt": {} } }';
  const cap = '{ "$kind": "defcap", "name": "t/cap@1", "cap_type": "mail", "schema": { "record": {} } }';
  const effect = '{ "$kind": "defeffect", "name": "t/send@1", "kind": "mail.send", "params_schema": "t/A@1", "receipt_schema": "t/A@1", "cap_type": "mail", "origin_scope": "plan" }';
  const send = plan('t/p@1', '{ "id": "s", "op": "emit_effect", "kind": "mail.send", "params": "x", "cap": "cap_mail", "idempotency_key": { "op": "hash", "args": [{ "ref": "@plan.input" }] }, "bind": { "effect_id_as": "h" } }');
  const policy = '{ "$kind": "defpolicy", "name": "t/policy@1", "rules": [{ "when": { "effect_kind": "mail.send", "cap_name": "cap_mail", "origin_kind": "plan", "origin_name": "t/p@1" }, "decision": "allow" }] }';
  const defaults = { defaults: { policy: 't/policy@1', cap_grants: [{ name: 'cap_mail', cap: 't/cap@1', params: { record: {} } }] } };
  const mail = [POINT, TEXT, cap, effect, send, policy];
  const without = (whole: string, broken: string): readonly string[] => mail.map((def) => (def === whole ? broken : def));
  const strip = (def: string, member: string): string => def.replace(new RegExp(`, "${member}": ("[^"]*"|\\[.*\\])(?=[ ,])`, 'u'), '');

  const rows: readonly (readonly [string, TempFiles, readonly string[]])[] = [
    ['nothing broken', world(mail, defaults), []],
    ['a schema, as input, event, arm and local', world([POINT, TEXT, BROKEN_SCHEMA, '{ "$kind": "defschema", "name": "t/V@1", "type": { "variant": { "B": { "ref": "t/B@1" } } } }',
      `{ "$kind": "defplan", "name": "t/p@1", "input": "t/B@1", "locals": { "v": "t/B@1" }, "steps": [${set('{ "ref": "@plan.input.deep.path" }')}] }`,
      plan('t/q@1', raise('{ "any": "thing" }', 't/B@1'))], { triggers: [{ event: 't/B@1', plan: 't/p@1', correlate_by: 'id' }] }), ['4 unknown_field']],
    ['a cap, in a grant', world(without(cap, strip(cap, 'cap_type')), defaults), ['4 missing_field']],
    ['an effect, in a step and in a rule', world(without(effect, strip(effect, 'receipt_schema')), defaults), ['5 missing_field']],
    ['a plan, in a rule and a trigger', world(without(send, strip(send, 'input')), { ...defaults, triggers: [{ event: 't/A@1', plan: 't/p@1' }] }), ['6 missing_field']],
    ['a policy', world(without(policy, strip(policy, 'decision')), defaults), ['7 missing_field']],
    ['a module, in routing', world([POINT, TEXT, '{ "$kind": "defmodule", "name": "t/m@1", "module_kind": "reducr", "abi": {} }'], { routing: { events: [{ event: 't/Point@1', reducer: 't/m@1' }] } }), ['4 bad_choice']],
    ['a name that is none', world([POINT, TEXT, '{ "$kind": "defschema", "name": "t/B", "type": { "text": {} } }', plan('t/p@1', raise('{ "x": 1 }', 't/B@1'))], { schemas: [{ name: 't/A@1' }, { name: 't/Point@1' }] }), ['4 bad_name']],
    ['text that is no JSON', { ...world([POINT, TEXT, plan('t/p@1', raise('1', 't/B@1'))]), 'worlds/w/air/b.air.json': '{ "$kind": "defschema", "name": "t/B@1", ' }, ['1 json_syntax']],
    ['two bodies of one name', world([POINT, TEXT, '{ "$kind": "defschema", "name": "t/Point@1", "type": { "nat": {} } }', plan('t/p@1', raise('7'))], { schemas: [{ name: 't/A@1' }, { name: 't/Point@1' }] }), ['2 duplicate_definition']],
  ];
  it.each(rows)('%s', async (_what, files, expected) => {
    expect((await found(files)).filter((line) => !/constant_|wait_/u.test(line))).toEqual(expected);
  });

  it('and what else is unknown is still reported beside it', async () => {
    const other = plan('t/p@1', raise('1', 't/Nowhere@1'));
    expect(await found(world([POINT, TEXT, BROKEN_SCHEMA, other]))).toEqual(['4 unknown_field', '5 literal_unknown_schema']);
  });
});

describe('a name in the manifest that nothing has', () => {
  const wrong = plan('t/p@1', set('{ "ref": "@var:nobody" }'));
  it('does not hide what is wrong in the definitions', async () => {
    expect(await found(world([POINT, TEXT, wrong], { schemas: [{ name: 't/A@1' }, { name: 't/Point@1' }, { name: 't/Far@1' }] }))).toEqual(['4 unknown_variable', 'manifest manifest_unknown_reference']);
  });

  it('is read as what was meant, so that nothing is missing in the list', async () => {
    const uses = plan('t/p@1', raise('{ "x": 1 }'));
    expect(await found(world([POINT, TEXT, uses], { schemas: [{ name: 't/A@1' }, { name: 't/Pont@1' }] }))).toEqual(['manifest manifest_unknown_reference']);
  });
});
