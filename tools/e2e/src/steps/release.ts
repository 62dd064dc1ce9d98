// `nx release` of a pack, as far as it goes without changing anything.
import { expectThat } from '../failure.ts';
import type { Step } from '../step.ts';

export const RELEASE: Step = {
  name: 'release',
  title: 'nx release --dry-run names the next version of a pack',
  async run({ workspace }) {
    const before = workspace.read('nx.json');
    const version = /"version": "([^"]+)"/.exec(workspace.read('packages/greetings/package.json'))?.[1] ?? '';
    workspace.write({ 'nx.json': before.replace(/\n\}\s*$/, ',\n  "release": { "projects": ["@e2e/greetings"], "version": { "currentVersionResolver": "disk" } }\n}\n') });
    const { output } = await workspace.nxOk('release', 'minor', '--dry-run', '--skip-publish', '--first-release');
    const next = version.replace(/^(\d+)\.(\d+)\.\d+$/, (_all, major: string, minor: string) => `${major}.${Number(minor) + 1}.0`);
    expectThat(output.includes(next), `version ${next} after ${version}`, output);
    expectThat(workspace.read('packages/greetings/package.json').includes(`"version": "${version}"`), 'a dry run to write nothing', output);
    workspace.write({ 'nx.json': before });
  },
};
