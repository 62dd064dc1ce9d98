// Trees from outside are the same as those that a world writes.
import { encodeUtf8, memoryStore } from '@nx-air/canon';
import { expect, test } from 'vitest';
import { storeTree } from '../../src/index.ts';
import { asking, treeOf } from '../support/internal.ts';

const filesOf = (files: Readonly<Record<string, string>>) => new Map(Object.entries(files).map(([path, text]) => [path, encodeUtf8(text)]));

test.each<[string, Record<string, string>]>([
  ['empty', {}],
  ['files in folders', { 'prompts/main.md': 'be brief', 'prompts/more/x': '', readme: 'hi' }],
])('%s', (_name, files) => {
  expect(storeTree(memoryStore(), filesOf(files))).toEqual({ ok: true, root: treeOf(asking(), files) });
});

test.each<[string, Record<string, string>, string]>([
  ['a path that climbs', { '../x': '' }, '../x bad_path'],
  ['a file in place of a folder', { a: '', 'a/b': '' }, 'a/b not_a_directory'],
  ['a folder in place of a file', { 'a/b': '', a: '' }, 'a not_a_file'],
])('%s', (_name, files, expected) => {
  const stored = storeTree(memoryStore(), filesOf(files));
  expect(stored.ok ? '' : `${stored.path} ${stored.fault.code}`).toBe(expected);
});
