// TOML as data: own members only, and why a file cannot be read.
import { describe, expect, test } from 'vitest';
import { createResolveCache } from '../../src/index.ts';
import { readToml, tomlMember, tomlTable, tomlText, tomlTexts } from '../../src/source/toml-file.ts';
import { repo } from '../support/worlds.ts';
import type { MemoryFile } from '../../src/index.ts';

const read = (file: MemoryFile) => readToml({ files: repo({ 'x.toml': file }), cache: createResolveCache() }, '/repo/x.toml');

describe('broken files', () => {
  test.each<[string, MemoryFile, object]>([
    ['syntax, with its place', 'a = 1\nb = = 2\n', { kind: 'broken', line: 2, column: 5 }],
    ['key twice', 'a = 1\na = 2\n', { kind: 'broken', line: 2 }],
    ['unreadable', { unreadable: true }, { kind: 'broken', reason: 'the system refuses to read it' }],
  ])('%s', (_name, file, expected) => expect(read(file)).toMatchObject(expected));

  test('the reason is one line', () => {
    const file = read('a = [');
    expect(file?.kind === 'broken' ? file.reason : '').toMatch(/^[^\n]+$/);
  });

  test('no file is neither broken nor a table', () => {
    expect(readToml({ files: repo({}), cache: createResolveCache() }, '/repo/x.toml')).toBeUndefined();
  });
});

describe('members', () => {
  const file = read('text = "t"\nlist = ["a", 1, "b"]\n[table.inner]\nx = 1\n[__proto__]\npolluted = true\n');
  const table = file?.kind === 'table' ? file.table : {};

  test('by type', () => {
    expect(tomlText(table, 'text')).toBe('t');
    expect(tomlText(table, 'list')).toBeUndefined();
    expect(tomlTexts(table, 'list')).toEqual(['a', 'b']);
    expect(tomlTexts(table, 'text')).toBeUndefined();
    expect(tomlTable(table, 'table', 'inner')).toEqual({ x: 1 });
    expect(tomlTable(table, 'table', 'none')).toBeUndefined();
    expect(tomlTable(table, 'list')).toBeUndefined();
  });

  test('inherited names are not members, and nothing is polluted', () => {
    expect(tomlMember(table, 'constructor')).toBeUndefined();
    expect(tomlMember(table, 'polluted')).toBeUndefined();
    expect(tomlMember({}, 'polluted')).toBeUndefined();
    expect(tomlMember(undefined, 'x')).toBeUndefined();
  });
});
