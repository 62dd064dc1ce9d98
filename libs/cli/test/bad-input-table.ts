// Every kind of bad input, where it must be reported, and the nearest input that passes.
import { MANIFEST, SAMPLE_PACK, crate, npmPackage, schema, withImports } from './sample-world.ts';
import type { TempFiles } from './temp-repo.ts';

export interface BadInput {
  readonly title: string;
  /** Laid over the sample world; the only difference to `good`. */
  readonly bad: TempFiles;
  readonly good: TempFiles;
  /** Laid over the sample world in both cases. */
  readonly both?: TempFiles;
  readonly exit: 2 | 4;
  readonly code: string;
  /** file:line:column of the one error. */
  readonly at: string;
  /** What hint or message must also say. */
  readonly says?: RegExp;
}

const A = 'worlds/w/air/a.air.json';
const SYNC = 'worlds/w/aos.sync.json';
const MANIFEST_FILE = 'worlds/w/air/manifest.air.json';

/** Lines joined, so that a column can be counted. */
const text = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;
const definition = (...lines: readonly string[]): TempFiles => ({ [A]: text(...lines) });
const manifestWith = (more: object): TempFiles => ({ [MANIFEST_FILE]: { json: { ...MANIFEST, ...more } } });
const SCHEMA_LINE = '{"$kind": "defschema", "name": "t/A@1",';

const nested = (levels: number): string =>
  `{"$kind": "defschema", "name": "t/A@1", "type": ${'{"list": '.repeat(levels)}{"text": {}}${'}'.repeat(levels)}}`;

const plan = (op: string): TempFiles => ({
  'worlds/w/air/plan.air.json': text(
    '{"$kind": "defplan", "name": "t/core_go@1", "input": "t/A@1", "steps": [',
    `  {"id": "stop", "op": "${op}"}`,
    ']}',
  ),
});

const BYTES: readonly BadInput[] = [
  {
    title: 'broken JSON',
    bad: definition(SCHEMA_LINE, '  "type": }'),
    good: definition(SCHEMA_LINE, '  "type": {"text": {}}}'),
    exit: 2,
    code: 'json_syntax',
    at: `${A}:2:11`,
  },
  {
    title: 'broken aos.sync.json',
    bad: { [SYNC]: text('{"version": 1,', '  "id" "w", "air": {}}') },
    good: { [SYNC]: text('{"version": 1,', '  "id": "w", "air": {}}') },
    exit: 2,
    code: 'json_syntax',
    at: `${SYNC}:2:8`,
  },
  {
    title: 'duplicate key',
    bad: definition(SCHEMA_LINE, '  "type": {"text": {}},', '  "type": {"nat": {}}}'),
    good: definition(SCHEMA_LINE, '  "type": {"text": {}}}'),
    exit: 2,
    code: 'json_duplicate_key',
    at: `${A}:3:3`,
  },
  {
    title: 'duplicate key in aos.sync.json',
    bad: { [SYNC]: text('{"version": 1, "id": "w",', '  "air": {}, "air": {}}') },
    good: { [SYNC]: text('{"version": 1, "id": "w",', '  "air": {}}') },
    exit: 2,
    code: 'json_duplicate_key',
    at: `${SYNC}:2:14`,
  },
  {
    title: 'byte order mark',
    bad: definition(`\ufeff${SCHEMA_LINE} "type": {"text": {}}}`),
    good: definition(`${SCHEMA_LINE} "type": {"text": {}}}`),
    exit: 2,
    code: 'json_bom',
    at: `${A}:1:1`,
  },
  {
    title: 'merge conflict markers',
    bad: definition(SCHEMA_LINE, '<<<<<<< HEAD', '  "type": {"text": {}}}', '=======', '  "type": {"nat": {}}}', '>>>>>>> other'),
    good: definition(SCHEMA_LINE, '  "type": {"text": {}}}'),
    exit: 2,
    code: 'json_conflict_marker',
    at: `${A}:2:1`,
  },
  {
    title: 'integer above the range',
    bad: expiry('18446744073709551616'),
    good: expiry('18446744073709551615'),
    exit: 2,
    code: 'json_integer_range',
    at: `${MANIFEST_FILE}:4:18`,
  },
  {
    title: 'integer below the range',
    bad: expiry('-9223372036854775809'),
    good: expiry('0'),
    exit: 2,
    code: 'json_integer_range',
    at: `${MANIFEST_FILE}:4:18`,
  },
  {
    title: 'negative where a nat belongs',
    bad: expiry('-1'),
    good: expiry('1'),
    exit: 2,
    code: 'value_range',
    at: `${MANIFEST_FILE}:4:18`,
  },
  {
    title: 'float where an integer belongs',
    bad: expiry('1.5'),
    good: expiry('15'),
    exit: 2,
    code: 'json_float',
    at: `${MANIFEST_FILE}:4:18`,
  },
  {
    title: 'integer written as a float',
    bad: expiry('1e3'),
    good: expiry('1000'),
    exit: 2,
    code: 'json_float',
    at: `${MANIFEST_FILE}:4:18`,
  },
  {
    title: '200 levels of nesting',
    bad: definition(nested(200)),
    good: definition(nested(60)),
    exit: 2,
    code: 'json_depth',
    at: `${A}:1:1192`,
  },
  {
    title: 'a file of 50 MB',
    bad: { 'worlds/w/air/huge.air.json': { size: 50 * 1024 * 1024 } },
    good: { 'worlds/w/air/huge.air.json': { json: schema('t/Huge@1') } },
    exit: 2,
    code: 'file_too_large',
    at: 'worlds/w/air/huge.air.json:1:1',
  },
  {
    title: 'an aos.sync.json of 50 MB',
    bad: { [SYNC]: { size: 50 * 1024 * 1024 } },
    good: {},
    exit: 2,
    code: 'file_too_large',
    at: `${SYNC}:1:1`,
  },
  {
    title: '__proto__ as a key',
    bad: definition(SCHEMA_LINE, '  "type": {"record": {"__proto__": {"text": {}}}}}'),
    good: definition(SCHEMA_LINE, '  "type": {"record": {"proto": {"text": {}}}}}'),
    exit: 2,
    code: 'json_reserved_key',
    at: `${A}:2:23`,
  },
  {
    title: '__proto__ in aos.sync.json',
    bad: { [SYNC]: text('{"version": 1, "id": "w", "air": {},', '  "__proto__": {"air": {"dir": "x"}}}') },
    good: {},
    exit: 2,
    code: 'json_reserved_key',
    at: `${SYNC}:2:3`,
  },
];

