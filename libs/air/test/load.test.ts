// Loading a definition file: what loads, what does not, and that nothing is lost in between.
import { encodeUtf8 } from '@nx-air/canon';
import { describe, expect, it } from 'vitest';
import { loadFile } from '../src/load.ts';
import { assign, codesOf, load, manifest, plan, schema, show } from './show.ts';

const GOOD = schema('{"text": {}}');

describe('loadFile', () => {
  it('reads one definition with its origin and identity', () => {
    const { nodes, problems } = loadFile('worlds/a/air/x.json', encodeUtf8(GOOD), { import: 2 });
    expect(problems).toEqual([]);
    expect(nodes).toHaveLength(1);
    expect(nodes[0]).toMatchObject({
      kind: 'defschema',
      name: 'acme.flow/Order@1',
      origin: { file: 'worlds/a/air/x.json', pointer: '', import: 2 },
    });
    expect(nodes[0]?.hash).toMatch(/^sha256:[0-9a-f]{64}$/u);
  });

  it('reads a list with pointers, and a manifest without name', () => {
    const { nodes } = load(`[${GOOD}, ${manifest('')}]`);
    expect(nodes.map(({ kind, name, origin }) => [kind, name, origin.pointer])).toEqual([
      ['defschema', 'acme.flow/Order@1', '/0'],
      ['manifest', '', '/1'],
    ]);
  });

  it.each(['', ' \r\n\t', '[]'])('takes %j as a file without definitions', (text) => {
    expect(load(text)).toEqual({ nodes: [], unread: [], problems: [] });
  });

  it('accepts CRLF with the same hash', () => {
    const pretty = JSON.stringify(JSON.parse(GOOD), null, 2);
    expect(load(pretty.replaceAll('\n', '\r\n')).nodes[0]?.hash).toBe(load(GOOD).nodes[0]?.hash);
  });

  it('leaves out the broken definition and keeps its neighbours', () => {
    const { nodes, problems } = load(`[${GOOD}, ${schema('{"txt": {}}')}, ${plan('')}]`);
    expect(nodes.map(({ kind }) => kind)).toEqual(['defschema', 'defplan']);
    expect(problems.map(({ pointer }) => pointer)).toEqual(['/1/type/txt']);
  });

  it('leaves out a definition with a duplicate key, though JSON can be read', () => {
    const text = `[${GOOD}, ${GOOD.replace('{', '{"name": "a/b@1", ')}]`;
    expect(load(text).nodes).toHaveLength(1);
    expect(codesOf(text)).toEqual(['json_duplicate_key']);
  });

  it('reports a float once, as JSON', () => {
    expect(codesOf(assign('{"a": 1.5}'))).toEqual(['json_float']);
    expect(load(assign('{"a": 1.5}')).nodes).toEqual([]);
    expect(load(assign('{"a": 1}')).nodes).toHaveLength(1);
  });

  it.each([
    ['broken', '{"a": }', 'json_syntax'],
    ['a byte order mark', `\uFEFF${GOOD}`, 'json_bom'],
    ['conflict markers', `<<<<<<< HEAD\n${GOOD}\n=======\n${GOOD}\n>>>>>>> b\n`, 'json_conflict_marker'],
    ['a huge integer', assign('18446744073709551616'), 'json_integer_range'],
    ['a reserved key', schema('{"record": {"__proto__": {"text": {}}}}'), 'json_reserved_key'],
    ['200 levels', assign(`${'['.repeat(200)}${']'.repeat(200)}`), 'json_depth'],
  ])('says one thing about %s', (_name, text, code) => {
    expect(codesOf(text)).toEqual([code]);
    expect(load(text).nodes).toEqual([]);
  });

  it('reports invalid UTF-8', () => {
    const { nodes, problems } = loadFile('a.json', Uint8Array.of(0x22, 0xff, 0x22));
    expect([nodes, problems.map(({ code }) => code)]).toEqual([[], ['json_encoding']]);
  });

  it('gives ten findings for ten mistakes, in source order', () => {
    const text = [
      '[',
      ' {"$kind": "defschema", "name": "acme/A@1", "type": {"txt": {}}},',
      ' {"$kind": "defschema", "name": "acme/B", "type": {"text": {}}},',
      ' {"$kind": "defplan", "name": "acme/c@1", "input": "acme/A@1", "steps": [',
      '  {"id": "a", "op": "emit_efect"},',
      '  {"id": "b", "op": "assign", "expr": ["x"], "bind": {"as": "v"}},',
      '  {"id": "c", "op": "end", "result": {"text": "x", "note": 1}},',
      '  {"op": "end"}',
      ' ], "invariants": [], "doc": "no"},',
      ' {"$kind": "defcapp", "name": "acme/d@1"},',
      ' {"$kind": "defpolicy", "name": "acme/p@1", "rules": [{"when": {}, "decision": "alow"}]}',
      ']',
    ].join('\n');
    expect(show(text)).toMatchInlineSnapshot(`
      "a.air.json:2:54 error unknown_field
        defschema acme/A@1: unknown field \`txt\`
        expected \`text\`, found "txt"
        hint: Did you mean \`text\`?
      a.air.json:3:33 error bad_name
        defschema acme/B: malformed name
        expected a name like \`acme.flow/core_sync@1\`, found "acme/B"
        hint: Rename it, for example \`acme.flow/core_sync@1\`.
      a.air.json:5:21 error unknown_op
        defplan acme/c@1: unknown op "emit_efect"
        expected \`emit_effect\`, found "emit_efect"
        hint: Did you mean \`emit_effect\`?
      a.air.json:6:39 error one_element_array
        defplan acme/c@1: list that AOS reads as an expression in \`expr\`
        expected \`{"list": […]}\`, found a list of 1
        hint: Write the list out as a literal: \`{"list": […]}\`.
      a.air.json:7:52 error expr_extra_keys
        defplan acme/c@1: key beside an expression \`note\`
        expected \`text\` alone, found "note"
        hint: Remove the key, or write the value as \`{"record": {…}}\`.
      a.air.json:8:3 error missing_field
        defplan acme/c@1: missing field \`id\`
        expected \`id\`
        hint: Add the field.
      a.air.json:9:5 error invariants_removed
        defplan acme/c@1: invariants are not supported
        hint: Remove \`invariants\`; check the condition with a guarded edge. spec/12-plans-v1.1.md has the design.
      a.air.json:9:23 error unknown_field
        defplan acme/c@1: unknown field \`doc\`
        expected a known field, found "doc"
        hint: Remove the key, or use \`$comment\` for a note.
      a.air.json:10:12 error unknown_kind
        a.air.json: unknown \`$kind\` "defcapp"
        expected \`defcap\`, found "defcapp"
        hint: Did you mean \`defcap\`?
      a.air.json:11:80 error bad_choice
        defpolicy acme/p@1: value not allowed here in \`decision\`
        expected \`allow\` or \`deny\`, found "alow"
        hint: Did you mean \`allow\`?
      "
    `);
    expect(codesOf(text)).toHaveLength(10);
    expect(load(text).nodes).toEqual([]);
  });
});

