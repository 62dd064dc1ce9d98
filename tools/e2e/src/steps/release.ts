// `nx release` of a pack, as far as it goes without changing anything.
import { expectThat } from '../failure.ts';
import type { Step } from '../step.ts';

/** Not a kind of step: versions of Nx differ in what a minor step of 0.1.0 is. */
const NEXT = '0.7.0';

export const RELEASE: Step = {
  name: 'release',
  title: 'nx release --dry-run names the next version of a pack',
  async run({ workspace }) {
    const before = workspace.read('nx.json');
    const version = /"version": "([^"]+)"/.exec(workspace.read('packages/greetings/package.json'))?.[1] ?? '';
    workspace.write({ 'nx.json': before.replace(/\n\}\s*$/, ',\n  "release": { "projects": ["@e2e/greetings"], "version": { "versionActions": "nx-air/release", "currentVersionResolver": "disk" } }\n}\n') });
    const { output } = await workspace.nxOk('release', NEXT, '--dry-run', '--skip-publish', '--first-release');
    expectThat(output.includes(`+   "version": "${NEXT}"`), `version ${NEXT} after ${version}`, output);
    expectThat(workspace.read('packages/greetings/package.json').includes(`"version": "${version}"`), 'a dry run to write nothing', output);
    workspace.write({ 'nx.json': before });
  },
};