/** A manifest whose only grant expires at `number`. */
function expiry(number: string): TempFiles {
  return {
    [MANIFEST_FILE]: text(
      '{"$kind": "manifest", "air_version": "1", "schemas": [{"name": "t/A@1"}],',
      '  "modules": [], "plans": [], "caps": [{"name": "sys/timer@1"}], "policies": [],',
      '  "defaults": {"cap_grants": [{"name": "cap_timer", "cap": "sys/timer@1", "params": {"record": {}},',
      `   "expiry_ns":  ${number}}]}}`,
    ),
  };
}

const SHAPE: readonly BadInput[] = [
  {
    title: 'unknown field',
    bad: definition(SCHEMA_LINE, '  "tpye": {"text": {}}, "type": {"text": {}}}'),
    good: definition(SCHEMA_LINE, '  "$comment": "x", "type": {"text": {}}}'),
    exit: 2,
    code: 'unknown_field',
    at: `${A}:2:3`,
    says: /`type`/,
  },
  {
    title: 'unknown field of aos.sync.json',
    bad: { [SYNC]: text('{"version": 1, "id": "w",', '  "air": {"import": []}}') },
    good: { [SYNC]: text('{"version": 1, "id": "w",', '  "air": {"imports": []}}') },
    exit: 2,
    code: 'unknown_field',
    at: `${SYNC}:2:11`,
    says: /`imports`/,
  },
  {
    title: 'wrong $kind',
    bad: definition('{"$kind":', '  "defscheme", "name": "t/A@1", "type": {"text": {}}}'),
    good: definition('{"$kind":', '  "defschema", "name": "t/A@1", "type": {"text": {}}}'),
    exit: 2,
    code: 'unknown_kind',
    at: `${A}:2:3`,
    says: /defschema/,
  },
  {
    title: 'unknown op',
    bad: plan('ned'),
    good: plan('end'),
    exit: 2,
    code: 'unknown_op',
    at: 'worlds/w/air/plan.air.json:2:24',
    says: /end/,
  },
  {
    title: 'op that is not built',
    bad: plan('cancel_plan'),
    good: plan('end'),
    exit: 2,
    code: 'deferred_op',
    at: 'worlds/w/air/plan.air.json:2:24',
  },
  ...['T/Upper@1', 't/zero@0', 't/lead@01', 't/noversion', 'noslash@1', 't/spa ce@1', 't/@1', ''].map((name) => ({
    title: `name ${JSON.stringify(name)}`,
    bad: { 'worlds/w/air/x.air.json': text('{"$kind": "defschema",', `  "name": ${JSON.stringify(name)}, "type": {"text": {}}}`) },
    good: { 'worlds/w/air/x.air.json': text('{"$kind": "defschema",', '  "name": "t/x@1", "type": {"text": {}}}') },
    exit: 2 as const,
    code: 'bad_name',
    at: 'worlds/w/air/x.air.json:2:11',
  })),
  {
    title: 'name in sys/',
    bad: { 'worlds/w/air/x.air.json': text('{"$kind": "defschema",', '  "name": "sys/Mine@1", "type": {"text": {}}}') },
    good: { 'worlds/w/air/x.air.json': text('{"$kind": "defschema",', '  "name": "sy/Mine@1", "type": {"text": {}}}') },
    exit: 2,
    code: 'reserved_name',
    at: 'worlds/w/air/x.air.json:2:11',
  },
];

