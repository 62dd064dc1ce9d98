// Figures: time of `nx show projects --json` over packs and worlds: cold, cached, with the daemon; and of our two hooks.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { timed, type Figure } from '../figure.ts';
import { generateEmptyWorkspace, generateTypeScriptWorkspace, generateWorkspace } from '../generate-workspace.ts';
import { peerModules, productModules, runNx } from '../installed.ts';

const SIZES = [100, 300, 1000];
const sizeOf = (projects: number): { readonly packs: number; readonly worlds: number } => ({ packs: Math.round(projects * 0.4), worlds: projects - Math.round(projects * 0.4) });

type State = 'cold' | 'warm' | 'daemon';

const STATES: Readonly<Record<State, { readonly is: string; readonly aim?: number }>> = {
  cold: { is: 'no daemon, no cached graph', aim: 0.35 },
  warm: { is: 'no daemon, cached graph', aim: 0.7 },
  daemon: { is: 'daemon running' },
};

function graphFigure(state: State): Figure {
  const { is, aim } = STATES[state];
  return {
    name: `project-graph-${state}`,
    title: `nx show projects --json, ${is}, {size} projects`,
    oursIs: 'packs and worlds that import three to seven of them, inferred by nx-air',
    peerIs: 'TypeScript packages with as many references, inferred by @nx/js/typescript',
    sizes: SIZES,
    ...(aim === undefined ? {} : { aim }),
    prepare: async (dir, root, projects) => {
      const [air, js] = [join(dir, 'air'), join(dir, 'js')];
      generateWorkspace(air, productModules(), sizeOf(projects));
      generateTypeScriptWorkspace(js, peerModules(root), projects);
      expectCount((await showProjects(air)).filter((name) => /^(?:pack|world)-\d+$/.test(name)), projects);
      expectCount((await showProjects(js)).filter((name) => /^@bench\/p\d+$/.test(name)), projects);
      const env = state === 'daemon' ? { NX_DAEMON: 'true' } : {};
      const measure = (workspace: string) => async () => {
        if (state === 'cold') rmSync(join(workspace, '.nx'), { recursive: true, force: true });
        return timed(() => showProjects(workspace, env));
      };
      const close = async (): Promise<void> => {
        for (const workspace of state === 'daemon' ? [air, js] : []) await runNx(workspace, ['daemon', '--stop'], env);
      };
      return { ours: measure(air), peer: measure(js), close };
    },
  };
}

const HOOKS: Figure = {
  name: 'project-graph-hooks',
  title: 'our share of a cold project graph of {size} packs and worlds',
  oursIs: 'createNodes and createDependencies of nx-air together, as Nx reports them',
  peerIs: 'nx show projects --json of an empty workspace',
  aim: 0.12,
  sizes: SIZES,
  prepare: async (dir, _root, projects) => {
    const [air, empty] = [join(dir, 'air'), join(dir, 'empty')];
    generateWorkspace(air, productModules(), sizeOf(projects));
    generateEmptyWorkspace(empty, productModules());
    expectCount((await showProjects(air)).filter((name) => /^(?:pack|world)-\d+$/.test(name)), projects);
    return {
      ours: async () => {
        rmSync(join(air, '.nx'), { recursive: true, force: true });
        const { stdout, stderr } = await runNx(air, ['show', 'projects', '--json'], { NX_PERF_LOGGING: 'true' });
        return hooksIn(stdout + stderr);
      },
      peer: async () => {
        rmSync(join(empty, '.nx'), { recursive: true, force: true });
        return timed(() => showProjects(empty));
      },
    };
  },
};

/** @throws when Nx reports neither hook */
function hooksIn(output: string): number {
  const times = [...output.matchAll(/'nx-air:(createNodes|createDependencies)' ([\d.]+)ms/g)];
  if (!times.some(([, hook]) => hook === 'createNodes') || !times.some(([, hook]) => hook === 'createDependencies')) throw new Error(`Nx reports no times of our hooks: ${output.slice(0, 4000)}`);
  return times.reduce((sum, [, , time]) => sum + Number(time), 0);
}

export const PROJECT_GRAPH: readonly Figure[] = [graphFigure('cold'), graphFigure('warm'), graphFigure('daemon'), HOOKS];

function expectCount(names: readonly string[], expected: number): void {
  if (names.length !== expected) throw new Error(`Nx found ${names.length} of ${expected} projects`);
}

async function showProjects(workspace: string, env: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const { stdout } = await runNx(workspace, ['show', 'projects', '--json'], env);
  const names: unknown = JSON.parse(stdout.slice(stdout.lastIndexOf('\n[') + 1));
  if (!Array.isArray(names)) throw new Error(`nx show projects printed no list: ${stdout}`);
  return names.map(String);
}
