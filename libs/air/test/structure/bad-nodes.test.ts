// One mistake, one finding: every row has its code, its exact place and the nearest twin that passes.
import { describe, expect, it } from 'vitest';
import { CODES } from '../../src/codes.ts';
import { toFindings } from '../../src/to-findings.ts';
import { assign, load, manifest, module, plan, schema } from '../show.ts';

interface Row {
  readonly code: keyof typeof CODES;
  /** Pointer of the finding. */
  readonly at: string;
  readonly bad: string;
  readonly good: string;
}

const STATE = '"state": "acme.flow/S@1", "event": "acme.flow/E@1"';
const guard = (when: string): string =>
  plan('{"id": "a", "op": "end"}, {"id": "b", "op": "end"}', `, "edges": [{"from": "a", "to": "b", "when": ${when}}]`);

const ROWS: Readonly<Record<string, Row>> = {
  'no $kind': { code: 'not_air_json', at: '', bad: '{"name": "a/b@1"}', good: schema('{"text": {}}') },
  'not an object': { code: 'not_air_json', at: '/0', bad: '[5]', good: `[${schema('{"text": {}}')}]` },
  'misspelt $kind': { code: 'unknown_kind', at: '/$kind', bad: '{"$kind": "defshema"}', good: schema('{"text": {}}') },
  '$kind of another type': { code: 'wrong_type', at: '/$kind', bad: '{"$kind": 1}', good: schema('{"text": {}}') },
  'misspelt required field': {
    code: 'unknown_field',
    at: '/stesp',
    bad: plan('{"id": "a", "op": "end"}').replace('steps', 'stesp'),
    good: plan('{"id": "a", "op": "end"}'),
  },
  'unknown field far from any': {
    code: 'unknown_field',
    at: '/doc',
    bad: plan('', ', "doc": "x"'),
    good: plan('', ', "$comment": "x"'),
  },
  'unknown field in a step': {
    code: 'unknown_field',
    at: '/steps/0/note',
    bad: plan('{"id": "a", "op": "end", "note": 1}'),
    good: plan('{"id": "a", "op": "end", "$comment": 1}'),
  },
  'missing field': { code: 'missing_field', at: '/steps/0', bad: plan('{"op": "end"}'), good: plan('{"id": "a", "op": "end"}') },
  'missing op': { code: 'missing_field', at: '/steps/0', bad: plan('{"id": "a"}'), good: plan('{"id": "a", "op": "end"}') },
  'op of another type': { code: 'wrong_type', at: '/steps/0/op', bad: plan('{"id": "a", "op": 1}'), good: plan('{"id": "a", "op": "end"}') },
  'unknown op': { code: 'unknown_op', at: '/steps/0/op', bad: plan('{"id": "a", "op": "ends"}'), good: plan('{"id": "a", "op": "end"}') },
  'deferred op': {
    code: 'deferred_op',
    at: '/steps/0/op',
    bad: plan('{"id": "a", "op": "await_any", "for": []}'),
    good: plan('{"id": "a", "op": "await_plan", "for": {"ref": "@var:h"}, "bind": {"as": "r"}}'),
  },
  'wrong type': { code: 'wrong_type', at: '/steps', bad: plan('').replace('[]', '{}'), good: plan('') },
  'null for a list': { code: 'wrong_type', at: '/edges', bad: plan('', ', "edges": null'), good: plan('', ', "edges": []') },
  'wrong type of an option': { code: 'wrong_type', at: '/output', bad: plan('', ', "output": 5'), good: plan('', ', "output": null') },
  'word not in the set': {
    code: 'bad_choice',
    at: '/module_kind',
    bad: module('pur', '{"pure": {"input": "a/A@1", "output": "a/A@1"}}'),
    good: module('pure', '{"pure": {"input": "a/A@1", "output": "a/A@1"}}'),
  },
  'air_version as a number': {
    code: 'wrong_type',
    at: '/air_version',
    bad: manifest('').replace('"1"', '2'),
    good: manifest('').replace('"1"', '"1.1"'),
  },
  'air_version that does not exist': {
    code: 'bad_choice',
    at: '/air_version',
    bad: manifest('').replace('"1"', '"2"'),
    good: manifest(''),
  },
  'empty text': { code: 'bad_pattern', at: '/steps/0/id', bad: plan('{"id": "", "op": "end"}'), good: plan('{"id": "a", "op": "end"}') },
  'name without version': { code: 'bad_name', at: '/name', bad: schema('{"text": {}}').replace('@1', ''), good: schema('{"text": {}}') },
  'name with version 0': { code: 'bad_name', at: '/name', bad: schema('{"text": {}}').replace('@1', '@0'), good: schema('{"text": {}}') },
  'reserved name': { code: 'reserved_name', at: '/name', bad: schema('{"text": {}}').replace('acme.flow/', 'sys/'), good: schema('{"text": {}}') },
  'schema reference': { code: 'bad_schema_ref', at: '/type/ref', bad: schema('{"ref": "Order"}'), good: schema('{"ref": "acme.flow/Order@1"}') },
  hash: {
    code: 'bad_hash',
    at: '/plans/0/hash',
    bad: manifest('').replace('"plans": []', '"plans": [{"name": "a/b@1", "hash": "sha256:12"}]'),
    good: manifest('').replace('"plans": []', '"plans": [{"name": "a/b@1", "hash": " SHA256: "}]'),
  },
  'unknown type': { code: 'unknown_field', at: '/type/txt', bad: schema('{"txt": {}}'), good: schema('{"text": {}}') },
  'two types': { code: 'bad_type', at: '/type', bad: schema('{"text": {}, "nat": {}}'), good: schema('{"text": {}, "$comment": "x"}') },
  'no type': { code: 'bad_type', at: '/type', bad: schema('{}'), good: schema('{"unit": {}}') },
  'type with options': { code: 'unknown_field', at: '/type/text/max', bad: schema('{"text": {"max": 5}}'), good: schema('{"text": {}}') },
  'map key of a type that is no key': {
    code: 'unknown_field',
    at: '/type/map/key/bool',
    bad: schema('{"map": {"key": {"bool": {}}, "value": {"nat": {}}}}'),
    good: schema('{"map": {"key": {"uuid": {}}, "value": {"nat": {}}}}'),
  },
  'field name with $': { code: 'bad_field_name', at: '/type/record/$tag', bad: schema('{"record": {"$tag": {"text": {}}}}'), good: schema('{"record": {"tag": {"text": {}}}}') },
  invariants: { code: 'invariants_removed', at: '/invariants', bad: plan('', ', "invariants": [{"bool": true, "x": 1}]'), good: plan('') },
  'effects of a reducer': {
    code: 'reducer_effects',
    at: '/abi/reducer/effects_emitted',
    bad: module('reducer', `{"reducer": {${STATE}, "effects_emitted": ["timer.set"]}}`),
    good: module('workflow', `{"workflow": {${STATE}, "effects_emitted": ["timer.set"]}}`),
  },
  'effects of a pure module': {
    code: 'reducer_effects',
    at: '/abi/pure/effects_emitted',
    bad: module('pure', '{"pure": {"input": "a/A@1", "output": "a/A@1", "effects_emitted": []}}'),
    good: module('pure', '{"pure": {"input": "a/A@1", "output": "a/A@1"}}'),
  },
  'abi of another kind': {
    code: 'abi_mismatch',
    at: '/abi/reducer',
    bad: module('workflow', `{"reducer": {${STATE}}}`),
    good: module('reducer', `{"reducer": {${STATE}}}`),
  },
  'inline secret': {
    code: 'inline_secret',
    at: '/secrets/0',
    bad: manifest(', "secrets": [{"alias": "k", "version": 1, "binding_id": "env:K"}]'),
    good: manifest(', "secrets": [{"name": "acme.flow/k@1"}]'),
  },
  'expression as grant parameters': {
    code: 'bad_expr',
    at: '/defaults/cap_grants/0/params/ref',
    bad: manifest(', "defaults": {"cap_grants": [{"name": "c", "cap": "a/c@1", "params": {"ref": "@event"}}]}'),
    good: manifest(', "defaults": {"cap_grants": [{"name": "c", "cap": "a/c@1", "params": {"text": "@event"}}]}'),
  },
  'plain JSON as grant parameters': {
    code: 'bad_expr',
    at: '/defaults/cap_grants/0/params',
    bad: manifest(', "defaults": {"cap_grants": [{"name": "c", "cap": "a/c@1", "params": {"hosts": 1}}]}'),
    good: manifest(', "defaults": {"cap_grants": [{"name": "c", "cap": "a/c@1", "params": {"record": {}}}]}'),
  },
  'plain value as a guard': { code: 'bad_expr', at: '/edges/0/when', bad: guard('true'), good: guard('{"bool": true}') },
  'one-element list as a guard': { code: 'one_element_array', at: '/edges/0/when', bad: guard('[true]'), good: guard('null') },
  'unknown operator': { code: 'unknown_op', at: '/edges/0/when/op', bad: guard('{"op": "eqq", "args": []}'), good: guard('{"op": "eq", "args": []}') },
  'operator without args': { code: 'missing_field', at: '/edges/0/when', bad: guard('{"op": "eq"}'), good: guard('{"op": "eq", "args": []}') },
  'misspelt expression': { code: 'unknown_field', at: '/edges/0/when/rfe', bad: guard('{"rfe": "@event"}'), good: guard('{"ref": "@event"}') },
  'key beside a guard': { code: 'expr_extra_keys', at: '/edges/0/when/note', bad: guard('{"ref": "@event", "note": 1}'), good: guard('{"ref": "@event", "$comment": 1}') },
  'literal variant in an expression': {
    code: 'bad_expr',
    at: '/steps/0/expr/list/1',
    bad: assign('{"list": [{"ref": "@event"}, {"tag": "T"}]}'),
    good: assign('{"list": [{"ref": "@event"}, {"variant": {"tag": "T"}}]}'),
  },
  'plain value inside a typed list': { code: 'bad_expr', at: '/steps/0/expr/list/0', bad: assign('{"list": ["a"]}'), good: assign('{"list": [{"text": "a"}]}') },
  'negative nat': { code: 'value_range', at: '/steps/0/expr/nat', bad: assign('{"nat": -1}'), good: assign('{"nat": 18446744073709551615}') },
  'int of a nat': { code: 'value_range', at: '/steps/0/expr/int', bad: assign('{"int": 9223372036854775808}'), good: assign('{"int": -9223372036854775808}') },
  'fan-out below 0': {
    code: 'value_range',
    at: '/steps/0/max_fanout',
    bad: plan('{"id": "a", "op": "spawn_for_each", "plan": "a/b@1", "inputs": [], "max_fanout": -1, "bind": {"handles_as": "h"}}'),
    good: plan('{"id": "a", "op": "spawn_for_each", "plan": "a/b@1", "inputs": [], "max_fanout": 18446744073709551615, "bind": {"handles_as": "h"}}'),
  },
  'hash constant': { code: 'bad_hash', at: '/steps/0/expr/hash', bad: assign('{"hash": "sha256:0"}'), good: assign(`{"hash": "sha256:${'0'.repeat(64)}"}`) },
  'constant of another type': { code: 'wrong_type', at: '/steps/0/expr/text', bad: assign('{"text": 1}'), good: assign('{"text": "1"}') },
  'null with members': { code: 'unknown_field', at: '/steps/0/expr/null/a', bad: assign('{"null": {"a": 1}}'), good: assign('{"null": {}}') },
  'map entry without key': { code: 'missing_field', at: '/steps/0/expr/map/0', bad: assign('{"map": [{"value": {"nat": 1}}]}'), good: assign('{"map": [{"key": {"nat": 1}, "value": {"nat": 1}}]}') },
  'misspelt map entry': { code: 'unknown_field', at: '/steps/0/expr/map/0/kye', bad: assign('{"map": [{"kye": {"nat": 1}, "value": {"nat": 1}}]}'), good: assign('{"map": []}') },
  'variant without tag': { code: 'missing_field', at: '/steps/0/expr/variant', bad: assign('{"variant": {"value": {"nat": 1}}}'), good: assign('{"variant": {"tag": "T", "value": null}}') },
  'list of one': { code: 'one_element_array', at: '/steps/0/expr', bad: assign('["@plan.input"]'), good: assign('["@plan.input", "b"]') },
  'list that reads as an operator': { code: 'one_element_array', at: '/steps/0/expr', bad: assign('["len", []]'), good: assign('["len", 1]') },
  'record with a field named like a constant': { code: 'expr_extra_keys', at: '/steps/0/expr/id', bad: assign('{"text": "x", "id": "y"}'), good: assign('{"record": {"text": {"text": "x"}, "id": {"text": "y"}}}') },
  'record with fields tag and more': { code: 'expr_extra_keys', at: '/steps/0/expr/id', bad: assign('{"tag": "x", "id": "y"}'), good: assign('{"tag": "x", "value": "y"}') },
  'record that only looks like an expression': { code: 'sugar_ambiguous', at: '/steps/0/expr', bad: assign('{"list": 5, "id": "y"}'), good: assign('{"lists": 5, "id": "y"}') },
};

