// The hash over the files of a world: each file that a gate judges changes it, and nothing else does.
import { nodeHost } from '@nx-air/world';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesHash } from '../src/files-hash.ts';
import { tempRepo } from './temp-repo.ts';

const FILES = {
  'w/aos.sync.json': { json: { version: 1, air: { dir: 'air', imports: [{ path: '../pack' }, { path: '../gone' }] } } },
  'w/air/manifest.air.json': '{}',
  'w/air/deep/defs.air.json': '[]',
  'w/scenarios/one.scenario.json': '{}',
  'w/scenarios/upgrades/second/plan.air.json': '{}',
  'w/journals/one.journal': 'bytes',
  'w/modules/Sum_v1.ts': '// code',
  'pack/defs.air.json': '[]',
  'other/defs.air.json': '[]',
};
const hash = (root: string): string => filesHash(nodeHost(), root, `${root}/w`);
const change = (root: string, path: string, text = 'changed'): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

describe('it changes with', () => {
  test.each(Object.keys(FILES).filter((path) => !path.startsWith('other/') && path !== 'w/aos.sync.json'))('%s', (path) => {
    const root = tempRepo(FILES);
    const before = hash(root);
    change(root, path);
    const changed = hash(root);
    expect(changed).not.toBe(before);
    rmSync(join(root, path));
    expect([before, changed]).not.toContain(hash(root));
  });

  test('aos.sync.json, also where it cannot be read any more', () => {
    const root = tempRepo(FILES);
    const before = hash(root);
    change(root, 'w/aos.sync.json', '{"version": 1, "air": {"dir": "air", "imports": []}}');
    const second = hash(root);
    change(root, 'w/aos.sync.json', '{');
    expect(new Set([before, second, hash(root)]).size).toBe(3);
  });

  test('a file that has moved', () => {
    const root = tempRepo(FILES);
    const before = hash(root);
    rmSync(join(root, 'w/scenarios/one.scenario.json'));
    change(root, 'w/scenarios/two.scenario.json', '{}');
    expect(hash(root)).not.toBe(before);
  });
});

describe('it stays with', () => {
  test.each(['other/defs.air.json', 'w/README.md', 'w/air/notes.txt', 'w/air/node_modules/x/defs.json', 'dist/w/validate.json'])('%s', (path) => {
    const root = tempRepo(FILES);
    const before = hash(root);
    change(root, path);
    expect(hash(root)).toBe(before);
  });

  test('links, which are not followed', () => {
    const root = tempRepo(FILES);
    const before = hash(root);
    symlinkSync(join(root, 'other/defs.air.json'), join(root, 'w/scenarios/linked.scenario.json'));
    expect(hash(root)).toBe(before);
  });

  test('the folder that the repository is in', () => {
    expect(hash(tempRepo(FILES))).toBe(hash(tempRepo(FILES)));
  });
});
