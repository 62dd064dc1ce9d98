// Writes a scenario that is observed, unless one of that name is there: then it is its author's.
import type { Workspace } from '../workspace/open-workspace.ts';
import { writeNew } from '../workspace/write-new.ts';
import { observeScenario } from './observe.ts';

export async function addScenario(workspace: Workspace, root: string, name: string, event: string, description: string): Promise<void> {
  const file = `${root}/scenarios/${name}.scenario.json`;
  if (workspace.tree.exists(file)) return;
  writeNew(workspace.tree, { [file]: await observeScenario(workspace, root, file, { event, description }) }, 'Choose another name.');
}
