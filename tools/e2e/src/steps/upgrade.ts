// A newer version of our packages: no result of the older one is taken for it.
import { expectThat } from '../failure.ts';
import { bumpTarballs } from '../bump-tarballs.ts';
import { publish } from '../registry.ts';
import type { Step } from '../step.ts';
import { countTasks } from '../tasks.ts';
import { GATES } from './gates.ts';

export const UPGRADE: Step = {
  name: 'upgrade',
  title: 'another version of the plugin runs every gate again, with the same verdicts',
  async run({ workspace, registry, place, tarballs }) {
    const { tarballs: bumped, version } = await bumpTarballs(tarballs, place);
    await publish(registry, bumped, place);
    await workspace.npm('install', '--save-dev', `nx-air@${version}`);
    const { output } = await workspace.nxOk('run-many', '-p', 'desk', '-t', ...GATES, '--outputStyle=static');
    const { ran, cached } = countTasks(output);
    const missing = GATES.filter((gate) => !ran.includes(`desk:${gate}`));
    expectThat(cached.length === 0 && missing.length === 0, 'every gate to run and nothing from the cache', output);
    const air = await workspace.npm('exec', '--offline', '--', 'air', '--version');
    expectThat(air.stdout.includes(version), `air ${version}`, air.output);
  },
};
