// `path` imports: inside the repository, and a folder.
import { expect, test } from 'vitest';
import { outcome } from '../support/resolve.ts';
import { repo } from '../support/worlds.ts';

const host = repo({
  'w/air/x.json': '{}',
  'packs/a/defs.air.json': '[]',
  'packs/file.json': '[]',
  'packs/linked': { link: 'a' },
  'packs/out': { link: '../../elsewhere' },
  '../elsewhere/x.json': '[]',
  'packs/dead': { link: 'nothing' },
});

test.each([
  ['a folder', '../packs/a', { kind: 'path', root: 'ROOT/packs/a', registry: false }],
  ['spelled roundabout', './../packs/./b/../a/', { kind: 'path', root: 'ROOT/packs/a', registry: false }],
  ['a link inside the repository is resolved', '../packs/linked', { kind: 'path', root: 'ROOT/packs/a', registry: false }],
  ['the repository root', '..', { kind: 'path', root: 'ROOT', registry: false }],
])('%s', async (_name, path, expected) => expect(await outcome(host, { path })).toEqual(expected));

test.each([
  ['missing', '../packs/none', 'import_missing_target import path ../packs/none: expected a folder, found nothing at ../packs/none'],
  ['a file', '../packs/file.json', 'import_missing_target import path ../packs/file.json: expected a folder, found a file at ../packs/file.json'],
  ['a dead link', '../packs/dead', 'import_missing_target'],
  ['above the repository', '../../elsewhere', 'import_escapes_root import path ../../elsewhere: expected a folder inside the repository, found ../elsewhere'],
  ['out through a link', '../packs/out', 'import_escapes_root import path ../packs/out: expected a folder inside the repository, found a link to ../elsewhere'],
])('%s', async (_name, path, expected) => expect(await outcome(host, { path })).toContain(`w/aos.sync.json:1:1 error ${expected}`));