describe('bad definitions', () => {
  it.each(Object.entries(ROWS))('%s', (_name, { code, at, bad, good }) => {
    const found = load(bad);
    expect(found.problems.map((problem) => [problem.code, problem.pointer])).toEqual([[code, at]]);
    expect(found.nodes).toEqual([]);
    expect(load(good).problems).toEqual([]);
    expect(load(good).nodes).toHaveLength(1);
  });

  it('shows each as one paragraph', () => {
    const shown = Object.values(ROWS).map(({ bad }) => {
      const [finding] = toFindings(load(bad).problems, () => bad);
      return `${finding?.line}:${finding?.column} ${finding?.message} | ${finding?.expected ?? '-'} | ${finding?.actual ?? '-'} | ${finding?.hint}`;
    });
    expect(shown.join('\n')).toMatchInlineSnapshot(`
      "1:1 a.air.json: not an AIR definition | \`$kind\` | no \`$kind\` | Add \`$kind\`, or move the file out of the definition folder.
      1:2 a.air.json: not an AIR definition | an object with \`$kind\` | 5 | Add \`$kind\`, or move the file out of the definition folder.
      1:11 a.air.json: unknown \`$kind\` "defshema" | \`defschema\` | "defshema" | Did you mean \`defschema\`?
      1:11 a.air.json: wrong type of value in \`$kind\` | text | 1 | Give a value of the expected type.
      1:83 defplan acme.flow/core_demo@1: unknown field \`stesp\` | \`steps\` | "stesp" | Did you mean \`steps\`?
      1:96 defplan acme.flow/core_demo@1: unknown field \`doc\` | a known field | "doc" | Remove the key, or use \`$comment\` for a note.
      1:118 defplan acme.flow/core_demo@1: unknown field \`note\` | \`id\`, \`op\` or \`result\` | "note" | Remove the key, or use \`$comment\` for a note.
      1:93 defplan acme.flow/core_demo@1: missing field \`id\` | \`id\` | - | Add the field.
      1:93 defplan acme.flow/core_demo@1: missing field \`op\` | \`op\` | - | Add the field.
      1:111 defplan acme.flow/core_demo@1: wrong type of value in \`op\` | text | 1 | Give a value of the expected type.
      1:111 defplan acme.flow/core_demo@1: unknown op "ends" | \`end\` | "ends" | Did you mean \`end\`?
      1:111 defplan acme.flow/core_demo@1: unknown op "await_any": deferred, not built | - | "await_any" | Write the plan without it; spec/03-air.md lists the deferred ops.
      1:92 defplan acme.flow/core_demo@1: wrong type of value in \`steps\` | a list | an empty object | Give a value of the expected type.
      1:105 defplan acme.flow/core_demo@1: wrong type of value in \`edges\` | a list | null | Give a value of the expected type.
      1:106 defplan acme.flow/core_demo@1: wrong type of value in \`output\` | text | 5 | Give a value of the expected type.
      1:64 defmodule acme.flow/m@1: value not allowed here in \`module_kind\` | \`reducer\`, \`pure\` or \`workflow\` | "pur" | Did you mean \`pure\`?
      1:38 manifest: wrong type of value in \`air_version\` | \`"1"\` or \`"1.1"\` | 2 | Give a value of the expected type.
      1:38 manifest: value not allowed here in \`air_version\` | \`1\` or \`1.1\` | "2" | Use one of the expected words.
      1:100 defplan acme.flow/core_demo@1: malformed text in \`id\` | text that is not empty | "" | Write it in the expected form.
      1:32 defschema acme.flow/Order: malformed name | a name like \`acme.flow/core_sync@1\` | "acme.flow/Order" | Rename it, for example \`acme.flow/core_sync@1\`.
      1:32 defschema acme.flow/Order@0: malformed name | a name like \`acme.flow/core_sync@1\` | "acme.flow/Order@0" | Rename it, for example \`acme.flow/core_sync@1\`.
      1:32 defschema sys/Order@1: reserved name | - | "sys/Order@1" | Choose a namespace of your own.
      1:69 defschema acme.flow/Order@1: malformed schema reference in \`ref\` | a reference like \`acme.flow/Order@1\` | "Order" | Write it like \`acme.flow/Order@1\`.
      1:109 manifest: malformed hash in \`hash\` | \`sha256:\` and 64 hexadecimal digits | "sha256:12" | Give the full hash, or leave it out where it is filled in.
      1:62 defschema acme.flow/Order@1: unknown field \`txt\` | \`text\` | "txt" | Did you mean \`text\`?
      1:61 defschema acme.flow/Order@1: not exactly one type in \`type\` | exactly one key | an object with "text", "nat" | Keep one key, for example \`{"text": {}}\`.
      1:61 defschema acme.flow/Order@1: not exactly one type in \`type\` | exactly one key | an empty object | Keep one key, for example \`{"text": {}}\`.
      1:71 defschema acme.flow/Order@1: unknown field \`max\` | no keys | "max" | Remove the key, or use \`$comment\` for a note.
      1:78 defschema acme.flow/Order@1: unknown field \`bool\` | \`int\`, \`nat\`, \`text\`, \`uuid\` or \`hash\` | "bool" | Remove the key, or use \`$comment\` for a note.
      1:73 defschema acme.flow/Order@1: malformed field name \`$tag\` | a name that does not begin with \`$\` | "$tag" | Rename the field.
      1:96 defplan acme.flow/core_demo@1: invariants are not supported | - | - | Remove \`invariants\`; check the condition with a guarded edge. spec/12-plans-v1.1.md has the design.
      1:147 defmodule acme.flow/m@1: only workflow modules emit effects | - | \`effects_emitted\` in a reducer module | Set \`module_kind: "workflow"\` and move its abi to \`abi.workflow\`, or remove \`effects_emitted\`.
      1:126 defmodule acme.flow/m@1: only workflow modules emit effects | - | \`effects_emitted\` in a pure module | Set \`module_kind: "workflow"\` and move its abi to \`abi.workflow\`, or remove \`effects_emitted\`.
      1:84 defmodule acme.flow/m@1: abi of another module kind | \`workflow\` | \`reducer\` | Rename the member of \`abi\`, or change \`module_kind\`.
      1:126 manifest: secret declared inside the manifest | \`{"name": …}\` | - | Move it to a \`defsecret\` and list its name.
      1:183 manifest: not an expression in \`ref\` | a literal, such as \`{"text": "…"}\` | \`ref\` | Write a typed literal, for example \`{"record": {…}}\`.
      1:182 manifest: not an expression in \`params\` | a literal, such as \`{"text": "…"}\` | an object with "hosts" | Write a typed literal, for example \`{"record": {…}}\`.
      1:189 defplan acme.flow/core_demo@1: not an expression in \`when\` | an expression, such as \`{"ref": "@plan.input"}\` | true | Write one form, for example \`{"ref": "@plan.input"}\`.
      1:189 defplan acme.flow/core_demo@1: list that AOS reads as an expression in \`when\` | an expression, such as \`{"ref": "@plan.input"}\` | a list of 1 | Write one expression, without a list around it.
      1:196 defplan acme.flow/core_demo@1: unknown op "eqq" | \`eq\` | "eqq" | Did you mean \`eq\`?
      1:189 defplan acme.flow/core_demo@1: missing field \`args\` | \`args\` | - | Add the field.
      1:190 defplan acme.flow/core_demo@1: unknown field \`rfe\` | \`ref\` | "rfe" | Did you mean \`ref\`?
      1:207 defplan acme.flow/core_demo@1: key beside an expression \`note\` | \`ref\` alone | "note" | Remove the key, or write the value as \`{"record": {…}}\`.
      1:158 defplan acme.flow/core_demo@1: not an expression in \`list/1\` | an expression, such as \`{"variant": {"tag": …}}\` | a literal | Write one form, for example \`{"ref": "@plan.input"}\`.
      1:139 defplan acme.flow/core_demo@1: not an expression in \`list/0\` | an expression or literal, such as \`{"text": "…"}\` | "a" | Write the type of the value: \`{"text": "…"}\`, \`{"nat": 5}\`.
      1:137 defplan acme.flow/core_demo@1: integer outside the range of its type in \`nat\` | 0 to 2^64-1 | -1 | Use an integer in range.
      1:137 defplan acme.flow/core_demo@1: integer outside the range of its type in \`int\` | -2^63 to 2^63-1 | 9223372036854775808 | Use an integer in range.
      1:174 defplan acme.flow/core_demo@1: integer outside the range of its type in \`max_fanout\` | 0 to 2^64-1 | -1 | Use an integer in range.
      1:138 defplan acme.flow/core_demo@1: malformed hash in \`hash\` | \`sha256:\` and 64 hexadecimal digits | "sha256:0" | Give the full hash, or leave it out where it is filled in.
      1:138 defplan acme.flow/core_demo@1: wrong type of value in \`text\` | text | 1 | Give a value of the expected type.
      1:139 defplan acme.flow/core_demo@1: unknown field \`a\` | no keys | "a" | Remove the key, or use \`$comment\` for a note.
      1:138 defplan acme.flow/core_demo@1: missing field \`key\` | \`key\` | - | Add the field.
      1:139 defplan acme.flow/core_demo@1: unknown field \`kye\` | \`key\` | "kye" | Did you mean \`key\`?
      1:141 defplan acme.flow/core_demo@1: missing field \`tag\` | \`tag\` | - | Add the field.
      1:129 defplan acme.flow/core_demo@1: list that AOS reads as an expression in \`expr\` | \`{"list": […]}\` | a list of 1 | Write the list out as a literal: \`{"list": […]}\`.
      1:129 defplan acme.flow/core_demo@1: list that AOS reads as an expression in \`expr\` | \`{"list": […]}\` | a list of 2 | Write the list out as a literal: \`{"list": […]}\`.
      1:143 defplan acme.flow/core_demo@1: key beside an expression \`id\` | \`text\` alone | "id" | Remove the key, or write the value as \`{"record": {…}}\`.
      1:142 defplan acme.flow/core_demo@1: key beside an expression \`id\` | \`tag\` and \`value\` alone | "id" | Remove the key, or write the value as \`{"record": {…}}\`.
      1:129 defplan acme.flow/core_demo@1: plain value that looks like an expression in \`expr\` | a valid \`list\`, or the record written out | an object with "list", "id" | Correct the expression, or write the value as \`{"record": {…}}\`."
    `);
  });
});
