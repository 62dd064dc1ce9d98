// The commands of a page for users, and the lines that it shows of their output.
import { readFileSync } from 'node:fs';
import { expectThat } from './failure.ts';
import type { Workspace } from './workspace.ts';

export interface PageCommand {
  /** A line for a shell. */
  readonly line: string;
  /** Lines of the ```text fence that follows the last command of a ```sh fence: all of them stand in its output. */
  readonly shows: readonly string[];
}

const DOCS = new URL('../../../docs/', import.meta.url);
const FENCE = /^```(sh|text)\n([\s\S]*?)^```$/gmu;

/** In the order of the page. Throws for a page without commands. */
export function readPageCommands(page: string): readonly PageCommand[] {
  const commands: PageCommand[] = [];
  for (const [, kind, body = ''] of page.matchAll(FENCE)) {
    const lines = body.split('\n').filter((line) => line !== '');
    const last = commands.at(-1);
    if (kind === 'text' && last === undefined) throw new Error('the page shows output before any command');
    if (kind === 'text' && last !== undefined) commands[commands.length - 1] = { ...last, shows: lines };
    if (kind === 'sh') commands.push(...lines.map((line) => ({ line, shows: [] })));
  }
  if (commands.length === 0) throw new Error('the page has no commands');
  return commands;
}

/** Runs all of them in order. Throws `command_failed`, or `unexpected` for output that is not what the page shows. */
export async function followPage(workspace: Workspace, name: string): Promise<void> {
  for (const { line, shows } of readPageCommands(readFileSync(new URL(name, DOCS), 'utf8'))) {
    const { output } = await workspace.shell(line);
    for (const shown of shows) expectThat(output.includes(shown), `\`${line}\` to show ${shown}`, output);
  }
}
