// Migration: a reducer that emits effects becomes a workflow module, in the definitions of every world.
import { visitNotIgnoredFiles, type Tree } from '@nx/devkit';
import { compareText } from '@nx-air/canon/json';
import { sortProjectFiles } from '../../project-files.ts';
import { rewriteReducers } from './rewrite.ts';

/** Part of Nx's protocol for migrations: lines that Nx prints at the end. */
export interface MigrationResult {
  readonly nextSteps: string[];
}

const LARGEST = 16 * 1024 * 1024;

/** A second run finds nothing to do, and says again what it leaves alone. */
export default async function reducerWithEffects(tree: Tree): Promise<MigrationResult> {
  const files: string[] = [];
  visitNotIgnoredFiles(tree, '.', (path) => void files.push(path.replaceAll('\\', '/')));
  const { air } = sortProjectFiles(files);
  const nextSteps: string[] = [];
  for (const file of files.filter((path) => path.toLowerCase().endsWith('.json')).sort(compareText)) {
    const owner = air.filter(({ root }) => root === '.' || file.startsWith(`${root}/`)).sort((a, b) => b.root.length - a.root.length)[0];
    const bytes = owner === undefined ? null : tree.read(file);
    if (owner === undefined || bytes === null || bytes.length > LARGEST) continue;
    const text = bytes.toString('utf8');
    if (!text.includes('effects_emitted') || !text.includes('defmodule')) continue;
    const rewritten = rewriteReducers(text);
    if (rewritten === undefined) {
      nextSteps.push(`${file}: not changed, it cannot be read. Run \`air check ${owner.root}\`, correct it, then run the migration again.`);
      continue;
    }
    const { changed, left } = rewritten;
    for (const { name, reason } of left) nextSteps.push(`${file}: ${name} not changed: ${reason}.`);
    if (changed.length === 0) continue;
    if (owner.kind === 'pack') {
      nextSteps.push(...changed.map((name) => `${file}: ${name} not changed: what a pack has released keeps its body. Add its next version as a workflow.`));
      continue;
    }
    tree.write(file, rewritten.text);
    nextSteps.push(...changed.map((name) => `${file}: ${name} is a workflow now. Not changed: its source, which must export a workflow (spec/workflow-modules.md), grants and policy. Then run \`air codegen ${owner.root}\` and \`air check ${owner.root}\`.`));
  }
  return { nextSteps };
}
