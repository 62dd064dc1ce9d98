// Mistakes in definitions, each with its finding and the nearest text that passes.
import type { FindingCode } from '../../src/codes.ts';
import { assign, manifest, module, plan, schema } from '../show.ts';

export interface Row {
  readonly code: FindingCode;
  /** Pointer of the finding. */
  readonly at: string;
  readonly bad: string;
  readonly good: string;
}

const STATE = '"state": "acme.flow/S@1", "event": "acme.flow/E@1"';
const guard = (when: string): string =>
  plan('{"id": "a", "op": "end"}, {"id": "b", "op": "end"}', `, "edges": [{"from": "a", "to": "b", "when": ${when}}]`);

export const ROWS: Readonly<Record<string, Row>> = {
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
  'name of 600 characters': {
    code: 'bad_name',
    at: '/name',
    bad: schema('{"text": {}}').replace('Order', 'O'.repeat(600)),
    good: schema('{"text": {}}').replace('Order', 'O'.repeat(400)),
  },
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
