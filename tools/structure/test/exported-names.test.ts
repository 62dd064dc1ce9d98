// Names are read from every form of export and compared with the snapshot both ways.
import { expect, test } from 'vitest';
import { checkExportedNames, listExportedNames, writeSnapshot } from '../src/exported-names.ts';
import { faultLines, smallTree } from './small-tree.ts';

const WITHOUT = { 'libs/air/package.json': undefined, 'libs/plan/package.json': undefined, 'libs/world/package.json': undefined, 'libs/kernel/package.json': undefined, 'plugins/nx-air/package.json': undefined };
const SNAPSHOT = '{"@nx-air/canon":["encode","type Hash"],"@nx-air/canon/fs":["store"]}';
const tree = (index: string, snapshot: string = SNAPSHOT) =>
  smallTree({ ...WITHOUT, 'libs/canon/src/index.ts': index, 'libs/canon/src/fs.ts': 'export const store = 1;', 'spec/exports.json': snapshot });

test('every form of export', () => {
  const text = `
    export { a, b as c, type D } from './x.ts';
    export type { E } from './x.ts';
    export const f = 1, g = 2;
    export function h() {}
    export class I {}
    export interface J {}
    export type K = 1;
    const hidden = 1;`;
  expect(listExportedNames(tree(text)).names.get('@nx-air/canon')).toEqual(['I', 'a', 'c', 'f', 'g', 'h', 'type D', 'type E', 'type J', 'type K']);
});

test('the pinned names pass, and writing them gives the snapshot back', () => {
  const sound = tree(`export { encode, type Hash } from './x.ts';`);
  expect(checkExportedNames(sound)).toEqual({ summary: '2 entries, 3 exported names', faults: [] });
  expect(JSON.parse(writeSnapshot(listExportedNames(sound).names))).toEqual(JSON.parse(SNAPSHOT));
});

test.each([
  [`export { encode, decode, type Hash } from './x.ts';`, '+decode'],
  [`export { type Hash } from './x.ts';`, '-encode'],
  [`export { encode, Hash } from './x.ts';`, '+Hash, -type Hash'],
])('%s differs', (text, changes) => {
  expect(faultLines(checkExportedNames(tree(text)))).toEqual([
    `spec/exports.json @nx-air/canon differs: ${changes}. If it is meant: node tools/structure/main.mjs exports --write`,
  ]);
});

test.each([
  [`export * from './x.ts';`, '`export *`: list the names'],
  [`export * as x from './x.ts';`, '`export *`: list the names'],
  ['export default 1;', 'default export: name it'],
])('%s is refused', (text, message) => {
  expect(faultLines(checkExportedNames(tree(`${text}\nexport { encode, type Hash } from './x.ts';`)))).toEqual([`libs/canon/src/index.ts:1 ${message}`]);
});

test('an entry without its file, and one that left the manifest', () => {
  const gone = smallTree({ ...WITHOUT, 'libs/canon/src/index.ts': '', 'spec/exports.json': '{"@nx-air/old":["a"]}' });
  expect(faultLines(checkExportedNames(gone))).toEqual([
    'libs/canon/src/fs.ts "exports" of @nx-air/canon names it, but it does not exist',
    'spec/exports.json @nx-air/canon is not pinned yet (0 names). If it is meant: node tools/structure/main.mjs exports --write',
    'spec/exports.json @nx-air/old is pinned, but no longer an entry. If it is meant: node tools/structure/main.mjs exports --write',
  ]);
});
