// Damage, races and other inhabitants of the folder.
import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { directoryStore } from '../src/fs.ts';
import { CanonError, hashBytes } from '../src/index.ts';
import type { Hash } from '../src/index.ts';

const bytes = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
const hash = hashBytes(bytes);
let dir: string;
let path: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'nx-air-store-'));
  path = join(dir, hash.slice(7, 9), hash.slice(7));
});
afterEach(() => rmSync(dir, { recursive: true }));

function errorOf(action: () => unknown): CanonError {
  try {
    action();
  } catch (error) {
    if (error instanceof CanonError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

test('layout: one file a blob, nothing else', () => {
  directoryStore(dir).put(bytes);
  expect(readdirSync(dir, { recursive: true }).sort()).toEqual([hash.slice(7, 9), join(hash.slice(7, 9), hash.slice(7))].sort());
  expect(readFileSync(path)).toEqual(Buffer.from(bytes));
});

describe('damage is found by get and healed by put', () => {
  const flip = (): void => {
    const damaged = Uint8Array.from(bytes);
    damaged[150]! ^= 1;
    writeFileSync(path, damaged);
  };
  test.each<[string, () => void]>([
    ['torn', () => truncateSync(path, 100)],
    ['empty', () => truncateSync(path, 0)],
    ['longer', () => writeFileSync(path, Buffer.concat([bytes, Buffer.of(0)]))],
    ['one bit flipped', flip],
    ['zeros', () => writeFileSync(path, new Uint8Array(300))],
    ['another blob', () => writeFileSync(path, 'other')],
  ])('%s', (_, damage) => {
    const store = directoryStore(dir);
    store.put(bytes);
    damage();
    const error = errorOf(() => store.get(hash));
    expect(error.code).toBe('blob_corrupt');
    expect(error.message).toContain(`blob ${hash} in ${path} is corrupt: its content is sha256:`);
    expect(error.hint).not.toBe('');
    store.put(bytes);
    expect(store.get(hash)).toEqual(bytes);
  });
});

describe('what is no regular file is no blob', () => {
  test('a link, although it leads to the right bytes', () => {
    const store = directoryStore(dir);
    mkdirSync(dirname(path));
    const target = join(dir, 'elsewhere');
    writeFileSync(target, bytes);
    symlinkSync(target, path);
    expect(store.has(hash)).toBe(false);
    expect(errorOf(() => store.get(hash)).message).toContain('its content is not a file');
    store.put(bytes);
    expect(store.get(hash)).toEqual(bytes);
    writeFileSync(target, 'changed later');
    expect(store.get(hash)).toEqual(bytes);
  });

  test('a folder', () => {
    const store = directoryStore(dir);
    mkdirSync(path, { recursive: true });
    expect(store.has(hash)).toBe(false);
    expect(errorOf(() => store.get(hash)).code).toBe('blob_corrupt');
    expect(errorOf(() => store.put(bytes)).code).toBe('store_io');
    expect(readdirSync(dirname(path))).toEqual([hash.slice(7)]);
  });
});

test('a leftover of an earlier writer is neither used nor in the way', () => {
  mkdirSync(dirname(path));
  writeFileSync(`${path}.${process.pid}-0.tmp`, 'half');
  const store = directoryStore(dir);
  expect(store.has(hash)).toBe(false);
  store.put(bytes);
  expect(store.get(hash)).toEqual(bytes);
});

test('a folder that cannot be written is store_io with its cause', () => {
  const file = join(dir, 'file');
  writeFileSync(file, '');
  const error = errorOf(() => directoryStore(join(file, 'store')).put(bytes));
  expect([error.code, error.cause instanceof Error]).toEqual(['store_io', true]);
});

test('hostile names touch no file outside', () => {
  const store = directoryStore(join(dir, 'store'));
  store.put(bytes);
  const secret = join(dir, 'secret');
  writeFileSync(secret, 'x');
  for (const name of ['../secret', `sha256:${'.'.repeat(64)}`, 'sha256:../../secret']) expect(store.get(name as Hash)).toBeUndefined();
  expect(existsSync(secret)).toBe(true);
});

test('a blob written for reading only is read and kept', () => {
  const store = directoryStore(dir);
  store.put(bytes);
  chmodSync(path, 0o444);
  store.put(bytes);
  expect(store.get(hash)).toEqual(bytes);
});

test('processes that put the same blobs at once', async () => {
  const module = new URL('../src/fs.ts', import.meta.url).href;
  const script = `
    import { directoryStore } from ${JSON.stringify(module)};
    const store = directoryStore(${JSON.stringify(dir)});
    for (let round = 0; round < 40; round += 1) {
      const hash = store.put(new Uint8Array(50_000).fill(round));
      if (store.get(hash)?.length !== 50_000) throw new Error('lost');
    }`;
  const args = ['--import', new URL('../../../tools/process/typescript.mjs', import.meta.url).href, '--input-type=module', '--eval', script];
  await Promise.all([1, 2, 3].map(() => promisify(execFile)(process.execPath, args)));
  const store = directoryStore(dir);
  for (let round = 0; round < 40; round += 1) expect(store.get(hashBytes(new Uint8Array(50_000).fill(round)))?.[0]).toBe(round);
  expect(readdirSync(dir, { recursive: true }).filter(name => String(name).endsWith('.tmp'))).toEqual([]);
});
