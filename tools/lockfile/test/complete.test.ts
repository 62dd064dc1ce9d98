// Platform packages left out of a lockfile are found and described; complete lockfiles stay as they are.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { completeLockfile } from '../src/complete.ts';
import { main } from '../src/main.ts';

const tool = (optionalDependencies: Readonly<Record<string, string>>, more: object = {}) => ({ version: '1.0.0', optionalDependencies, ...more });

test.each([
  ['@x/core-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
  ['@x/core-linux-x64-gnu', { os: ['linux'], cpu: ['x64'], libc: ['glibc'] }],
  ['@x/core-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
  ['@x/core-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'] }],
  ['@x/core-win32-ia32-msvc', { os: ['win32'], cpu: ['ia32'] }],
  ['x-freebsd-x64', { os: ['freebsd'], cpu: ['x64'] }],
])('%s', (name, platform) => {
  const { lockfile, added } = completeLockfile({ packages: { 'node_modules/x': tool({ [name]: '1.2.3' }, { dev: true }) } });
  expect(added).toEqual([`node_modules/${name}`]);
  expect(Reflect.get(lockfile.packages, `node_modules/${name}`)).toEqual({ version: '1.2.3', dev: true, optional: true, ...platform });
});

test.each([
  ['beside the parent', 'node_modules/x', 'node_modules/y-linux-x64'],
  ['inside the parent', 'node_modules/x', 'node_modules/x/node_modules/y-linux-x64'],
  ['above a nested parent', 'node_modules/a/node_modules/x', 'node_modules/a/node_modules/y-linux-x64'],
  ['at the top for a nested parent', 'node_modules/a/node_modules/x', 'node_modules/y-linux-x64'],
])('locked %s', (_where, parent, key) => {
  const complete = { packages: { [parent]: tool({ 'y-linux-x64': '1.0.0' }), [key]: { version: '1.0.0' } } };
  expect(completeLockfile(complete).added).toEqual([]);
});

test('an entry nested below another package does not count', () => {
  const lock = { packages: { 'node_modules/x': tool({ 'y-linux-x64': '1.0.0' }), 'node_modules/z/node_modules/y-linux-x64': {} } };
  expect(completeLockfile(lock).added).toEqual(['node_modules/y-linux-x64']);
});

test('a name that says no platform is reported, not guessed', () => {
  expect(completeLockfile({ packages: { 'node_modules/x': tool({ fsevents: '2.0.0' }) } })).toMatchObject({ added: [], unknown: ['fsevents of node_modules/x'] });
});

let root = '';
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'nx-air-lock-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('--check writes nothing; without it the lockfile is completed once', () => {
  const file = join(root, 'package-lock.json');
  const before = JSON.stringify({ name: 'r', packages: { 'node_modules/x': tool({ 'y-win32-x64-msvc': '1.0.0' }) } });
  writeFileSync(file, before);
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  expect([main(root, ['--check'], print), readFileSync(file, 'utf8')]).toEqual([1, before]);
  expect([main(root, [], print), main(root, ['--check'], print), main(root, [], print)]).toEqual([0, 0, 0]);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ name: 'r', packages: { 'node_modules/y-win32-x64-msvc': { os: ['win32'] } } });
  expect(lines).toEqual([
    'package-lock.json: node_modules/y-win32-x64-msvc is missing; run: node tools/lockfile/main.mjs',
    'package-lock.json: 1 platform packages added',
    'package-lock.json: 0 platform packages added',
  ]);
});
