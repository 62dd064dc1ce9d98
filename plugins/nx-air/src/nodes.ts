// Inference: a project for every world and every defs-only pack, whatever their files contain.
import { basename } from 'node:path';
import { type NameClash, nameProjects, nodeFiles } from '@nx-air/world/graph';
import type { CreateNodes, CreateNodesResult, ProjectConfiguration } from '@nx/devkit';
import { compilerInputs, engineInputs } from './engine-inputs.ts';
import { externalNodesOf } from './external-nodes.ts';
import { gateAtoms } from './gate-atoms.ts';
import { NO_UNITS } from './gate-units.ts';
import { graphFiles } from './graph-files.ts';
import { ignoreTest } from './ignored.ts';
import { resolutionOf } from './import-facts.ts';
import { lockInputs, namedInputs, packInputs, peerInputs, type WorldSources } from './inputs.ts';
import { lockModeInput } from './lock-mode-input.ts';
import { projectMetadata } from './metadata.ts';
import { normalizeOptions } from './options.ts';
import { peersOf } from './peers.ts';
import type { AirProject } from './project-files.ts';
import { PROJECT_FILES_GLOB, sortProjectFiles } from './project-files.ts';
import { readTakenNames } from './taken-names.ts';
import { packTargets, worldTargets } from './targets.ts';
import { openWorkspace } from './workspace-files.ts';
import { worldReader } from './world-graph.ts';

type InferredProject = Pick<ProjectConfiguration, 'metadata' | 'namedInputs' | 'targets'> & Pick<CreateNodesResult, 'externalNodes'>;

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
    const clashOf = (project: AirProject): NameClash | undefined => clashes.find(({ root }) => root === project.root);
    const engine = engineInputs(workspace);
    const compiler = compilerInputs(workspace);
    const disk = graphFiles(nodeFiles());
    const readWorld = worldReader(disk, workspaceRoot);
    const isIgnored = ignoreTest(workspace.read);
    const mode = [lockModeInput(normalized.lockMode)];

    const sourcesOf = (project: AirProject): WorldSources => ({ ...readWorld(project), isIgnored });

    const inferWorld = (project: AirProject): InferredProject => {
      const sources = sourcesOf(project);
      const { imports } = sources;
      const resolution = resolutionOf(imports);
      const peers = peersOf(disk, workspaceRoot, project).flatMap((peer) => peerInputs(peer, sourcesOf(peer)));
      const { groups = {}, targets = {} } = normalized.atomizeGates ? gateAtoms({ project, units: units.get(project.root) ?? NO_UNITS, resolution }, normalized) : {};
      const parts = { lockInputs: lockInputs(sources, mode), imports, resolution, clash: clashOf(project) };
      return {
        metadata: projectMetadata(project, imports, groups),
        // A set: two worlds may import one pack.
        namedInputs: namedInputs(project, { ...sources, engine, compiler, peers: [...new Set(peers)] }),
        targets: { ...worldTargets(project, parts, normalized), ...targets },
        externalNodes: externalNodesOf(imports),
      };
    };

    const inferPack = (project: AirProject): InferredProject => ({
      metadata: projectMetadata(project, []),
      targets: packTargets(project, packInputs(project, engine), clashOf(project), normalized),
    });

    const infer = (project: AirProject): CreateNodesResult => {
      const name = names.get(project.root);
      const { externalNodes = {}, ...inferred } = project.kind === 'world' ? inferWorld(project) : inferPack(project);
      const facts: ProjectConfiguration = { ...(name === undefined ? {} : { name }), root: project.root, projectType: 'library', tags: [`air:${project.kind}`] };
      return { projects: { [project.root]: { ...facts, ...inferred } }, externalNodes };
    };
    return air.map((project) => [project.file, infer(project)] as const);
  },
];
