// Generator `nx-air:pattern`: the pack of a hardening pattern, and a world that uses it.
import { readFileSync } from 'node:fs';
import type { Tree } from '@nx/devkit';
import generateImport from '../import/generator.ts';
import { chooseOne } from '../plan-pack/flavour.ts';
import { packPlaces } from '../plan-pack/pack-places.ts';
import { checkDirectory } from '../workspace/check-directory.ts';
import { checkWritten } from '../workspace/check-written.ts';
import { findProject } from '../workspace/find-project.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { refuseReadOnly } from '../workspace/refuse-read-only.ts';
import { refuseTakenDefs } from '../workspace/refuse-taken-defs.ts';
import { refuseTakenFolder, refuseTakenName } from '../workspace/refuse-taken.ts';
import { hasAll, writeNew } from '../workspace/write-new.ts';

/** With the plan that a world begins with. */
const PATTERNS = { timeout: 'timeout/entry_call_with_deadline@1', approval: 'approval/entry_approval@1', 'request-response': 'request-response/core_request@1' } as const;

/** As schema.json has it. */
export interface PatternOptions {
  readonly pattern: string;
  /** Project or folder of a world that imports the pack. */
  readonly world?: string;
  /** Folder of the pack, relative to the workspace. */
  readonly directory?: string;
}

const isPattern = (name: string): name is keyof typeof PATTERNS => Object.hasOwn(PATTERNS, name);

/** Writes into `tree` only. @throws GeneratorError; a second run with the same options changes nothing */
export default async function generatePattern(tree: Tree, { pattern: given, world, directory }: PatternOptions): Promise<void> {
  const pattern = chooseOne('pattern', given, Object.keys(PATTERNS).filter(isPattern));
  const { defs: root } = packPlaces(checkDirectory(directory ?? `plan-packs/${pattern}`), pattern, 'path');
  const workspace = await openWorkspace(tree);
  if (world !== undefined) findProject(workspace, 'world', world);
  const files = Object.fromEntries(['defs.air.json', 'README.md'].map((file) => [`${root}/${file}`, readFileSync(new URL(`./files/${pattern}/${file}`, import.meta.url), 'utf8')]));
  const isThere = tree.isFile(`${root}/defs.air.json`) && hasAll(tree, { [`${root}/defs.air.json`]: files[`${root}/defs.air.json`] ?? '' });
  if (!isThere) {
    refuseTakenFolder(workspace, root, 'pack');
    writeNew(tree, files, `Name another folder with --directory, or remove what is in ${root}.`);
    refuseTakenName(workspace, root, root.slice(root.lastIndexOf('/') + 1));
    const { loadFile } = await import('@nx-air/air');
    const { nodes } = loadFile('defs.air.json', new TextEncoder().encode(files[`${root}/defs.air.json`] ?? ''));
    await refuseTakenDefs(workspace, root, nodes.map(({ name }) => name));
    await checkWritten(workspace, root);
  }
  if (world !== undefined) await generateImport(tree, { world, pack: root, plan: PATTERNS[pattern] });
  refuseReadOnly(tree);
}
