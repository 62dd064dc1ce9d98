// Whole worlds: what is good merges, what is bad gives one clear finding and no merged world.
import { describe, expect, test } from 'vitest';
import { load } from './support/load.ts';
import { config, manifest, schema } from './support/worlds.ts';
import type { Files } from './support/worlds.ts';

const world = (own: Files = {}, ...imports: readonly unknown[]): Files => ({
  'w/aos.sync.json': config(...imports),
  'w/air/manifest.json': manifest(),
  ...own,
});

describe('a good world', () => {
  test('has its manifest filled, definitions with provenance, and nothing to report', async () => {
    const { merged, imports, report, ...rest } = await load({
      ...world({ 'w/air/own.json': [schema('own/A@1')] }, { path: '../p' }, { path: '../q' }),
      'w/air/manifest.json': manifest({ schemas: [{ name: 'own/A@1' }, { name: 'p/B@1', hash: '' }, { name: 'sys/HttpRequestParams@1' }] }),
      'p/defs.air.json': [schema('p/B@1'), schema('p/Unlisted@1')],
      'q/again.json': schema('p/B@1'),
    });
    expect(report).toBe('');
    expect(rest).toMatchObject({ id: 'w', dir: 'w', root: '/repo', configFile: 'w/aos.sync.json' });
    expect(merged?.defs.map(({ kind, name, origin, origins, listed }) => ({ kind, name, origin, others: origins.slice(1), listed }))).toEqual([
      { kind: 'defschema', name: 'own/A@1', origin: { file: 'w/air/own.json', pointer: '/0' }, others: [], listed: true },
      { kind: 'defschema', name: 'p/B@1', origin: { file: 'p/defs.air.json', pointer: '/0', import: 0 }, others: [{ file: 'q/again.json', pointer: '', import: 1 }], listed: true },
      { kind: 'defschema', name: 'p/Unlisted@1', origin: { file: 'p/defs.air.json', pointer: '/1', import: 0 }, others: [], listed: false },
    ]);
    expect(merged?.manifest).toMatchObject({
      schemas: [
        { name: 'own/A@1', hash: merged?.defs[0]?.refHash },
        { name: 'p/B@1', hash: merged?.defs[1]?.refHash },
        { name: 'sys/HttpRequestParams@1', hash: 'sha256:1076181a81812ffc043cb50f1413da3505d36ff94c9dcc6f96ae8d2e83bcb8a5' },
      ],
    });
    expect(merged?.manifest).not.toHaveProperty('$kind');
    expect(imports.map(({ files, defsHash }) => [files, defsHash?.length])).toEqual([[['p/defs.air.json'], 71], [['q/again.json'], 71]]);
  });

  test('the id: aos.sync.json, the caller, package.json, the folder', async () => {
    const { loadWorld } = await import('../src/index.ts');
    const { repo } = await import('./support/worlds.ts');
    const files = world({ 'w/package.json': { name: '@acme/w' } });
    expect((await load({ ...files, 'w/aos.sync.json': { version: 1, id: 'given', air: {} } })).id).toBe('given');
    expect((await loadWorld(repo(files), '/repo/w', { name: 'project' })).id).toBe('project');
    expect((await load(files)).id).toBe('@acme/w');
    expect((await load(world())).id).toBe('w');
  });

  test.each<[string, Files]>([
    ['blank files, CRLF, any case of .json', { 'w/air/blank.json': ' \r\n', 'w/air/empty.JSON': '', 'w/air/crlf.json': JSON.stringify(schema('a/B@1'), null, 2).replaceAll('\n', '\r\n') }],
    ['an import with a blank file', { 'w/aos.sync.json': config({ path: '../p' }), 'p/later.air.json': '' }],
    ['folders beside air', { 'w/notes/x.json': '{', 'w/package.json': '{}', 'w/dist/validate.json': '{}' }],
    ['an import that is an npm package root by path', { 'w/aos.sync.json': config({ path: '../p' }), 'p/package.json': { name: 'p' }, 'p/node_modules/x/package.json': {}, 'p/defs.air.json': []}],
    ['one folder imported twice', { 'w/aos.sync.json': config({ path: '../p' }, { path: '../p' }), 'p/defs.air.json': [schema('p/A@1')] }],
    ['a folder inside the world', { 'w/aos.sync.json': config({ path: 'vendor/p' }), 'w/vendor/p/defs.air.json': [schema('p/A@1')] }],
  ])('%s', async (_name, own) => {
    const { report, merged } = await load(world(own));
    expect(report).toBe('');
    expect(merged).toBeDefined();
  });

  test('an import without definitions merges, with a warning', async () => {
    const files = (name: string): Files => ({ 'w/aos.sync.json': config({ path: '../p' }), [`p/${name}`]: [schema('p/A@1')] });
    expect((await load(world(files('defs.air.json')))).report).toBe('');
    const { report, merged } = await load(world(files('defs.air.jsonc')));
    expect(merged).toBeDefined();
    expect(report).toMatchInlineSnapshot(`"w/aos.sync.json:5:7 warning import_empty import path ../p: expected definitions in *.json below the folder, found none below p"`);
  });

  test('air.dir names another folder', async () => {
    const { report, merged } = await load({ 'w/aos.sync.json': { version: 1, air: { dir: '.' } }, 'w/defs/a.json': [schema('a/B@1')], 'w/plans/m.json': manifest(), 'w/other/x.json': '{' });
    expect(report).toBe('');
    expect(merged?.defs).toHaveLength(1);
  });
});

