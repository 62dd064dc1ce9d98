// Missing locks: CI says so, `nx sync` writes them.
import { expectThat } from '../failure.ts';
import type { Step } from '../step.ts';

const CONFIG = 'worlds/desk/aos.sync.json';

export const SYNC: Step = {
  name: 'sync',
  title: 'nx sync:check passes, fails for a missing lock, and nx sync writes what was there',
  async run({ workspace }) {
    await workspace.nxOk('sync:check');
    const before = workspace.read(CONFIG);
    const config = JSON.parse(before) as { readonly air: { readonly imports: readonly Readonly<Record<string, unknown>>[] } };
    const imports = config.air.imports.map((each) => Object.fromEntries(Object.entries(each).filter(([key]) => key !== 'lock')));
    workspace.write({ [CONFIG]: { ...config, air: { ...config.air, imports } } });
    const { exitCode, output } = await workspace.nx('sync:check');
    expectThat(exitCode !== 0, 'nx sync:check to fail without a lock', output);
    await workspace.nxOk('sync');
    const after = JSON.parse(workspace.read(CONFIG)) as unknown;
    expectThat(JSON.stringify(after) === JSON.stringify(config), 'the lock that was there', workspace.read(CONFIG));
    workspace.write({ [CONFIG]: before });
  },
};
