// `nx add nx-air` in a workspace that never saw it.
import { expectThat } from '../failure.ts';
import type { Step } from '../step.ts';

export const ADD_PLUGIN: Step = {
  name: 'nx add',
  title: 'nx add nx-air installs the plugin, registers it and changes nothing else of nx.json',
  async run({ workspace }) {
    await workspace.commit('Start');
    const before = workspace.read('nx.json');
    const { output } = await workspace.nxOk('add', 'nx-air');
    const after = workspace.read('nx.json');
    expectThat(/"plugins":\s*\[\s*"nx-air"\s*\]/.test(after), '"plugins": ["nx-air"] in nx.json', `${after}\n${output}`);
    const kept = before.trimEnd().split('\n').slice(0, -1).every((line) => after.includes(line.replace(/,$/, '')));
    expectThat(kept, 'every line of nx.json to be there still', after);
    expectThat(!scriptsOfOurs(workspace.read('package-lock.json')), 'no install script in our packages', 'hasInstallScript');
    await workspace.nxOk('g', 'nx-air:init');
    expectThat(workspace.read('nx.json') === after, 'a second init to change nothing', workspace.read('nx.json'));
    await workspace.commit('Add nx-air');
  },
};

/** Ours, and what came with them: Nx has one of its own. */
function scriptsOfOurs(lockfile: string): boolean {
  const { packages } = JSON.parse(lockfile) as { readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>> };
  return Object.entries(packages).some(([path, { hasInstallScript }]) => hasInstallScript === true && path !== 'node_modules/nx');
}
