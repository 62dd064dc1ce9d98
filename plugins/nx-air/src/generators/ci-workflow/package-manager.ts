// How the workspace installs itself on a build server: by the lockfile that it has.
import type { Tree } from '@nx/devkit';

export interface PackageManager {
  readonly name: 'npm' | 'pnpm' | 'yarn' | 'bun';
  readonly install: string;
  /** Runs a program of the workspace. */
  readonly exec: string;
}

const MANAGERS: readonly (PackageManager & { readonly files: readonly string[] })[] = [
  { name: 'pnpm', install: 'pnpm install --frozen-lockfile', exec: 'pnpm exec', files: ['pnpm-lock.yaml', 'pnpm-workspace.yaml'] },
  { name: 'yarn', install: 'yarn install --immutable', exec: 'yarn', files: ['yarn.lock'] },
  { name: 'bun', install: 'bun install --frozen-lockfile', exec: 'bunx', files: ['bun.lock', 'bun.lockb'] },
];

export function packageManagerOf(tree: Tree): PackageManager {
  const found = MANAGERS.find(({ files }) => files.some((file) => tree.exists(file)));
  if (found === undefined) return { name: 'npm', install: 'npm ci', exec: 'npx' };
  const { name, install, exec } = found;
  return { name, install, exec };
}
