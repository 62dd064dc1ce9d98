// From nothing to a validated world with an imported pack: the page for a first world, then an npm pack.
import { expectThat } from '../failure.ts';
import { followPage } from '../page-commands.ts';
import type { Step } from '../step.ts';

export const FIRST_WORLD: Step = {
  name: 'generate',
  title: 'generated packs and worlds import, lock and validate without an edit',
  async run({ workspace }) {
    await followPage(workspace, 'getting-started.md');
    await workspace.nxOk('g', 'nx-air:plan-pack', 'greetings', '--flavour=npm', '--packageName=@e2e/greetings', '--directory=packages/greetings');
    await workspace.nxOk('g', 'nx-air:world', 'orders');
    await workspace.nxOk('g', 'nx-air:import', 'orders', '--pack=@e2e/greetings');
    const { output } = await workspace.nxOk('run-many', '-t', 'validate', 'lock-check', '--outputStyle=static');
    expectThat(!/ (?:error|warning) [a-z_]+$/m.test(output), 'no finding', output);
    const projects = JSON.parse((await workspace.nxOk('show', 'projects', '--json')).stdout) as readonly string[];
    expectThat(['desk', 'orders', 'reminders'].every((name) => projects.includes(name)), 'the projects desk, orders and reminders', projects.join(', '));
    await workspace.commit('Add worlds and packs');
  },
};
