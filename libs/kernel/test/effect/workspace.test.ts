// Workspace trees: every operation, hostile paths, pages, properties.
import { encodeCanonical, encodeUtf8, hashBytes } from '@nx-air/canon';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { admit, arrivedWith } from '../../src/effect/internal/objects.ts';
import { encodeTree } from '../../src/effect/internal/workspace-tree.ts';
import { asking, treeOf, ZERO, type Asked } from '../support/internal.ts';
import { property } from '../support/property.ts';

let world: Asked;
beforeEach(() => {
  world = asking();
});
const write = (root: string, path: string, text: string, mode: number | null = null) => world.ask('workspace.write_bytes', { root_hash: root, path, bytes: encodeUtf8(text), mode });
const remove = (root: string, path: string) => world.ask('workspace.remove', { root_hash: root, path });
const readRef = (root: string, path: string) => world.ask('workspace.read_ref', { root_hash: root, path });
const read = (root: string, path: string, range: object | null = null) => {
  const bytes = world.ask('workspace.read_bytes', { root_hash: root, path, range: range as never });
  return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : bytes;
};
const list = (root: string, more: object = {}) => world.ask('workspace.list', { root_hash: root, path: null, scope: null, cursor: null, limit: 10, ...more });
const paths = (page: any): string => (typeof page === 'string' ? page : [...page.entries.map((entry: any) => entry.path), ...(page.next_cursor === null ? [] : [`> ${page.next_cursor}`])].join(' '));

const HOSTILE: readonly (readonly [name: string, path: string])[] = [
  ['nothing', ''],
  ['dot', '.'],
  ['parent', '..'],
  ['parent inside', 'a/../b'],
  ['dot inside', 'a/./b'],
  ['absolute', '/etc/passwd'],
  ['trailing slash', 'a/'],
  ['empty segment', 'a//b'],
  ['backslash', 'a\\..\\b'],
  ['NUL', 'a\0b'],
  ['line break', 'a\nb'],
  ['C1 control', 'a\u0085b'],
  ['too deep', Array(65).fill('a').join('/')],
  ['long name', 'a'.repeat(256)],
  ['long name in bytes', 'ä'.repeat(128)],
  ['long path', Array(60).fill('a'.repeat(100)).join('/')],
];

describe('hostile paths', () => {
  test.each(HOSTILE)('%s', (_name, path) => {
    const root = treeOf(world, { 'a/b': '1' });
    for (const answer of [write(root, path, 'x'), remove(root, path), readRef(root, path), read(root, path), list(root, { path }), world.ask('workspace.diff', { root_a: root, root_b: root, prefix: path }), world.ask('workspace.annotations_get', { root_hash: root, path }), world.ask('workspace.annotations_set', { root_hash: root, path, annotations_patch: {} })]) {
      expect(answer).toMatch(/^bad_path: /);
    }
  });
  test.each(['__proto__', 'constructor', '..a', '...', 'ä', '😀', ' ', '%2e%2e', 'a'.repeat(255)])('%s is a name like any other', (name) => {
    const root = write(treeOf(world, {}), `dir/${name}`, 'x').new_root_hash;
    expect(read(root, `dir/${name}`)).toBe('x');
    expect(paths(list(root, { scope: 'subtree' }))).toBe(`dir dir/${name}`);
  });
  test('64 segments are the most', () => {
    const path = Array(64).fill('a').join('/');
    expect(read(write(treeOf(world, {}), path, 'deep').new_root_hash, path)).toBe('deep');
  });
});

