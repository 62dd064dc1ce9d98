// How a result is printed: for people, as JSON, as annotations of a GitHub workflow.
import { renderGithub, renderText, visible } from '@nx-air/air';
import { writeJson } from '@nx-air/canon';
import type { Format } from './args.ts';
import type { CommandResult } from './command.ts';
import { findingJson } from './finding-json.ts';

export interface RenderOptions {
  readonly format: Format;
  readonly color: boolean;
}

function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

function renderJson(result: CommandResult): string {
  return writeJson({
    ...result.data,
    findings: result.findings.map(findingJson),
    exit_code: result.exitCode,
    next: result.next,
  });
}

function renderPlain(result: CommandResult, findings: string, color: boolean): string {
  const label = color ? '\u001b[1mNext:\u001b[22m' : 'Next:';
  const lines = result.lines.map((line) => `${visible(line)}\n`).join('');
  return `${ended(findings)}${lines}${result.next === '' ? '' : `${label} ${visible(result.next)}\n`}`;
}

/** The text for standard output, always ended by a newline. Only `text` is ever coloured. */
export function renderResult(result: CommandResult, { format, color }: RenderOptions): string {
  switch (format) {
    case 'json':
      return renderJson(result);
    case 'github':
      return renderPlain(result, renderGithub(result.findings), false);
    case 'text':
      return renderPlain(result, renderText(result.findings, { color }), color);
  }
}