describe('a bad world', () => {
  const nested = `${'{"list": '.repeat(199)}{"text": {}}${'}'.repeat(199)}`;
  test.each<[string, Files, string]>([
    ['no aos.sync.json', { 'w/aos.sync.json': { link: '../nothing.json' } }, 'w/aos.sync.json:1:1 error symlinked_definition world'],
    ['broken config', { 'w/aos.sync.json': '{' }, 'w/aos.sync.json:1:2 error json_syntax'],
    ['a folder where aos.sync.json should be', { 'w/aos.sync.json': undefined, 'w/aos.sync.json/x': '' }, 'w/aos.sync.json:1:1 error config_missing world'],
    ['no air folder', { 'w/aos.sync.json': { version: 1, air: { dir: 'defs' } } }, 'w/aos.sync.json:4:12 error air_dir_missing air.dir: expected the folder defs'],
    ['air.dir outside the world', { 'w/aos.sync.json': { version: 1, air: { dir: '../x' } }, 'x/m.json': '' }, 'w/aos.sync.json:4:12 error air_dir_escapes_root air.dir: expected a folder inside the world, found ../x'],
    ['air.dir outside through a link', { 'w/aos.sync.json': { version: 1, air: { dir: 'defs' } }, 'w/defs': { link: '../x' }, 'x/m.json': '' }, 'air_dir_escapes_root air.dir: expected a folder inside the world, found a link to ../x'],
    ['no manifest', { 'w/air/manifest.json': [] }, 'w/aos.sync.json:1:1 error manifest_missing world'],
    ['two manifests', { 'w/air/second.json': manifest() }, 'w/air/second.json:1:1 error manifest_duplicate manifest [w/air/manifest.json the first manifest]'],
    ['two manifests in one file', { 'w/air/manifest.json': [manifest(), manifest()] }, 'w/air/manifest.json:11:3 error manifest_duplicate manifest [w/air/manifest.json/0 the first manifest]'],
    ['air.dir a link inside the world', { 'w/aos.sync.json': { version: 1, air: { dir: 'defs' } }, 'w/defs': { link: 'data' }, 'w/data/m.json': manifest() }, 'w/aos.sync.json:4:12 error symlinked_definition air.dir: expected a folder, found a link to data'],
    ['air.dir below a link', { 'w/aos.sync.json': { version: 1, air: { dir: 'l/air' } }, 'w/l': { link: 'd' }, 'w/d/air/m.json': manifest() }, 'symlinked_definition air.dir: expected a folder, found a link to d/air'],
    ['linked definition', { 'w/air/l.json': { link: '../../x.json' }, 'x.json': '[]' }, 'w/air/l.json:1:1 error symlinked_definition world'],
    ['linked folder of definitions', { 'w/air/l': { link: '../../x' }, 'x/a.json': '[]' }, 'w/air/l:1:1 error symlinked_definition world'],
    ['linked air* folder beside others', { 'w/aos.sync.json': { version: 1, air: { dir: '.' } }, 'w/airy': { link: '../x' }, 'x/a.json': '[]' }, 'w/airy:1:1 error symlinked_definition world'],
    ['aos.sync.json below air', { 'w/air/sub/aos.sync.json': config() }, 'w/air/sub/aos.sync.json:1:1 error nested_sync_config world'],
    ['broken JSON', { 'w/air/a.json': '[\n  {]\n' }, 'w/air/a.json:2:4 error json_syntax'],
    ['duplicate key', { 'w/air/a.json': '{"$kind": "defschema", "name": "a/B@1", "name": "a/B@1", "type": {"text": {}}}' }, 'w/air/a.json:1:41 error json_duplicate_key'],
    ['byte order mark', { 'w/air/a.json': `\ufeff${JSON.stringify(schema('a/B@1'))}` }, 'w/air/a.json:1:1 error json_bom'],
    ['conflict markers', { 'w/air/a.json': '[\n<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> b\n]' }, 'w/air/a.json:2:1 error json_conflict_marker'],
    ['integer out of range', { 'w/air/a.json': '{"$kind": "defschema", "name": "a/B@1", "type": {"text": {}}, "$comment": 18446744073709551616}' }, 'w/air/a.json:1:75 error json_integer_range'],
    ['__proto__', { 'w/air/a.json': '{"$kind": "defschema", "name": "a/B@1", "type": {"text": {}}, "__proto__": {}}' }, 'w/air/a.json:1:63 error json_reserved_key'],
    ['200 levels', { 'w/air/a.json': `{"$kind": "defschema", "name": "a/B@1", "type": ${nested}}` }, 'error json_depth'],
    ['JSON that is no definition', { 'w/air/a.json': { hello: 1 } }, 'w/air/a.json:1:1 error not_air_json'],
    ['unknown kind', { 'w/air/a.json': { $kind: 'defschemma', name: 'a/B@1' } }, 'w/air/a.json:2:12 error unknown_kind'],
    ['unknown field', { 'w/air/a.json': { ...schema('a/B@1'), doc: 'x' } }, 'w/air/a.json:7:3 error unknown_field'],
    ['broken name', { 'w/air/a.json': schema('A/B@1') }, 'w/air/a.json:3:11 error bad_name'],
    ['reserved name', { 'w/air/a.json': schema('sys/B@1') }, 'w/air/a.json:3:11 error reserved_name'],
    ['unreadable file', { 'w/air/a.json': { unreadable: true } }, 'w/air/a.json:1:1 error unreadable_file world: found the system refuses to read it'],
    ['unknown reference', { 'w/air/manifest.json': manifest({ schemas: [{ name: 'a/Order@1' }] }), 'w/air/a.json': schema('a/Ordre@1') }, 'w/air/manifest.json:6:15 error manifest_unknown_reference defschema a/Order@1: found a/Order@1'],
    ['name listed twice', { 'w/air/manifest.json': manifest({ schemas: [{ name: 'a/B@1' }, { name: 'a/B@1' }] }), 'w/air/a.json': schema('a/B@1') }, 'w/air/manifest.json:9:15 error manifest_duplicate_reference defschema a/B@1: found a/B@1'],
    ['wrong hash of a built-in', { 'w/air/manifest.json': manifest({ effects: [{ name: 'sys/timer.set@1', hash: `sha256:${'1'.repeat(64)}` }] }) }, 'w/air/manifest.json:12:15 error builtin_hash_mismatch defeffect sys/timer.set@1: expected sha256:a8935eac8a315b605e4c75ceaf88966ee0dffffb6d7050b670e798d7c06a0b26'],
    ['missing import', { 'w/aos.sync.json': config({ path: '../none' }) }, 'w/aos.sync.json:6:17 error import_missing_target import path ../none'],
    ['manifest in an import', { 'w/aos.sync.json': config({ path: '../p' }), 'p/m.json': manifest() }, 'p/m.json:1:1 error manifest_in_import import path ../p'],
    ['aos.sync.json in an import', { 'w/aos.sync.json': config({ path: '../p' }), 'p/aos.sync.json': config() }, 'p/aos.sync.json:1:1 error nested_sync_config import path ../p'],
    ['linked definition in an import', { 'w/aos.sync.json': config({ path: '../p' }), 'p/l.json': { link: '../x.json' }, 'x.json': '[]' }, 'p/l.json:1:1 error symlinked_definition import path ../p'],
    ['reserved name in an import', { 'w/aos.sync.json': config({ path: '../p' }), 'p/a.json': schema('sys/B@1') }, 'p/a.json:3:11 error reserved_name'],
  ])('%s', async (_name, own, expected) => {
    const files = Object.fromEntries(Object.entries(world(own)).filter(([, value]) => value !== undefined));
    const { report, merged } = await load(files);
    expect(report).toContain(expected);
    expect(report.split('\n')).toHaveLength(1);
    expect(merged).toBeUndefined();
  });

  test('a 50 MB file is not read', async () => {
    const { loadWorld } = await import('../src/index.ts');
    const { lines, repo } = await import('./support/worlds.ts');
    const host = repo(world({ 'w/air/huge.json': '[]' }));
    const huge = (path: string): boolean => path.endsWith('huge.json');
    const guarded = {
      ...host,
      fileSize: (path: string) => (huge(path) ? 50 * 1024 * 1024 : host.fileSize(path)),
      readFile: (path: string) => { if (huge(path)) throw new Error('read'); return host.readFile(path); },
    };
    const { problems } = await loadWorld(guarded, '/repo/w');
    expect(lines(problems)).toBe('w/air/huge.json:1:1 error file_too_large world: found 52428800 bytes, at most 16777216 are read');
  });

  test('a missing folder is no world', async () => {
    expect((await load({}, { dir: 'nowhere' })).report).toBe('nowhere/aos.sync.json:1:1 error config_missing world');
  });
});

