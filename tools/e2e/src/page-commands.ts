// The commands of a page for users, and the lines that it shows of their output.

export interface PageCommand {
  /** Words behind `npx nx`. */
  readonly args: readonly string[];
  /** Lines of the ```text fence that follows the last command of a ```sh fence: all of them stand in its output. */
  readonly shows: readonly string[];
}

const FENCE = /^```(sh|text)\n([\s\S]*?)^```$/gmu;

/** In the order of the page. Throws for a command that is not `npx nx …`, and for a page without commands. */
export function readPageCommands(page: string): readonly PageCommand[] {
  const commands: PageCommand[] = [];
  for (const [, kind, body = ''] of page.matchAll(FENCE)) {
    const lines = body.split('\n').filter((line) => line !== '');
    const last = commands.at(-1);
    if (kind === 'text' && last === undefined) throw new Error('the page shows output before any command');
    if (kind === 'text' && last !== undefined) commands[commands.length - 1] = { ...last, shows: lines };
    if (kind === 'sh') commands.push(...lines.map((line) => ({ args: argsOf(line), shows: [] })));
  }
  if (commands.length === 0) throw new Error('the page has no commands');
  return commands;
}

function argsOf(line: string): readonly string[] {
  const [npx, nx, ...args] = line.split(' ');
  if (npx !== 'npx' || nx !== 'nx') throw new Error(`\`${line}\`: the page may run npx nx alone`);
  return args;
}
