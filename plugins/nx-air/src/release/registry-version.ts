// The version that a registry has of a package: `npm view`, with the registry that npm is set to.
import { execFile } from 'node:child_process';
import type { Tree } from '@nx/devkit';
import { asText, memberOf, parseJson } from '../json-member.ts';

/** Null for packages without package.json: no client of Cargo tells without building an index. */
export async function askRegistry(tree: Pick<Tree, 'read' | 'root'>, manifests: readonly string[], metadata: Record<string, unknown> | undefined): Promise<{ currentVersion: string | null; logText: string } | null> {
  const path = manifests.find((manifest) => manifest.endsWith('package.json'));
  const name = path === undefined ? undefined : asText(memberOf(parseJson(tree.read(path, 'utf-8') ?? undefined), 'name'));
  if (name === undefined) return null;
  const registry = asText(metadata?.['registry']);
  const tag = asText(metadata?.['tag']) ?? 'latest';
  const args = ['view', `${name}@${tag}`, 'version', '--json', ...(registry === undefined ? [] : ['--registry', registry])];
  const answer = await new Promise<string>((done) => execFile('npm', args, { cwd: tree.root, timeout: 60_000 }, (_error, stdout) => done(stdout)));
  return { currentVersion: asText(parseJson(answer)) ?? null, logText: `${name}@${tag}` };
}
