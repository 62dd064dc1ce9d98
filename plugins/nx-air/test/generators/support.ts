// A workspace in memory for generators, and what a test wants to know of it afterwards.
import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { expect } from 'vitest';

/** Files as text, or as values that are written as JSON. */
export function workspaceTree(files: Readonly<Record<string, unknown>> = {}): Tree {
  const tree = createTreeWithEmptyWorkspace();
  for (const [path, content] of Object.entries(files)) tree.write(path, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
  return tree;
}

/** Text by path of all that there is. */
export const contentOf = (tree: Tree): ReadonlyMap<string, string> => new Map(tree.listChanges().map(({ path, content }) => [path, content?.toString('utf8') ?? '']));

/** Paths that a step adds or changes, sorted. */
export async function changesBy(tree: Tree, step: () => Promise<unknown>): Promise<readonly string[]> {
  const before = contentOf(tree);
  await step();
  return [...contentOf(tree)].filter(([path, text]) => before.get(path) !== text).map(([path]) => path).sort();
}

/** The generator says this, and Nx would write nothing: it throws the tree away. */
export async function refuses(step: () => Promise<unknown>, said: string): Promise<void> {
  await expect(step()).rejects.toThrow(said);
}

export const json = (tree: Tree, path: string): unknown => JSON.parse(tree.read(path, 'utf8') ?? 'null');
