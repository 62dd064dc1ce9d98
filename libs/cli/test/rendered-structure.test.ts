// How `air check` prints mistakes of structure and of imports, each beside the nearest input that passes.
import { describe, expect, it } from 'vitest';
import { renderText, toFindings, type FindingCode } from '@nx-air/air';
import { BAD_INPUTS } from './bad-input-table.ts';
import { air } from './run-air.ts';
import { MANIFEST, SAMPLE_WORLD, crate, npmPackage, withImports } from './sample-world.ts';
import { tempRepo, type TempFiles } from './temp-repo.ts';

interface Row {
  readonly code: FindingCode;
  readonly bad: TempFiles;
  readonly good: TempFiles;
  readonly both?: TempFiles;
}

const B = 'worlds/w/air/b.air.json';
const MANIFEST_FILE = 'worlds/w/air/manifest.air.json';
const schema = (type: string): TempFiles => ({ [B]: `{"$kind": "defschema", "name": "t/B@1",\n "type": ${type}}\n` });
const guard = (when: string): TempFiles => ({
  [B]: `{"$kind": "defplan", "name": "t/core_b@1", "input": "t/A@1",\n "steps": [{"id": "a", "op": "raise_event", "event": "t/A@1", "value": "x"}, {"id": "b", "op": "end"}],\n "edges": [{"from": "a", "to": "b", "when": ${when}}]}\n`,
});
const assign = (expr: string): TempFiles => ({
  [B]: `{"$kind": "defplan", "name": "t/core_b@1", "input": "t/A@1", "locals": {"a": "t/A@1"},\n "steps": [\n  {"id": "a", "op": "assign", "expr": ${expr}, "bind": {"as": "a"}}]}\n`,
});
const plan = (id: string): TempFiles => ({ [B]: `{"$kind": "defplan", "name": "t/core_b@1", "input": "t/A@1",\n "steps": [{"id": "${id}", "op": "end"}]}\n` });
const module = (kind: string): TempFiles => ({
  [B]: `{"$kind": "defmodule", "name": "t/m@1", "module_kind": "${kind}", "wasm_hash": "sha256:${'0'.repeat(64)}", "key_schema": "t/A@1",\n "abi": {"reducer": {"state": "t/A@1", "event": "t/A@1"}}}\n`,
});
const manifest = (hash: string): TempFiles => ({ [MANIFEST_FILE]: { json: { ...MANIFEST, schemas: [{ name: 't/A@1', hash }] } } });

const ROWS: readonly Row[] = [
  { code: 'json_encoding', bad: schema('{"record": {"a\\ud800": {"text": {}}}}'), good: schema('{"record": {"a": {"text": {}}}}') },
  { code: 'bad_pattern', bad: plan(''), good: plan('a') },
  { code: 'bad_schema_ref', bad: schema('{"ref": "A"}'), good: schema('{"ref": "t/A@1"}') },
  { code: 'bad_field_name', bad: schema('{"record": {"$tag": {"text": {}}}}'), good: schema('{"record": {"tag": {"text": {}}}}') },
  { code: 'bad_hash', bad: manifest('sha256:12'), good: manifest(`sha256:${'0'.repeat(64)}`) },
  { code: 'bad_type', bad: schema('{"text": {}, "nat": {}}'), good: schema('{"text": {}, "$comment": "x"}') },
  { code: 'bad_expr', bad: guard('true'), good: guard('{"bool": true}') },
  { code: 'value_range', bad: guard('{"op": "eq", "args": [{"nat": -1}, {"nat": 1}]}'), good: guard('{"op": "ne", "args": [{"ref": "@plan.input"}, {"text": ""}]}') },
  { code: 'sugar_ambiguous', bad: assign('{"list": 5, "id": "y"}'), good: assign('"y"') },
  { code: 'abi_mismatch', bad: module('workflow'), good: module('reducer') },
  {
    code: 'config_bad_range',
    bad: withImports({ npm: { package: 'packs', version: 'one' } }),
    good: withImports({ npm: { package: 'packs', version: '^1.0.0' } }),
    both: npmPackage('packs', '1.2.0'),
  },
  {
    code: 'npm_package_broken',
    bad: { 'node_modules/packs/package.json': '{' },
    good: {},
    both: { ...npmPackage('packs', '1.2.0'), ...withImports({ npm: { package: 'packs' } }) },
  },
  { code: 'npm_pnp', bad: { '.pnp.cjs': '' }, good: npmPackage('packs', '1.2.0'), both: withImports({ npm: { package: 'packs' } }) },
  {
    code: 'cargo_ambiguous_crate',
    bad: crate('c', 'sdk', '0.2.0'),
    good: crate('c', 'other', '0.2.0'),
    both: { 'Cargo.toml': '[workspace]\nmembers = ["a", "c"]\n', ...crate('a', 'sdk'), ...withImports({ cargo: { package: 'sdk', manifest_path: '../../Cargo.toml' } }) },
  },
];