describe('files', () => {
  test('write, read, overwrite, remove', () => {
    const empty = treeOf(world, {});
    const first = write(empty, 'docs/a.md', 'one');
    expect(first.blob_hash).toBe(hashBytes(encodeUtf8('one')));
    expect(read(first.new_root_hash, 'docs/a.md')).toBe('one');
    expect(readRef(first.new_root_hash, 'docs/a.md')).toEqual({ kind: 'file', hash: first.blob_hash, size: 3, mode: 0o644 });
    expect(readRef(first.new_root_hash, 'docs')).toMatchObject({ kind: 'dir', size: 0, mode: 0o755 });
    const second = write(first.new_root_hash, 'docs/a.md', 'two', 0o755).new_root_hash;
    expect(readRef(write(second, 'docs/a.md', 'three').new_root_hash, 'docs/a.md').mode).toBe(0o755);
    expect(read(first.new_root_hash, 'docs/a.md')).toBe('one');
    expect(remove(second, 'docs/a.md').new_root_hash).toBe(empty);
    expect(remove(second, 'docs').new_root_hash).toBe(empty);
  });
  test.each<[string, (root: string) => unknown, string | null]>([
    ['a file below a file', (root) => write(root, 'f/x', ''), 'not_a_directory: f is a file'],
    ['a file over a directory', (root) => write(root, 'd', ''), 'not_a_file: d is a directory'],
    ['another mode', (root) => write(root, 'f', '', 0o777), 'bad_mode: 511, expected 420 (0644) or 493 (0755)'],
    ['removing nothing', (root) => remove(root, 'd/none'), 'not_found: nothing at d/none'],
    ['removing below a file', (root) => remove(root, 'f/x'), 'not_a_directory: f is a file'],
    ['reading nothing', (root) => read(root, 'none'), 'not_found: nothing at none'],
    ['reading below a file', (root) => read(root, 'f/x'), 'not_found: nothing at f/x'],
    ['reading a directory', (root) => read(root, 'd'), 'not_a_file: d is a directory'],
    ['a ref to nothing', (root) => readRef(root, 'none'), null],
    ['a range', (root) => read(root, 'f', { start: 1, end: 3 }), 'el'],
    ['an empty range at the end', (root) => read(root, 'f', { start: 5, end: 5 }), ''],
    ['a range behind the end', (root) => read(root, 'f', { start: 0, end: 6 }), 'bad_range: 0 to 6, the file has 5 bytes'],
    ['a range backwards', (root) => read(root, 'f', { start: 2, end: 1 }), 'bad_range: 2 to 1, the file has 5 bytes'],
    ['a range of 2^64', (root) => read(root, 'f', { start: 0, end: 2n ** 64n - 1n }), 'bad_range: 0 to 18446744073709551615, the file has 5 bytes'],
    ['a bad workspace name', () => world.ask('workspace.empty_root', { workspace: 'a/b' }), 'bad_workspace: expected a name of 1 to 255 bytes without slashes and control characters'],
  ])('%s', (_name, act, expected) => {
    expect(act(treeOf(world, { f: 'hello', 'd/x': '' }))).toBe(expected);
  });
  test('a large file is read in ranges', () => {
    const root = write(treeOf(world, {}), 'big', 'x'.repeat(1_048_577)).new_root_hash;
    expect(read(root, 'big')).toBe('too_large: 1048577 bytes, at most 1048576 at a time');
    expect(read(root, 'big', { start: 1, end: 1_048_577 })).toHaveLength(1_048_576);
  });
});

