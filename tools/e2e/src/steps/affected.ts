// What an edit of a pack concerns.
import { expectThat } from '../failure.ts';
import { followPage } from '../page-commands.ts';
import type { Step } from '../step.ts';
import { countTasks } from '../tasks.ts';

const DEFS = 'plan-packs/reminders/defs.air.json';

export const AFFECTED: Step = {
  name: 'affected',
  title: 'an edit of a pack concerns the pack and the world that imports it, and no other',
  async run({ workspace }) {
    const before = workspace.read(DEFS);
    workspace.write({ [DEFS]: before.replace(/^(\s*)\{/m, '$1{ ').replace(/\n$/, '\n\n') });
    const { output } = await workspace.nx('affected', '-t', 'validate', '--outputStyle=static', '--base=HEAD');
    const { ran, cached } = countTasks(output);
    const projects = new Set([...ran, ...cached].filter((task) => task.endsWith(':validate')).map((task) => task.split(':')[0]));
    expectThat(projects.has('reminders') && projects.has('desk'), 'reminders and desk to be affected', output);
    expectThat(!projects.has('orders') && !projects.has('@e2e/greetings'), 'neither orders nor @e2e/greetings to be affected', output);
    await followPage(workspace, 'ci.md');
    workspace.write({ [DEFS]: before });
  },
};
