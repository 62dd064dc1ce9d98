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
import { addBridge } from '../wrapper/add-bridge.ts';
import { GeneratorError } from '../errors.ts';
import { answerBridge, RESPOND } from './answer-requests.ts';

/** With the plan that a world begins with. */
const PATTERNS = { timeout: 'timeout/entry_call_with_deadline@1', approval: 'approval/entry_approval@1', 'request-response': 'request-response/core_request@1' } as const;

const SIDES = ['asking', 'answering', 'both'] as const;

/** As schema.json has it. */
export interface PatternOptions {
  readonly pattern: string;
  /** Project or folder of a world that imports the pack. */
  readonly world?: string;
  /** Of request-response: what the world does. */
  readonly side?: string;
  /** Folder of the pack, relative to the workspace. */
  readonly directory?: string;
}

const isPattern = (name: string): name is keyof typeof PATTERNS => Object.hasOwn(PATTERNS, name);

/** Writes into `tree` only. @throws GeneratorError; a second run with the same options changes nothing */
export default async function generatePattern(tree: Tree, { pattern: given, world, side: wanted, directory }: PatternOptions): Promise<void> {
  const pattern = chooseOne('pattern', given, Object.keys(PATTERNS).filter(isPattern));
  const side = wanted === undefined ? 'asking' : chooseOne('side', wanted, SIDES);
  if (wanted !== undefined && pattern !== 'request-response') throw new GeneratorError('unfit', `the pattern ${pattern} has no sides`, 'Leave --side out.');
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
  if (world !== undefined && side !== 'answering') await generateImport(tree, { world, pack: root, plan: PATTERNS[pattern] });
  if (world !== undefined && side !== 'asking') {
    await generateImport(tree, { world, pack: root, plan: RESPOND }, async (opened, folder, plan) => {
      const { event, stem: scenario } = await addBridge(opened, folder, plan, answerBridge);
      return { event, scenario };
    });
  }
  refuseReadOnly(tree);
}