const IMPORTS: readonly BadInput[] = [
  {
    title: 'import target missing',
    bad: withImports({ path: '../../plan-packs/q' }),
    good: withImports({ path: '../../plan-packs/p' }),
    both: SAMPLE_PACK,
    exit: 2,
    code: 'import_missing_target',
    at: `${SYNC}:7:17`,
  },
  {
    title: 'import leaves the repository lexically',
    bad: withImports({ path: '../../../outside' }),
    good: withImports({ path: '../../worlds/../plan-packs/p' }),
    both: SAMPLE_PACK,
    exit: 2,
    code: 'import_escapes_root',
    at: `${SYNC}:7:17`,
  },
  {
    title: 'import leaves the repository by a link',
    bad: { ...withImports({ path: '../../plan-packs/away' }), 'plan-packs/away': { link: '/usr' } },
    good: { ...withImports({ path: '../../plan-packs/near' }), 'plan-packs/near': { link: 'p' } },
    both: SAMPLE_PACK,
    exit: 2,
    code: 'import_escapes_root',
    at: `${SYNC}:7:17`,
    says: /link/,
  },
  {
    title: 'air_dir leaves its package',
    bad: withImports({ npm: { package: 'packs', air_dir: '../other/air' } }),
    good: withImports({ npm: { package: 'packs', air_dir: './air' } }),
    both: { ...npmPackage('packs', '1.0.0'), ...npmPackage('other', '1.0.0') },
    exit: 2,
    code: 'air_dir_escapes_root',
    at: `${SYNC}:9:22`,
  },
  {
    title: 'symlinked definition in an import',
    bad: { 'plan-packs/p/more.air.json': { link: 'target.txt' } },
    good: { 'plan-packs/p/more.air.json': { json: schema('p/C@1') } },
    both: { ...SAMPLE_PACK, ...withImports({ path: '../../plan-packs/p' }), 'plan-packs/p/target.txt': JSON.stringify(schema('p/C@1')) },
    exit: 2,
    code: 'symlinked_definition',
    at: 'plan-packs/p/more.air.json:1:1',
  },
  {
    title: 'symlinked definition in the world',
    bad: { [A]: null, 'worlds/w/a.txt': JSON.stringify(schema('t/A@1')), 'worlds/w/air/b.air.json': { link: '../a.txt' }, ...manifestWith({ schemas: [] }) },
    good: { ...manifestWith({ schemas: [] }) },
    exit: 2,
    code: 'symlinked_definition',
    at: 'worlds/w/air/b.air.json:1:1',
  },
  {
    title: 'import cycle between worlds',
    bad: { 'worlds/v/aos.sync.json': { json: { version: 1, id: 'v', air: { imports: [{ path: '../w/air' }] } } } },
    good: { 'worlds/v/aos.sync.json': { json: { version: 1, id: 'v', air: {} } } },
    both: { ...withImports({ path: '../v/air' }), 'worlds/v/air/v.air.json': { json: schema('v/V@1') } },
    exit: 2,
    code: 'import_cycle',
    at: `${SYNC}:6:7`,
  },
  {
    title: 'import root that holds an aos.sync.json',
    bad: { 'plan-packs/p/aos.sync.json': { json: { version: 1, air: {} } } },
    good: {},
    both: { ...SAMPLE_PACK, ...withImports({ path: '../../plan-packs/p' }) },
    exit: 2,
    code: 'nested_sync_config',
    at: 'plan-packs/p/aos.sync.json:1:1',
  },
  {
    title: 'ambiguous crate',
    bad: withImports({ cargo: { package: 'sdk', manifest_path: '../../Cargo.toml' } }),
    good: withImports({ cargo: { package: 'sdk', version: '0.2.0', manifest_path: '../../Cargo.toml' } }),
    both: { 'Cargo.toml': '[workspace]\nmembers = ["a", "b"]\n', ...crate('a', 'sdk', '0.1.0'), ...crate('b', 'sdk', '0.2.0') },
    exit: 2,
    code: 'cargo_ambiguous_crate',
    at: `${SYNC}:7:18`,
    says: /version/,
  },
  {
    title: 'broken sibling Cargo.toml: harmless while the crate is found without it',
    bad: withImports({ cargo: { package: 'sibling', manifest_path: '../../Cargo.toml' } }),
    good: withImports({ cargo: { package: 'sdk', manifest_path: '../../Cargo.toml' } }),
    both: { 'Cargo.toml': '[workspace]\nmembers = ["a", "b"]\n', ...crate('a', 'sdk'), ...crate('b', 'x'), 'b/Cargo.toml': '[package]\nname = \n' },
    exit: 2,
    code: 'cargo_toml_broken',
    at: 'b/Cargo.toml:2:8',
  },
  {
    title: 'npm package absent',
    bad: withImports({ npm: { package: 'absent' } }),
    good: withImports({ npm: { package: 'packs' } }),
    both: npmPackage('packs', '1.2.0'),
    exit: 2,
    code: 'npm_absent',
    at: `${SYNC}:8:22`,
    says: /npm install/,
  },
  {
    title: 'npm package installed under an alias',
    bad: withImports({ npm: { package: 'alias' } }),
    good: withImports({ npm: { package: 'packs' } }),
    both: { ...npmPackage('packs', '1.2.0', 'alias'), ...npmPackage('packs', '1.2.0') },
    exit: 2,
    code: 'npm_alias',
    at: `${SYNC}:7:16`,
  },
  {
    title: 'npm package outside the range',
    bad: withImports({ npm: { package: 'packs', version: '^2.0.0' } }),
    good: withImports({ npm: { package: 'packs', version: '^1.0.0' } }),
    both: npmPackage('packs', '1.2.0'),
    exit: 2,
    code: 'npm_range',
    at: `${SYNC}:7:16`,
  },
];

