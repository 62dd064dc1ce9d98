// Figures: time of `nx show projects --json` over 1,000 packs and worlds, against an empty workspace.
import { rmSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findBin } from '../../../process/src/bins.ts';
import { capture, PLAIN_NX } from '../../../process/src/run.ts';
import { timed, type Figure } from '../figure.ts';
import { generateEmptyWorkspace, generateWorkspace } from '../generate-workspace.ts';

const PACKS = 400;
const WORLDS = 600;

function graphFigure(state: 'cold' | 'warm'): Figure {
  return {
    name: `project-graph-${state}`,
    title: `nx show projects --json, no daemon, ${state === 'cold' ? 'no cached graph' : 'cached graph'}`,
    oursIs: `${PACKS} packs and ${WORLDS} worlds, plugin from its sources`,
    peerIs: 'an empty workspace',
    prepare: async (dir, root) => {
      const [large, empty] = [join(dir, 'large'), join(dir, 'empty')];
      for (const each of [large, empty]) mkdirSync(each);
      generateWorkspace(root, large, { packs: PACKS, worlds: WORLDS });
      generateEmptyWorkspace(root, empty);
      const names = await showProjects(large);
      const inferred = names.filter((name) => /^(?:pack|world)-\d+$/.test(name)).length;
      if (inferred !== PACKS + WORLDS) throw new Error(`Nx found ${inferred} of ${PACKS + WORLDS} projects`);
      const measure = (workspace: string) => async () => {
        if (state === 'cold') rmSync(join(workspace, '.nx'), { recursive: true, force: true });
        return timed(() => showProjects(workspace));
      };
      return { ours: measure(large), peer: measure(empty) };
    },
  };
}

export const PROJECT_GRAPH_COLD = graphFigure('cold');
export const PROJECT_GRAPH_WARM = graphFigure('warm');

async function showProjects(cwd: string): Promise<readonly string[]> {
  const env = { ...PLAIN_NX, NX_CACHE_DIRECTORY: join(cwd, '.nx', 'cache'), NX_WORKSPACE_ROOT_PATH: cwd };
  const { exitCode, stdout, stderr } = await capture(process.execPath, [findBin('nx'), 'show', 'projects', '--json'], { cwd, env });
  if (exitCode !== 0) throw new Error(`nx show projects ended with exit code ${exitCode}: ${stderr || stdout}`);
  const names: unknown = JSON.parse(stdout.slice(stdout.lastIndexOf('\n[') + 1));
  if (!Array.isArray(names)) throw new Error(`nx show projects printed no list: ${stdout}`);
  return names.map(String);
}