const run = async (...files: readonly TempFiles[]): Promise<{ exitCode: number; out: string }> => air(tempRepo(SAMPLE_WORLD, ...files), ['check', 'worlds/w']);
/** Hashes and the last lines are the matter of other tests. */
const findingsOf = (out: string): string => out.replace(/^(?:ok|failed) [\s\S]*$/mu, '');

describe.each(ROWS)('$code', ({ code, bad, good, both = {} }) => {
  it('is printed at its place', async () => {
    const { exitCode, out } = await run(both, bad);
    expect(exitCode).toBe(2);
    expect(out).toContain(` error ${code}\n`);
    expect(findingsOf(out)).toMatchSnapshot();
  });

  it('and its twin passes', async () => {
    const { exitCode, out } = await run(both, good);
    expect([exitCode, findingsOf(out)]).toEqual([0, '']);
  });
});

describe('bad inputs whose twins pass elsewhere', () => {
  it.each(BAD_INPUTS)('$title', async ({ bad, both = {}, code, at }) => {
    const { out } = await run(both, bad);
    expect(out).toContain(`${at} error ${code}\n`);
    expect(findingsOf(out)).toMatchSnapshot();
  });
});

describe('fan-out', () => {
  const fanOut = (bound: string): TempFiles => ({
    [B]: `[{"$kind": "defplan", "name": "t/core_b@1", "input": "t/A@1", "steps": [\n  {"id": "a", "op": "spawn_for_each", "plan": "t/core_c@1", "inputs": {"ref": "@step:l"}${bound}, "bind": {"handles_as": "h"}},\n  {"id": "l", "op": "assign", "expr": {"list": [{"ref": "@plan.input"}]}, "bind": {"as": "l"}},\n  {"id": "w", "op": "await_plans_all", "handles": {"ref": "@var:h"}, "bind": {"results_as": "r"}}],\n "edges": [{"from": "l", "to": "a"}, {"from": "a", "to": "w"}]},\n {"$kind": "defplan", "name": "t/core_c@1", "input": "t/A@1", "steps": [{"id": "e", "op": "end"}]}]\n`,
    [MANIFEST_FILE]: { json: { ...MANIFEST, air_version: '1.1', plans: [{ name: 't/core_b@1' }, { name: 't/core_c@1' }] } },
  });
  it('without a bound is printed, and with one passes', async () => {
    expect(findingsOf((await run(fanOut(''))).out)).toMatchInlineSnapshot(`
      "worlds/w/air/b.air.json:2:3 warning fanout_unbounded
        defplan t/core_b@1: fan-out without a bound
        found a
        hint: Set \`max_fanout\`: a list that is longer ends the plan with \`fanout_exceeded\`.
      "
    `);
    expect(findingsOf((await run(fanOut(', "max_fanout": 8'))).out)).toBe('');
  });
});

/** No definition is known that has these: they stand guard over disagreement between what is checked and what is hashed. */
describe('findings that no input is known for', () => {
  const text = '{\n  "$kind": "defschema",\n  "name": "t/A@1",\n  "extra": 1\n}\n';
  it.each<[FindingCode, string]>([['dropped_key', '/extra'], ['unreadable_definition', '']])('%s', (code, pointer) => {
    const [finding] = toFindings([{ code, subject: 'defschema t/A@1', file: B, pointer, ...(pointer === '' ? {} : { at: 'key' as const }) }], () => text);
    expect(renderText(finding === undefined ? [] : [finding])).toMatchSnapshot();
  });
});