describe('unknown keys of a pack from a registry', () => {
  const text = `[${GOOD.replace('{', '{"doc": "x", ')}, ${plan('{"id": "a", "op": "end", "note": 1}')}]`;

  it('are warnings, and the definitions load with the hash they have without the keys', () => {
    const { nodes, problems } = load(text, { unknownKeys: 'warning' });
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['unknown_field', 'warning'],
      ['unknown_field', 'warning'],
    ]);
    expect(nodes[0]?.hash).toBe(load(GOOD).nodes[0]?.hash);
    expect(nodes[1]?.hash).toBe(load(plan('{"id": "a", "op": "end"}')).nodes[0]?.hash);
  });

  it('are errors elsewhere', () => {
    expect(load(text).nodes).toEqual([]);
  });

  it('stay errors where a required field is missing, and where a value is read as another', () => {
    expect(load(GOOD.replace('type', 'tpye'), { unknownKeys: 'warning' }).nodes).toEqual([]);
    expect(load(assign('{"text": "x", "id": 1}'), { unknownKeys: 'warning' }).nodes).toEqual([]);
    expect(load(plan('', ', "invariants": []'), { unknownKeys: 'warning' }).nodes).toEqual([]);
  });
});

describe('a plan with mistakes in its steps', () => {
  const draftOf = (text: string) => load(text).unread[0]?.draft;

  it('keeps what can be read, step by step at its place', () => {
    const draft = draftOf(plan('{"id": "a", "op": "assing", "expr": 1, "bind": {"as": "v"}}, {"id": "b", "op": "end"}, {"op": "end", "note": 1}'));
    expect(draft?.node['steps']).toEqual([{ id: 'a', op: '', bind: { as: 'v' } }, { id: 'b', op: 'end' }, { op: 'end' }]);
    expect([...(draft?.gaps?.steps ?? [])].map(([index, gaps]) => [index, [...gaps].sort()])).toEqual([[0, ['op']], [2, ['id', 'result']]]);
    expect(draft?.gaps?.edges).toBe(false);
  });

  it('reads a handle as that of an emit, and a lone result as an end', () => {
    const steps = draftOf(plan('{"id": "a", "op": "emitt", "bind": {"effect_id_as": "h"}}, {"id": "b", "op": "ende", "result": 1}'))?.node['steps'];
    expect(steps).toEqual([{ id: 'a', op: 'emit_effect', bind: { effect_id_as: 'h' } }, { id: 'b', op: 'end' }]);
  });

  it('is not read further where something else is wrong', () => {
    expect(draftOf(plan('{"id": "a", "op": "ende"}', ', "locals": 7'))).toBeUndefined();
    expect(draftOf(schema('{"txt": {}}'))).toBeUndefined();
  });
});
