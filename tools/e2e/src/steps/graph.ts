// The project graph as other tools read it.
import { expectThat } from '../failure.ts';
import type { Step } from '../step.ts';

export const GRAPH: Step = {
  name: 'graph',
  title: 'nx graph shows the import as a dependency',
  async run({ workspace }) {
    await workspace.nxOk('graph', '--file=dist/graph.json');
    const { graph } = JSON.parse(workspace.read('dist/graph.json')) as { readonly graph: { readonly dependencies: Readonly<Record<string, readonly { readonly target: string }[]>> } };
    const targets = (graph.dependencies['desk'] ?? []).map(({ target }) => target);
    expectThat(targets.includes('reminders'), 'desk to depend on reminders', JSON.stringify(graph.dependencies));
  },
};
