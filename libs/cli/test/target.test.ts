// <world> and <pack>: paths and project names.
import { memoryHost } from '@nx-air/world';
import { describe, expect, it } from 'vitest';
import { resolveFolder, resolveTarget } from '../src/target.ts';

const SYNC = '{"version": 1, "air": {}}';
const FILES = {
  '/r/nx.json': '{}',
  '/r/worlds/notes/aos.sync.json': SYNC,
  '/r/worlds/shop/aos.sync.json': SYNC,
  '/r/old/shop/aos.sync.json': SYNC,
  '/r/plan-packs/digest/defs.air.json': '[]',
  '/r/package.json': '{"name": "root", "workspaces": ["plan-packs/*"]}',
  '/r/plan-packs/changes/defs.air.json': '[]',
  '/r/plan-packs/changes/package.json': '{"name": "@acme/changes", "version": "1.0.0"}',
  '/r/worlds/notes/docs/': '',
  '/r/notes/': '',
};

const resolveIn = (cwd: string, text: string, files: Readonly<Record<string, string>> = FILES) => resolveTarget(memoryHost(files), cwd, text);

describe('resolveTarget', () => {
  it.each([
    ['/r', 'worlds/notes', '/r/worlds/notes'],
    ['/r', './worlds/notes/', '/r/worlds/notes'],
    ['/r/worlds', '../worlds/notes', '/r/worlds/notes'],
    ['/r/worlds/notes', '.', '/r/worlds/notes'],
    ['/r/worlds/notes', '..', '/r/worlds'],
    ['/', '/r/worlds/notes', '/r/worlds/notes'],
    ['/r/worlds/notes', 'docs', '/r/worlds/notes/docs'],
    ['/r/worlds', 'notes', '/r/worlds/notes'],
    // A project name, from anywhere inside the workspace.
    ['/r/plan-packs', 'notes', '/r/worlds/notes'],
    ['/r/worlds/notes/docs', 'digest', '/r/plan-packs/digest'],
    // An npm package keeps its name.
    ['/r/worlds', '@acme/changes', '/r/plan-packs/changes'],
    // Equal folder names get their path.
    ['/r', 'worlds-shop', '/r/worlds/shop'],
    ['/r', 'old-shop', '/r/old/shop'],
    // The name wins over a folder of that name, which is then written with ./
    ['/r', 'notes', '/r/worlds/notes'],
    ['/r', './notes', '/r/notes'],
  ])('in %s: %s is %s', async (cwd, text, path) => {
    expect(await resolveIn(cwd, text)).toEqual({ label: text, path });
  });

  it.each([
    ['/r', 'ntoes', '`ntoes` is neither a project nor a path', 'Did you mean `notes`?'],
    ['/r', 'shop', '`shop` is neither a project nor a path', ''],
    ['/r', 'worlds/nope', '`worlds/nope` is neither a project nor a path', ''],
    ['/r', '@acme/chnages', '`@acme/chnages` is neither a project nor a path', 'Did you mean `@acme/changes`?'],
    ['/r', 'changes', '`changes` is neither a project nor a path', ''],
    ['/', 'notes', '`notes` does not exist', ''],
  ])('in %s: %s is refused', async (cwd, text, message, hint) => {
    await expect(resolveIn(cwd, text)).rejects.toMatchObject({ code: 'unknown_target', message, hint });
  });

  it('knows no project names outside a workspace', async () => {
    const { '/r/nx.json': _, ...bare } = FILES;
    await expect(resolveIn('/r', 'digest', bare)).rejects.toMatchObject({ message: '`digest` does not exist' });
    expect(await resolveIn('/r', 'notes', bare)).toEqual({ label: 'notes', path: '/r/notes' });
  });
});

describe('resolveFolder', () => {
  it.each([
    ['/r', 'worlds/notes/aos.sync.json', { label: 'worlds/notes', path: '/r/worlds/notes' }],
    ['/r/worlds/notes', 'aos.sync.json', { label: '.', path: '/r/worlds/notes' }],
    ['/r', 'plan-packs/digest/defs.air.json', { label: 'plan-packs/digest', path: '/r/plan-packs/digest' }],
    ['/r', 'notes', { label: 'notes', path: '/r/worlds/notes' }],
  ])('in %s: %s', async (cwd, text, target) => {
    expect(await resolveFolder(memoryHost(FILES), cwd, text)).toEqual(target);
  });

  it('refuses other files', async () => {
    await expect(resolveFolder(memoryHost(FILES), '/r', 'nx.json')).rejects.toMatchObject({ code: 'not_a_folder' });
  });
});
