// A fresh Nx workspace as other people have one, outside of this repository.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run, runOk, type Ran } from './run.ts';

export interface Workspace {
  readonly root: string;
  /** Nx of the workspace; output is plain. */
  nx(...args: readonly string[]): Promise<Ran>;
  /** The same, and exit code 0. */
  nxOk(...args: readonly string[]): Promise<Ran>;
  npm(...args: readonly string[]): Promise<Ran>;
  /** A line of bash, and exit code 0. */
  shell(line: string): Promise<Ran>;
  git(...args: readonly string[]): Promise<Ran>;
  /** Everything there is, as a commit. */
  commit(message: string): Promise<void>;
  /** Text as it is, anything else as JSON. */
  write(files: Readonly<Record<string, unknown>>): void;
  read(path: string): string;
  has(path: string): boolean;
}

export interface FreshOptions {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  /** Packages to have from the start: name to version. */
  readonly packages: Readonly<Record<string, string>>;
}

const AUTHOR = ['-c', 'user.name=e2e', '-c', 'user.email=e2e@example.org', '-c', 'commit.gpgsign=false'];

/** npm workspaces, git, Nx, and no project. */
export async function freshWorkspace({ root, env, packages }: FreshOptions): Promise<Workspace> {
  mkdirSync(root, { recursive: true });
  const place = { cwd: root, env };
  const nxArgs = (args: readonly string[]): readonly string[] => [join(root, 'node_modules', '.bin', 'nx'), ...args];
  const workspace: Workspace = {
    root,
    nx: (...args) => run('node', nxArgs(args), place),
    nxOk: (...args) => runOk('node', nxArgs(args), place),
    npm: (...args) => runOk('npm', args, place),
    shell: (line) => runOk('bash', ['-o', 'pipefail', '-c', line], place),
    git: (...args) => runOk('git', [...AUTHOR, ...args], place),
    async commit(message) {
      await workspace.git('add', '-A');
      await workspace.git('commit', '-q', '-m', message);
    },
    write(files) {
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), typeof content === 'string' ? content : `${JSON.stringify(content, undefined, 2)}\n`);
      }
    },
    read: (path) => readFileSync(join(root, path), 'utf8'),
    has: (path) => existsSync(join(root, path)),
  };
  workspace.write({
    'package.json': { name: 'acme', version: '0.0.0', private: true, workspaces: ['packages/*'], devDependencies: packages },
    'nx.json': '{\n  // How acme writes its nx.json.\n  "analytics": false,\n  "defaultBase": "main"\n}\n',
    '.gitignore': 'node_modules\n',
  });
  await workspace.git('init', '-q', '-b', 'main');
  await workspace.npm('install', '--prefer-offline');
  return workspace;
}