const MERGING: readonly BadInput[] = [
  {
    title: 'two manifests',
    bad: { 'worlds/w/air/z.air.json': { json: MANIFEST } },
    good: {},
    exit: 2,
    code: 'manifest_duplicate',
    at: 'worlds/w/air/z.air.json:1:1',
  },
  {
    title: 'no manifest',
    bad: { [MANIFEST_FILE]: null },
    good: {},
    exit: 2,
    code: 'manifest_missing',
    at: `${SYNC}:1:1`,
  },
  {
    title: 'manifest in an import',
    bad: { 'plan-packs/p/m.air.json': { json: MANIFEST } },
    good: {},
    both: { ...SAMPLE_PACK, ...withImports({ path: '../../plan-packs/p' }) },
    exit: 2,
    code: 'manifest_in_import',
    at: 'plan-packs/p/m.air.json:1:1',
  },
  {
    title: 'manifest names an unknown definition',
    bad: manifestWith({ schemas: [{ name: 't/a@1' }] }),
    good: manifestWith({ schemas: [{ name: 't/A@1' }] }),
    exit: 2,
    code: 'manifest_unknown_reference',
    at: `${MANIFEST_FILE}:6:15`,
    says: /t\/A@1/,
  },
  {
    title: 'same name, different content',
    bad: { 'plan-packs/p/a.air.json': { json: schema('t/A@1', { nat: {} }) } },
    good: { 'plan-packs/p/a.air.json': { json: schema('t/A@1', { text: {} }) } },
    both: { ...SAMPLE_PACK, ...withImports({ path: '../../plan-packs/p' }) },
    exit: 2,
    code: 'duplicate_definition',
    at: `${A}:4:11`,
  },
];

export const BAD_INPUTS: readonly BadInput[] = [...BYTES, ...SHAPE, ...IMPORTS, ...MERGING];
