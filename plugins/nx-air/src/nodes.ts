// Inference: a project for every world and every defs-only pack, whatever their files contain.
import { basename } from 'node:path';
import { nameProjects, nodeFiles } from '@nx-air/world/graph';
import type { CreateNodes, CreateNodesResult } from '@nx/devkit';
import { compilerInputs, engineInputs } from './engine-inputs.ts';
import { externalNodesOf } from './external-nodes.ts';
import { gateAtoms } from './gate-atoms.ts';
import { NO_UNITS } from './gate-units.ts';
import { graphFiles } from './graph-files.ts';
import { ignoreTest } from './ignored.ts';
import { type Inputs, journalInputs, lockInputs, moduleInputs, packInputs, scenarioInputs, summaryInputs, worldInputs } from './inputs.ts';
import { lockModeInput } from './lock-mode-input.ts';
import { projectMetadata } from './metadata.ts';
import { normalizeOptions } from './options.ts';
import { peersOf } from './peers.ts';
import type { AirProject } from './project-files.ts';
import { PROJECT_FILES_GLOB, sortProjectFiles } from './project-files.ts';
import { readTakenNames } from './taken-names.ts';
import { projectTargets } from './targets.ts';
import { openWorkspace } from './workspace-files.ts';
import { worldReader } from './world-graph.ts';

/**
 * Throws for options that nx.json gets wrong; never for the content of a world or pack, which `validate` reports.
 * Files read while resolving are kept for the length of one call only, so the daemon never sees a stale one.
 */
export const createNodes: CreateNodes<unknown> = [
  `{${PROJECT_FILES_GLOB}}`,
  (files, options, { workspaceRoot }) => {
    const normalized = normalizeOptions(options);
    const { air, packageJsons, projectJsons, units } = sortProjectFiles(files);
    if (air.length === 0) return [];
    const workspace = openWorkspace(workspaceRoot);
    const taken = readTakenNames(packageJsons, projectJsons, basename(workspaceRoot), workspace.read);
    const unnamed = air.map(({ root }) => root).filter((root) => !taken.roots.has(root));
    const { names, clashes } = nameProjects(unnamed, taken.byName, taken.rootName);
    const engine = engineInputs(workspace);
    const compiler = compilerInputs(workspace);
    const disk = graphFiles(nodeFiles());
    const readWorld = worldReader(disk, workspaceRoot);
    const isIgnored = ignoreTest(workspace.read);
    const mode = [lockModeInput(normalized.lockMode)];

    const withPeers = (project: AirProject, inputs: Inputs): Inputs => {
      const peers = project.kind === 'world' ? peersOf(disk, workspaceRoot, project) : [];
      // A set: two worlds may import one pack.
      return [...new Set([...inputs, ...peers.flatMap((peer) => moduleInputs(peer, worldInputs(peer, { ...readWorld(peer), isIgnored }, []), []))])];
    };

    const infer = (project: AirProject): CreateNodesResult => {
      const world = project.kind === 'world' ? readWorld(project) : undefined;
      const imports = world?.imports ?? [];
      const inputs =
        world === undefined
          ? packInputs(project, engine)
          : worldInputs(project, { ...world, isIgnored }, engine);
      const modules = moduleInputs(project, inputs, compiler);
      const runInputs = withPeers(project, modules);
      const scenarios = scenarioInputs(project, runInputs);
      const atoms =
        world === undefined || !normalized.atomizeGates
          ? undefined
          : gateAtoms({ project, units: units.get(project.root) ?? NO_UNITS, imports, runInputs }, normalized);
      const name = names.get(project.root);
      const clash = clashes.find(({ root }) => root === project.root);
      return {
        projects: {
          [project.root]: {
            ...(name === undefined ? {} : { name }),
            root: project.root,
            projectType: 'library',
            tags: [`air:${project.kind}`],
            metadata: projectMetadata(project, imports, atoms?.groups),
            ...(atoms === undefined ? {} : { namedInputs: atoms.namedInputs }),
            targets: { ...projectTargets(
              project,
              {
                inputs,
                moduleInputs: modules,
                scenarioInputs: scenarios,
                summaryInputs: summaryInputs(project, scenarios),
                journalInputs: journalInputs(project),
                lockInputs: lockInputs(project, { imports, isIgnored }, engine, mode),
                imports,
                clash,
              },
              normalized,
            ), ...atoms?.targets },
          },
        },
        externalNodes: externalNodesOf(imports),
      };
    };
    return air.map((project) => [project.file, infer(project)] as const);
  },
];
