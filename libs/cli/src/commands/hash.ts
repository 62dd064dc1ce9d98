// `air hash`: the hash of every definition under the given paths, and of each path as a whole.
import { dirname } from 'node:path/posix';
import type { Finding } from '@nx-air/air';
import type { JsonObject } from '@nx-air/canon';
import type { Host } from '@nx-air/world';
import type { Command, CommandResult } from '../command.ts';
import { resolveTarget } from '../target.ts';

export interface HashOptions {
  /** How the user names the path; relative to the repository when absent. */
  readonly label?: string;
}

/** Everything under the absolute `path`: a world's folder (its own definitions), another folder, or a file. */
export async function runHash(host: Host, path: string, options: HashOptions = {}): Promise<CommandResult> {
  return runHashAll(host, [{ path, ...options }]);
}

interface HashTarget extends HashOptions {
  readonly path: string;
}

async function runHashAll(host: Host, targets: readonly HashTarget[]): Promise<CommandResult> {
  const [{ exitCode }, { hashPath }, { joinFindings, nextStep }, { hashedNodeJson }] = await Promise.all([
    import('@nx-air/air'),
    import('../hash-path.ts'),
    import('../conclude.ts'),
    import('../node-json.ts'),
  ]);
  const findings: (readonly Finding[])[] = [];
  const nodes = new Map<string, JsonObject>();
  const roots: JsonObject[] = [];
  const lines: string[] = [];
  const labels: string[] = [];
  const folders = new Set<string>();
  for (const { path, label } of targets) {
    const hashed = await hashPath(host, path);
    const shown = label ?? hashed.path;
    labels.push(shown);
    folders.add(hashed.isFolder ? shown : dirname(shown));
    findings.push(hashed.findings);
    for (const node of hashed.nodes) {
      const key = `${node.origin.file} ${node.origin.pointer}`;
      if (!nodes.has(key)) lines.push(`${node.hash}  ${`${node.kind} ${node.name}`.trimEnd()}  ${node.origin.file}`);
      nodes.set(key, hashedNodeJson(node));
    }
    roots.push({ path: hashed.path, defs_hash: hashed.defsHash ?? null });
  }
  for (const { path, defs_hash: hash } of roots) lines.push(`${String(hash ?? 'no defs hash')}  defs of ${String(path)}`);
  const all = joinFindings(findings);
  return {
    exitCode: exitCode(all),
    findings: all,
    data: { nodes: [...nodes.values()], roots },
    lines,
    next: nextStep(all, `air hash ${labels.join(' ')}`, `air check ${[...folders].join(' ')}`),
    writes: [],
  };
}

export const hash: Command = {
  name: 'hash',
  summary: 'print the hash of every definition under the paths, and the defs hash of each path',
  usage: '<path...>',
  targets: { least: 1 },
  options: {},
  async run(host, { cwd, targets }) {
    const resolved = await Promise.all(targets.map((target) => resolveTarget(host, cwd, target)));
    return runHashAll(host, resolved);
  },
};