describe('several mistakes', () => {
  test('are all reported, in the order of files', async () => {
    const { report } = await load({
      'w/aos.sync.json': config({ path: '../none' }, { path: '../p' }),
      'w/air/manifest.json': manifest({ schemas: [{ name: 'w/Good@1', hash: `sha256:${'2'.repeat(64)}` }] }),
      'w/air/broken.json': '{',
      'w/air/good.json': schema('w/Good@1'),
      'p/bad.json': schema('P/Bad@1'),
      'p/good.json': schema('p/Good@1'),
    });
    expect(report.split('\n').map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      'p/bad.json:3:11 error bad_name',
      'w/air/broken.json:1:2 error json_syntax',
      'w/air/manifest.json:7:15 warning stale_manifest_hash',
      'w/aos.sync.json:6:17 error import_missing_target',
    ]);
  });

  test('a broken definition is not also reported as missing where it is used', async () => {
    const files = world({ 'w/air/manifest.json': manifest({ schemas: [{ name: 'a/B@1' }, { name: 'a/Missing@1' }] }), 'w/air/a.json': { ...schema('a/B@1'), doc: 1 } });
    const { report } = await load(files);
    expect(report).toContain('unknown_field');
    expect(report).toContain('manifest_unknown_reference defschema a/Missing@1');
    expect(report.split('\n')).toHaveLength(2);
  });

  test('an import that could not be resolved explains every unknown name', async () => {
    const { report } = await load(world({ 'w/air/manifest.json': manifest({ schemas: [{ name: 'p/B@1' }] }) }, { path: '../none' }));
    expect(report.split('\n')).toHaveLength(1);
  });

  test('one file reached through two imports is reported once', async () => {
    const { report } = await load({ ...world({}, { path: '../p' }, { path: '../p/q' }), 'p/q/a.json': '{' });
    expect(report.split('\n')).toHaveLength(1);
  });
});

