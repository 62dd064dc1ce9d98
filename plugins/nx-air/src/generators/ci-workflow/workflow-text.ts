// The text of the workflow: locks in sync, every gate of what a change touches, summaries kept.
import type { TargetNames } from '../../options.ts';
import type { PackageManager } from './package-manager.ts';

export interface CiFacts {
  readonly name: string;
  /** Branch that changes are compared with. */
  readonly base: string;
  readonly manager: PackageManager;
  readonly targets: TargetNames;
}

export function workflowText({ name, base, manager, targets }: CiFacts): string {
  const { lockCheckTargetName, validateTargetName, smokeTargetName, replayParityTargetName, crashResumeTargetName, summaryTargetName } = targets;
  const gates = [lockCheckTargetName, validateTargetName, smokeTargetName, replayParityTargetName, crashResumeTargetName, summaryTargetName].join(',');
  return `# What is checked of every change: definitions, locks and gates of the worlds that it touches.
name: ${name}
on:
  push:
    branches: [${JSON.stringify(base)}]
  pull_request:
permissions:
  contents: read
concurrency:
  group: ${name}-\${{ github.ref }}
  cancel-in-progress: true
jobs:
  worlds:
    runs-on: ubuntu-latest
    timeout-minutes: 60
    env:
      NX_DAEMON: 'false'
      NX_BASE: \${{ github.event.pull_request.base.sha || github.event.before }}
      NX_HEAD: \${{ github.sha }}
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
${setup(manager)}      - run: ${manager.install}
      # Syncs do not run with tasks on a build server.
      - run: ${manager.exec} nx sync:check
      - run: ${manager.exec} nx affected -t ${gates}
      - uses: actions/upload-artifact@v4
        if: \${{ !cancelled() }}
        with:
          name: summaries
          # A change that touches no world has none.
          if-no-files-found: ignore
          path: |
            dist/**/summary.json
            dist/**/summary.md
            dist/**/summary.html
`;
}

function setup({ name }: PackageManager): string {
  const node = (cache: string): string => `      - uses: actions/setup-node@v4\n        with:\n          node-version: 22\n${cache}`;
  if (name === 'bun') return `${node('')}      - uses: oven-sh/setup-bun@v2\n`;
  return `${name === 'pnpm' ? '      - uses: pnpm/action-setup@v4\n' : ''}${node(`          cache: ${name}\n`)}`;
}
