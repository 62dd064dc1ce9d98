// `air journal`: records golden journals of a world, or accepts what its definitions do today.
import type { Command, CommandResult } from '../command.ts';
import { CliError } from '../errors.ts';
import { nameAirCommand } from '../name-command.ts';
import { resolveFolder } from '../target.ts';

const ACTIONS = ['record', 'accept'] as const;

export const journal: Command = {
  name: 'journal',
  summary: 'keep journals of scenarios, to be replayed for ever',
  usage: 'record|accept <world> [<scenario>…]',
  targets: { least: 2 },
  options: {},
  async run(host, { cwd, targets: [word = '', target = '', ...scenarios] }): Promise<CommandResult> {
    const action = ACTIONS.find((known) => known === word);
    if (!action) throw new CliError('bad_value', `\`air journal\`: expected ${ACTIONS.join(' or ')}, found \`${word}\``);
    const [{ recordJournals }, { conclude }, { label, path }] = await Promise.all([import('@nx-air/gates'), import('../conclude.ts'), resolveFolder(host, cwd, target)]);
    const { world, files, kept, problems, texts, root } = await recordJournals(host, path, { mode: action, ...(scenarios.length > 0 && { scenarios }) });
    return conclude({
      problems,
      texts,
      data: { world: world ?? null, written: files.map((file) => file.path), kept: [...kept] },
      lines: [...kept.map((name) => `kept  ${name}`), ...files.map((file) => `new   ${file.path}`)],
      again: nameAirCommand(`journal ${action}`, [label]),
      next: files.length === 0 ? '' : 'run node tools/journals/main.mjs --write, then commit the new files; committed journals are never changed',
      writes: files.map((file) => ({ path: `${root}/${file.path}`, text: file.bytes })),
    });
  },
};