describe('warnings do not keep a world from merging', () => {
  test.each<[string, Files, string]>([
    ['stale hash', { 'w/air/manifest.json': manifest({ schemas: [{ name: 'a/B@1', hash: `sha256:${'2'.repeat(64)}` }] }), 'w/air/a.json': schema('a/B@1') }, 'stale_manifest_hash'],
    ['file names that differ in case', { 'w/air/a.json': schema('a/B@1'), 'w/air/A.json': schema('a/C@1') }, 'w/air/a.json:1:1 warning file_case_clash world: expected a name unlike w/air/A.json, found w/air/a.json'],
    ['definition names that differ in case', { 'w/air/a.json': [schema('a/B@1'), schema('a/b@1')] }, 'warning name_case_clash defschema a/b@1: found a/b@1 [w/air/a.json/0/name a/B@1]'],
  ])('%s', async (_name, own, expected) => {
    const { report, merged } = await load(world(own));
    expect(report).toContain(expected);
    expect(report.split('\n')).toHaveLength(1);
    expect(merged).toBeDefined();
  });

  test('an unknown key is an error in a workspace package and a warning in one from a registry', async () => {
    const pack = { [`package.json`]: { name: 'p', version: '1.0.0' }, 'air/a.json': { ...schema('p/A@1'), doc: 1 } };
    const at = (folder: string): Files => Object.fromEntries(Object.entries(pack).map(([path, value]) => [`${folder}/${path}`, value]));
    const imported = world({}, { npm: { package: 'p' } });
    const registry = await load({ ...imported, ...at('node_modules/p') });
    expect(registry.report).toMatch(/^node_modules\/p\/air\/a\.json:7:3 warning unknown_field defschema p\/A@1[^\n]*$/);
    expect(registry.merged?.defs).toHaveLength(1);
    const linked = await load({ ...imported, ...at('packs/p'), 'node_modules/p': { link: '../packs/p' } });
    expect(linked.report).toContain('packs/p/air/a.json:7:3 error unknown_field');
    expect(linked.merged).toBeUndefined();
  });
});

