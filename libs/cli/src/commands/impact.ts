// `air impact`: which worlds of the workspace a change of a pack breaks, affects, or leaves alone.
import type { Host } from '@nx-air/world';
import type { Command, CommandResult } from '../command.ts';
import { resolveFolder } from '../target.ts';

export interface ImpactOptions {
  /** How the user names the pack; its folder when absent. */
  readonly label?: string;
  /** A commit, branch or tag, or `locked` for what each world has locked; `HEAD` when absent. */
  readonly against?: string;
}

/** The pack in the absolute folder `dir` as it is now, against an older version of it. */
export async function runImpact(host: Host, dir: string, { label = dir, against = 'HEAD' }: ImpactOptions = {}): Promise<CommandResult> {
  const { reportImpact } = await import('../impact-report.ts');
  return reportImpact(host, dir, against, label);
}

export const impact: Command = {
  name: 'impact',
  summary: 'show which worlds a change of a pack breaks or affects, and on what way',
  usage: '<pack> [--against REF]',
  targets: { least: 1, most: 1 },
  options: { against: { type: 'string', placeholder: 'REF', summary: 'a commit, branch or tag (HEAD without it), or `locked` for what each world has locked' } },
  async run(host, { cwd, targets, values }) {
    const { path, label } = await resolveFolder(host, cwd, targets[0] ?? '.');
    const against = values.get('against');
    return runImpact(host, path, { label, ...(against === undefined ? {} : { against }) });
  },
};
