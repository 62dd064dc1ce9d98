// Folders and names that projects of other plugins have, and files that may not be written.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FsTree } from '@nx/devkit/internal';
import { expect, test } from 'vitest';
import generatePattern from '../../src/generators/pattern/generator.ts';
import { openWorkspace } from '../../src/generators/workspace/open-workspace.ts';
import { refuseTakenFolder, refuseTakenName } from '../../src/generators/workspace/refuse-taken.ts';
import generateWorld from '../../src/generators/world/generator.ts';
import { contentOf, refuses, workspaceTree } from './support.ts';

const OTHER = { name: 'shop', root: 'apps/shop' };

test('a folder that another plugin has made a project of', async () => {
  const workspace = { ...(await openWorkspace(workspaceTree())), nxProjects: [OTHER] };
  expect(() => refuseTakenFolder(workspace, 'apps/shop', 'world')).toThrow('apps/shop is the project shop. Nx would make one project of both. Choose another --directory for the world.');
  expect(() => refuseTakenFolder(workspace, 'apps', 'world')).not.toThrow();
});

test('a name that a project of another plugin has', async () => {
  const workspace = { ...(await openWorkspace(workspaceTree())), nxProjects: [OTHER] };
  expect(() => refuseTakenName(workspace, 'worlds/shop', 'shop')).toThrow('the name shop is taken by the project at apps/shop');
  expect(() => refuseTakenName(workspace, 'worlds/desk', 'desk')).not.toThrow();
});

test('a file that may not be written is found before any is', async () => {
  const made = workspaceTree();
  await generateWorld(made, { name: 'desk' });
  const root = mkdtempSync(join(tmpdir(), 'nx-air-read-only-'));
  try {
    for (const [path, text] of contentOf(made)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    chmodSync(join(root, 'worlds/desk/aos.sync.json'), 0o444);
    const run = (): Promise<void> => generatePattern(new FsTree(root, false), { pattern: 'timeout', world: 'desk' });
    await refuses(run, 'worlds/desk/aos.sync.json may not be written. Run `chmod u+w worlds/desk/aos.sync.json`');
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
