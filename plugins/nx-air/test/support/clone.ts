// A throw-away copy of this repository in which Nx runs for real, with a cache of its own.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const REPOSITORY = resolve(import.meta.dirname, '../../../..');
/** Not copied: the worlds of the repository, unless a test is about them. */
const CONTENT = ['worlds/', 'plan-packs/'];

export interface NxRun {
  readonly exitCode: number;
  readonly output: string;
}

export interface TaskRuns {
  readonly exitCode: number;
  readonly output: string;
  /** Tasks that ran, sorted; those taken from the cache are in `cached`. */
  readonly ran: readonly string[];
  readonly cached: readonly string[];
}

export interface Clone {
  readonly root: string;
  /** Text, JSON, or a function of the present text. */
  write(files: Readonly<Record<string, unknown>>): void;
  link(path: string, target: string): void;
  remove(path: string): void;
  nx(...args: readonly string[]): Promise<NxRun>;
  run(...args: readonly string[]): Promise<TaskRuns>;
  /** The same with variables added to the environment; without any, no build server and no daemon runs this. */
  with(variables: Readonly<Record<string, string>>): Pick<Clone, 'nx' | 'run'>;
  git(...args: readonly string[]): string;
  read(path: string): string;
  dispose(): void;
}

/** Copies tracked and untracked files of the engine; `content` adds worlds/ and plan-packs/. */
export function cloneRepository(options: { readonly content: boolean }): Clone {
  const root = mkdtempSync(join(tmpdir(), 'nx-air-clone-'));
  const workspace = join(root, 'workspace');
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: REPOSITORY, encoding: 'utf8' });
  for (const file of listed.split('\0')) {
    if (file === '' || file.startsWith('spec/vectors/') || /\/test\//.test(file)) continue;
    if (!options.content && CONTENT.some((folder) => file.startsWith(folder))) continue;
    if (lstatSync(join(REPOSITORY, file), { throwIfNoEntry: false }) === undefined) continue;
    mkdirSync(dirname(join(workspace, file)), { recursive: true });
    cpSync(join(REPOSITORY, file), join(workspace, file), { verbatimSymlinks: true });
  }
  linkModules(join(REPOSITORY, 'node_modules'), join(workspace, 'node_modules'));
  execFileSync('git', ['init', '-q', '-b', 'main'], { cwd: workspace });
  const environment = nxEnvironment(root);

  const runNx = (variables: Readonly<Record<string, string>>, args: readonly string[]): Promise<NxRun> =>
    new Promise((done, fail) => {
      const env = { ...environment, ...variables };
      const child = spawn(process.execPath, [join(workspace, 'node_modules/nx/dist/bin/nx.js'), ...args], { cwd: workspace, env });
      const parts: Buffer[] = [];
      child.stdout.on('data', (part: Buffer) => parts.push(part));
      child.stderr.on('data', (part: Buffer) => parts.push(part));
      child.on('error', fail);
      child.on('close', (code) => done({ exitCode: code ?? -1, output: Buffer.concat(parts).toString('utf8') }));
    });

  const runner = (variables: Readonly<Record<string, string>>): Pick<Clone, 'nx' | 'run'> => ({
    nx: (...args) => runNx(variables, args),
    async run(...args) {
      const { exitCode, output } = await runNx(variables, ['run-many', '--outputStyle=static', ...args]);
      return { exitCode, output, ...readTasks(output) };
    },
  });

  return {
    ...runner({}),
    with: runner,
    git: (...args) => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: workspace, encoding: 'utf8' }),
    read: (path) => readFileSync(join(workspace, path), 'utf8'),
    root: workspace,
    write(files) {
      for (const [path, content] of Object.entries(files)) {
        const file = join(workspace, path);
        mkdirSync(dirname(file), { recursive: true });
        if (typeof content === 'function') writeFileSync(file, String(content(readFileSync(file, 'utf8'))));
        else writeFileSync(file, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
      }
    },
    link(path, target) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true });
      symlinkSync(target, join(workspace, path));
    },
    remove: (path) => rmSync(join(workspace, path), { recursive: true, force: true }),
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
}

/**
 * Installed packages are links to the repository's copy; workspace packages keep their relative links, so that they
 * lead to the clone's own sources and an edit there is seen.
 */
function linkModules(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    const source = join(from, name);
    const stat = lstatSync(source);
    if (stat.isSymbolicLink()) symlinkSync(readlinkSync(source), join(to, name));
    else if (name.startsWith('@')) linkModules(source, join(to, name));
    else if (stat.isDirectory()) symlinkSync(source, join(to, name));
    else cpSync(source, join(to, name));
  }
}

function nxEnvironment(root: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(NX_|CI$|TF_BUILD|BUILD_|TEAMCITY_|JENKINS_|AOS_|FORCE_COLOR|VITEST|NODE_OPTIONS)/.test(name));
  return {
    ...Object.fromEntries(kept),
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    // A process for each plugin takes longer than a run from the cache; cache.e2e.test.ts and tools/e2e have them.
    NX_ISOLATE_PLUGINS: 'false',
    NX_CACHE_DIRECTORY: join(root, 'cache'),
    NX_WORKSPACE_DATA_DIRECTORY: join(root, 'data'),
    NO_COLOR: '1',
  };
}

/** Nx heads the output of a task with its id, in brackets where a cached result came from; a lone task has two heads. */
function readTasks(output: string): Pick<TaskRuns, 'ran' | 'cached'> {
  const ran: string[] = [];
  const cached: string[] = [];
  for (const [, task, rest] of output.matchAll(/^> nx run (\S+)(.*)$/gm)) {
    if (task !== undefined) (rest?.includes('[') ? cached : ran).push(task);
  }
  return { ran: [...new Set(ran)].sort(), cached: [...new Set(cached)].sort() };
}
