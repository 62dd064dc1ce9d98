// A small workspace on disk for inference alone: no Nx, no installed packages.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CreateNodesResult, ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { createNodes } from '../../src/nodes.ts';

export interface Link {
  readonly link: string;
}

/** Files by path; an object is written as JSON, `{link}` as a symbolic link. */
export type Files = Readonly<Record<string, unknown>>;

export const isLink = (content: unknown): content is Link => typeof content === 'object' && content !== null && 'link' in content;

export function writeTree(root: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    if (isLink(content)) symlinkSync(content.link, target);
    else writeFileSync(target, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
  }
}

export interface Inferred {
  readonly projects: ReadonlyMap<string, ProjectConfiguration>;
  readonly externalNodes: NonNullable<CreateNodesResult['externalNodes']>;
}

type Inputs = NonNullable<TargetConfiguration['inputs']>;

/** What a target lists, with the named inputs of its project replaced by what they stand for, as Nx does it. */
export function inputsOf(project: ProjectConfiguration | undefined, target: string): Inputs {
  const expand = (input: Inputs[number]): Inputs => (typeof input === 'string' ? project?.namedInputs?.[input]?.flatMap(expand) : undefined) ?? [input];
  return (project?.targets?.[target]?.inputs ?? []).flatMap(expand);
}

/** Runs inference over a temporary workspace; `files` are handed to it as Nx's glob would. */
export async function infer(files: Files, options?: unknown): Promise<Inferred> {
  const root = mkdtempSync(join(tmpdir(), 'nx-air-infer-'));
  try {
    writeTree(root, { 'nx.json': {}, ...files });
    const [, run] = createNodes;
    const matched = Object.keys(files).filter((file) => /(^|\/)((aos\.sync|defs\.air|package|project)\.json|scenarios\/[^/]+\.scenario\.json|journals\/[^/]+\.journal)$/.test(file));
    const results = await run(matched, options, { workspaceRoot: root, nxJsonConfiguration: {} });
    const projects = new Map<string, ProjectConfiguration>();
    const externalNodes = {};
    for (const [, result] of results) {
      for (const [at, project] of Object.entries(result.projects ?? {})) projects.set(at, { root: at, ...project });
      Object.assign(externalNodes, result.externalNodes);
    }
    return { projects, externalNodes };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