describe('list', () => {
  const files = { 'a/x': '', 'a/y/z': '', 'a-b': '', b: '', 'a/y-': '' };
  test.each<[string, object, string]>([
    ['one level', {}, 'a a-b b'],
    ['all', { scope: 'subtree' }, 'a a/x a/y a/y/z a/y- a-b b'],
    ['below a path', { scope: 'subtree', path: 'a' }, 'a/x a/y a/y/z a/y-'],
    ['a page', { scope: 'subtree', limit: 3 }, 'a a/x a/y > a/y'],
    ['the next page', { scope: 'subtree', limit: 3, cursor: 'a/y' }, 'a/y/z a/y- a-b > a-b'],
    ['the last page', { scope: 'subtree', limit: 3, cursor: 'a-b' }, 'b'],
    ['exactly one page', { limit: 3 }, 'a a-b b'],
    ['after a path that is not there', { scope: 'subtree', cursor: 'a/yy' }, 'a-b b'],
    ['a file', { path: 'b' }, 'not_a_directory: b is a file'],
    ['nothing', { path: 'none' }, 'not_found: nothing at none'],
    ['no limit', { limit: 0 }, 'bad_limit: 0, expected 1 to 1000'],
    ['a huge limit', { limit: 2n ** 64n - 1n }, 'bad_limit: 18446744073709551615, expected 1 to 1000'],
    ['another scope', { scope: 'all' }, 'bad_scope: expected dir or subtree'],
    ['a foreign cursor', { path: 'a', cursor: 'b' }, 'bad_cursor: expected the next_cursor of a page of this directory'],
    ['a hostile cursor', { cursor: '../x' }, 'bad_cursor: expected the next_cursor of a page of this directory'],
  ])('%s', (_name, params, expected) => {
    // `a/y-` sorts behind `a/y/z`: order is by segments.
    expect(paths(list(treeOf(world, files), params))).toBe(expected);
  });
  test('a huge directory, page by page', () => {
    const names = Array.from({ length: 5000 }, (_, index) => `f${String(index).padStart(5, '0')}`);
    const hash = world.store.put(new Uint8Array());
    const root = world.store.put(encodeTree({ entries: names.map((name) => ({ name, kind: 'file', hash, size: 0n, mode: 420n, annotations: null })), annotations: null }));
    admit(world.state, arrivedWith(encodeCanonical(root), world));
    const found: string[] = [];
    for (let cursor: string | null = null, pages = 0; pages < 6; pages += 1) {
      const page = list(root, { limit: 1000, cursor });
      found.push(...page.entries.map((entry: any) => entry.path));
      cursor = page.next_cursor;
      if (cursor === null) break;
    }
    expect(found).toEqual(names);
  });
});

describe('diff', () => {
  test.each<[string, object, object, string | null, string]>([
    ['nothing', { a: '1' }, { a: '1' }, null, ''],
    ['each kind', { a: '1', b: '1', 'd/x': '1' }, { b: '2', c: '1', 'd/x': '1' }, null, 'removed a, modified b, added c'],
    ['a directory that comes', {}, { 'd/x': '1', 'd/y': '1' }, null, 'added d/x, added d/y'],
    ['a file that becomes a directory', { a: '1' }, { 'a/x': '1' }, null, 'removed a, added a/x'],
    ['a directory that becomes a file', { 'a/x': '1' }, { a: '1' }, null, 'added a, removed a/x'],
    ['below a prefix', { a: '1', 'd/x': '1' }, { 'd/x': '2' }, 'd', 'modified d/x'],
    ['a prefix that one side lacks', {}, { 'd/x': '2' }, 'd', 'added d/x'],
  ])('%s', (_name, left, right, prefix, expected) => {
    const answer = world.ask('workspace.diff', { root_a: treeOf(world, left as never), root_b: treeOf(world, right as never), prefix });
    expect(answer.changes.map((change: any) => `${change.kind} ${change.path}`).join(', ')).toBe(expected);
  });
});

describe('annotations', () => {
  const patch = (root: string, path: string | null, annotations: object) => world.ask('workspace.annotations_set', { root_hash: root, path, annotations_patch: annotations as never });
  const get = (root: string, path: string | null) => world.ask('workspace.annotations_get', { root_hash: root, path });
  test.each([null, 'd', 'd/f'])('set, change, take away: %s', (path) => {
    const root = treeOf(world, { 'd/f': '1' });
    expect(get(root, path)).toEqual({ annotations: null });
    const one = patch(root, path, { k: ZERO, l: ZERO }).new_root_hash;
    expect(get(one, path)).toEqual({ annotations: { k: ZERO, l: ZERO } });
    expect(get(patch(one, path, { l: null }).new_root_hash, path)).toEqual({ annotations: { k: ZERO } });
    expect(patch(one, path, { k: null, l: null }).new_root_hash).toBe(root);
    expect(read(one, 'd/f')).toBe('1');
  });
  test.each<[string, string | null, object, RegExp]>([
    ['nothing there', 'none', {}, /^not_found: /],
    ['empty key', null, { '': ZERO }, /^bad_annotation: /],
    ['long key', null, { ['k'.repeat(257)]: ZERO }, /^bad_annotation: /],
    ['too many', null, Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`k${index}`, ZERO])), /^too_many_annotations: 1001/],
  ])('%s', (_name, path, annotations, expected) => {
    expect(patch(treeOf(world, {}), path, annotations)).toMatch(expected);
  });
  test('stay when the file is written again', () => {
    const root = patch(treeOf(world, { f: '1' }), 'f', { k: ZERO }).new_root_hash;
    expect(get(write(root, 'f', '2').new_root_hash, 'f')).toEqual({ annotations: { k: ZERO } });
  });
});

