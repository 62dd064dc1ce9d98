// Git repositories for tests: real ones, made in a temp folder, with fixed names and dates.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Files } from './worlds.ts';
import { diskRepo } from './worlds.ts';

const IDENTITY = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@b' };

/** Runs git without the configuration of whoever runs the tests. */
export function git(cwd: string, ...args: readonly string[]): string {
  const env = { ...process.env, ...IDENTITY, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', LC_ALL: 'C' };
  return execFileSync('git', ['-c', 'init.defaultBranch=main', '-c', 'protocol.file.allow=always', ...args], { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Writes JSON or text; `null` removes. */
export function write(root: string, files: Files): void {
  for (const [path, value] of Object.entries(files)) {
    const at = join(root, path);
    if (value === null) rmSync(at);
    else {
      mkdirSync(dirname(at), { recursive: true });
      writeFileSync(at, typeof value === 'string' ? value : `${JSON.stringify(value, null, 2)}\n`);
    }
  }
}

/** Commits everything; answers the commit. */
export function commit(root: string, files: Files = {}): string {
  write(root, files);
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '--allow-empty', '-m', 'x');
  return git(root, 'rev-parse', 'HEAD').trim();
}

/** A repository whose first commit holds `files`. */
export function gitRepo(files: Files): string {
  const root = diskRepo(files);
  git(root, 'init', '-q');
  commit(root);
  return root;
}
