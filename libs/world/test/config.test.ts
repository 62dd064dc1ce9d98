// aos.sync.json: every mistake is one finding with its place; what is right is read as written.
import { describe, expect, test } from 'vitest';
import { readSyncConfig } from '../src/index.ts';
import { lines } from './support/worlds.ts';

const read = (text: string) => readSyncConfig(new TextEncoder().encode(text), 'w/aos.sync.json');

const report = (text: string): string => lines(read(text).problems, new Map([['w/aos.sync.json', text]])).replaceAll('w/aos.sync.json:', '');

const withImport = (entry: string): string => `{"version": 1, "air": {"imports": [${entry}]}}`;

test('reads every member, and carries the lock untouched', () => {
  const text = JSON.stringify({
    $schema: './x.json',
    version: 1,
    id: 'notes',
    air: {
      dir: 'air',
      imports: [
        { path: '../packs', lock: 'sha256:00' },
        { cargo: { package: 'sdk', version: '=0.1.0', source: 'registry+x', air_dir: 'air/x', manifest_path: '../Cargo.toml' }, lock: { scheme: 9, any: [1] } },
        { npm: { package: '@acme/packs', version: '^1', air_dir: 'defs' } },
      ],
    },
    build: { reducer_dir: 'r', other: 1 },
    modules: { pull: false },
    workspaces: [],
  });
  expect(read(text)).toEqual({
    problems: [],
    config: {
      version: 1,
      id: 'notes',
      air: {
        dir: 'air',
        imports: [
          { index: 0, kind: 'path', path: '../packs', lock: 'sha256:00' },
          { index: 1, kind: 'cargo', package: 'sdk', version: '=0.1.0', source: 'registry+x', airDir: 'air/x', manifestPath: '../Cargo.toml', lock: { scheme: 9, any: [1] } },
          { index: 2, kind: 'npm', package: '@acme/packs', version: '^1', airDir: 'defs' },
        ],
      },
      reducerDir: 'r',
    },
  });
});

test('defaults: folder air, no imports, reducer', () => {
  expect(read('{"version": 1, "air": {}}').config).toEqual({ version: 1, air: { dir: 'air', imports: [] }, reducerDir: 'reducer' });
});

test('CRLF and a missing final newline are accepted', () => {
  expect(report('{\r\n"version": 1,\r\n"air": {}\r\n}')).toBe('');
});

describe('text that is not JSON as it must be', () => {
  test.each<[string, string, string]>([
    ['blank', '', '1:1 error json_syntax'],
    ['broken', '{"version": 1,\n "air": }', '2:9 error json_syntax'],
    ['duplicate key', '{"version": 1, "air": {}, "version": 1}', '1:27 error json_duplicate_key'],
    ['byte order mark', '\ufeff{"version": 1, "air": {}}', '1:1 error json_bom'],
    ['conflict', '{"version": 1,\n<<<<<<< HEAD\n"air": {}\n=======\n"air": {"dir": "a"}\n>>>>>>> b\n}', '2:1 error json_conflict_marker'],
    ['__proto__', '{"version": 1, "air": {"__proto__": {}}}', '1:24 error json_reserved_key'],
    ['not an object', '[]', '1:1 error wrong_type'],
  ])('%s', (_name, text, expected) => {
    expect(report(text)).toMatch(new RegExp(`^${expected}[^\n]*$`));
    expect(read(text).config?.air.imports ?? []).toEqual([]);
  });
});

describe('members', () => {
  test.each<[string, string, string]>([
    ['unknown member', '{"version": 1, "air": {}, "imports": []}', '1:27 error unknown_field'],
    ['mistyped member of air', '{"version": 1, "air": {"import": []}}', '1:24 error unknown_field'],
    ['no version', '{"air": {}}', '1:1 error missing_field'],
    ['version 2', '{"version": 2, "air": {}}', '1:13 error config_version'],
    ['no air', '{"version": 1}', '1:1 error missing_field'],
    ['id in capitals', '{"version": 1, "id": "Notes", "air": {}}', '1:22 error config_bad_id'],
    ['imports as an object', '{"version": 1, "air": {"imports": {}}}', '1:35 error wrong_type'],
    ['air.dir absolute', '{"version": 1, "air": {"dir": "/air"}}', '1:31 error config_bad_path air.dir: expected a relative path with `/`, found an absolute path'],
    ['reducer_dir with a drive', '{"version": 1, "air": {}, "build": {"reducer_dir": "C:/x"}}', '1:52 error config_bad_path'],
  ])('%s', (_name, text, expected) => expect(report(text)).toContain(expected));

  test('one mistake gives one line', () => {
    for (const text of ['{"version": 2, "air": {}}', '{"version": 1, "id": "Notes", "air": {}}', withImport('{"paht": "../x"}')]) {
      expect(report(text).split('\n'), text).toHaveLength(1);
    }
  });
});

describe('imports', () => {
  test.each<[string, string, string]>([
    ['none of three', '{}', 'config_import_source'],
    ['two of three', '{"path": "../a", "npm": {"package": "a"}}', 'config_import_source'],
    ['not an object', '"../a"', 'wrong_type'],
    ['mistyped', '{"paht": "../a"}', 'unknown_field'],
    ['path is a number', '{"path": 1}', 'wrong_type'],
    ['empty path', '{"path": ""}', 'bad_pattern'],
    ['blank path', '{"path": "  "}', 'config_bad_path'],
    ['absolute path', '{"path": "/etc"}', 'config_bad_path'],
    ['backslash', '{"path": "..\\\\a"}', 'config_bad_path'],
    ['drive', '{"path": "C:a"}', 'config_bad_path'],
    ['NUL', '{"path": "a\\u0000b"}', 'config_bad_path'],
    ['cargo without package', '{"cargo": {}}', 'missing_field'],
    ['crate name that is a path', '{"cargo": {"package": "../x"}}', 'bad_pattern'],
    ['cargo range', '{"cargo": {"package": "a", "version": "^1"}}', 'config_bad_range'],
    ['manifest_path absolute', '{"cargo": {"package": "a", "manifest_path": "/Cargo.toml"}}', 'config_bad_path'],
    ['npm name that climbs', '{"npm": {"package": "../../etc"}}', 'bad_pattern'],
    ['npm name with two slashes', '{"npm": {"package": "@a/b/c"}}', 'bad_pattern'],
    ['npm range', '{"npm": {"package": "a", "version": "one"}}', 'config_bad_range'],
    ['air_dir with backslash', '{"npm": {"package": "a", "air_dir": "a\\\\b"}}', 'config_bad_path'],
  ])('%s', (_name, entry, code) => {
    const found = report(withImport(entry));
    expect(found).toContain(` error ${code} `);
    expect(found.split('\n')).toHaveLength(1);
    expect(read(withImport(entry)).config?.air.imports).toEqual([]);
  });

  test('a broken entry leaves the others their place in the list', () => {
    const text = withImport('{"path": "/no"}, {"path": "../yes"}');
    expect(read(text).config?.air.imports).toEqual([{ index: 1, kind: 'path', path: '../yes' }]);
  });
});