test('files outside the repository are named by their package, never by an absolute path', async () => {
  const folder = '/home/u/.cargo/registry/acme-1.0.0';
  const found = { name: 'acme', version: '1.0.0', source: 'registry+x', manifest_path: `${folder}/Cargo.toml`, metadata: null };
  const { report, merged } = await load(
    {
      ...world({ 'w/Cargo.toml': '[package]\nname = "w"', 'w/air/a.json': schema('acme/A@1', { nat: {} }) }, { cargo: { package: 'acme' } }),
      [`..${folder}/air/deep/a.json`]: [schema('acme/A@1'), { ...schema('acme/B@1'), doc: 1 }],
    },
    { run: () => ({ kind: 'exited', exitCode: 0, stdout: JSON.stringify({ packages: [found] }), stderr: '' }) },
  );
  expect(report).toContain('acme@1.0.0/air/deep/a.json:15:5 warning unknown_field');
  expect(report).toContain('w/air/a.json:4:11 error duplicate_definition defschema acme/A@1: expected {"text":{}} in cargo acme 1.0.0, found {"nat":{}} in the world [acme@1.0.0/air/deep/a.json/0/type');
  expect(report).not.toContain('/home');
  expect(merged).toBeUndefined();
});

test('a folder that may not be listed is reported, and the rest is read', async () => {
  const { loadWorld, WorldError } = await import('../src/index.ts');
  const { lines, repo } = await import('./support/worlds.ts');
  const host = repo(world({ 'w/air/closed/a.json': '{', 'w/air/z.json': '{' }));
  const guarded = { ...host, readDir: (path: string) => { if (path.endsWith('closed')) throw new WorldError('io', 'no', 'no'); return host.readDir(path); } };
  const found = lines((await loadWorld(guarded, '/repo/w')).problems).split('\n').map((line) => line.split(': ')[0]);
  expect(found).toEqual(['w/air/closed:1:1 error unreadable_file world', 'w/air/z.json:1:2 error json_syntax w/air/z.json']);
});