describe('roots', () => {
  const entry = { name: 'f', kind: 'file', hash: ZERO, size: 0n, mode: 420n, annotations: null } as const;
  test('a tree that a plan forged is no root', () => {
    const secret = world.store.put(encodeUtf8('another world'));
    const forged = encodeTree({ entries: [{ ...entry, hash: secret }], annotations: null });
    world.ask('blob.put', { blob_ref: hashBytes(forged), bytes: forged });
    expect(read(hashBytes(forged), 'f')).toMatch(/^root_unknown: /);
    expect(world.ask('blob.get', { blob_ref: secret })).toMatch(/^not_found: /);
  });
  test.each<[string, () => Uint8Array]>([
    ['incomplete', () => encodeTree({ entries: [{ ...entry, hash: hashBytes(encodeUtf8('none')) }], annotations: null })],
    ['incomplete below', () => encodeTree({ entries: [{ ...entry, kind: 'dir', hash: ZERO }], annotations: null })],
    ['hostile name', () => encodeTree({ entries: [{ ...entry, name: '..' }], annotations: null })],
    ['names twice', () => encodeTree({ entries: [entry, entry], annotations: null })],
    ['not sorted', () => encodeTree({ entries: [{ ...entry, name: 'z' }, entry], annotations: null })],
    ['no tree', () => encodeUtf8('text')],
    ['more fields', () => encodeCanonical({ entries: [], annotations_hash: null, more: 1 })],
    ['annotations missing', () => encodeTree({ entries: [], annotations: hashBytes(encodeUtf8('none')) })],
  ])('%s: comes in as content, not as a root', (_name, bytes) => {
    world.store.put(new Uint8Array());
    const hash = world.store.put(bytes());
    const arrived = arrivedWith(encodeCanonical({ hash }), world);
    expect(arrived).toEqual({ objects: [hash] });
    admit(world.state, arrived);
    expect(list(hash)).toMatch(/^root_unknown: /);
    expect(world.ask('blob.get', { blob_ref: hash }).size).toBe(bytes().length);
  });
  test('a complete tree comes in as a root', () => {
    const other = asking();
    const root = treeOf(other, { 'a/b': '1' });
    expect(arrivedWith(encodeCanonical({ root }), { state: world.state, store: other.store })).toEqual({ trees: [root] });
  });
  test('a store that lost what the world has written stops the kernel', () => {
    world.state.objects.set(ZERO, 'blob');
    expect(() => world.ask('blob.get', { blob_ref: ZERO })).toThrow(/the content store has no/);
  });
});

test('any order of writing gives the same root, and removing undoes', async () => {
  const files = fc.dictionary(fc.constantFrom('a', 'b/c', 'b/d', 'e/f/g', 'h'), fc.string());
  await property(fc.tuple(files, fc.constantFrom('n', 'b/n', 'e/f/n', 'x/y/z'), fc.infiniteStream(fc.nat())), ([tree, path, order]) => {
    const own = asking();
    const root = treeOf(own, tree);
    const keyed = Object.entries(tree).map((file) => ({ file, at: order.next().value as number }));
    expect(treeOf(own, Object.fromEntries(keyed.sort((left, right) => left.at - right.at).map(({ file }) => file)))).toBe(root);
    const written = own.ask('workspace.write_bytes', { root_hash: root, path, bytes: encodeUtf8('n'), mode: null }).new_root_hash;
    expect(own.ask('workspace.remove', { root_hash: written, path }).new_root_hash).toBe(root);
  });
});
