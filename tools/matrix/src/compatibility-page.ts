// docs/compatibility.md: which versions of Nx and Node were tried, and what was tried with them.
import type { CellResult } from '../../e2e/src/cell.ts';
import type { Step } from '../../e2e/src/step.ts';

export const COMPATIBILITY_PAGE = 'docs/compatibility.md';

/** The whole page. @param peers the range of `peerDependencies` for nx */
export function compatibilityPage(steps: readonly Step[], results: readonly CellResult[], peers: string, nodes: string): string {
  const header = ['nx', 'Node', ...steps.map(({ name }) => name)];
  const rows = results.map(({ nx, node, passed, failed }) => [nx, node.replace(/^v/, ''), ...steps.map(({ name }) => outcome(name, passed, failed?.step))]);
  return [
    '# Compatibility',
    '',
    `nx-air asks for nx and @nx/devkit \`${peers}\` and for Node \`${nodes}\`.`,
    'Nx 23 and 24 no longer name Node 20 among the versions they support; nx-air is tested on it all the same.',
    '',
    'The table is what `npm run matrix -- --write` found: for each row a fresh workspace in a folder with a space and an umlaut',
    'in its name, and the packages installed from a registry.',
    '',
    ...table([header, header.map(() => '---'), ...rows]),
    '',
    'What the columns are:',
    '',
    ...steps.map(({ name, title }) => `- **${name}**: ${title}`),
    '',
    '## Differences between versions of Nx',
    '',
    '- `nx affected` picks tasks by their inputs in nx 24, and all targets of a changed project in nx 23.3. Locks stand in the',
    '  folder of their world, so both find the worlds that a lock concerns.',
    '- `nx show projects --affected` looks at projects in both; build no list of jobs from it.',
    '- @nx/devkit has no release of its own for every nx; 24.0.0 goes with nx 24.0.6.',
    '',
  ].join('\n');
}

function outcome(step: string, passed: readonly string[], failed: string | undefined): string {
  if (passed.includes(step)) return 'ok';
  return step === failed || failed === 'set-up' ? 'fails' : 'not run';
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  return rows.map((row) => `| ${row.join(' | ')} |`);
}
