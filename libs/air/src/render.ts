// Shows findings: as text for people, as annotations for GitHub workflows. The order is that of the list.
import type { Finding, Severity } from './finding.ts';
import { visible } from './visible.ts';

export interface RenderOptions {
  /** ANSI colours; off unless asked for. */
  readonly color?: boolean;
}

const COLORS = { error: '31', warning: '33', info: '36', bold: '1', dim: '2' } as const;
type Paint = (style: keyof typeof COLORS, text: string) => string;

/** A paragraph a finding, each line ended by a line feed; '' without findings. */
export const renderText = (findings: readonly Finding[], { color = false }: RenderOptions = {}): string => {
  const paint: Paint = (style, text) => (color ? `\u001b[${COLORS[style]}m${text}\u001b[0m` : text);
  return findings.map((finding) => `${textLines(finding, paint).join('\n')}\n`).join('');
};

const textLines = (finding: Finding, paint: Paint): string[] => {
  const { file, line, column, severity, code } = finding;
  const place = paint('bold', `${visible(file)}:${line}:${column}`);
  return [
    `${place} ${paint(severity, severity)} ${paint('dim', code)}`,
    ...details(finding).map((detail) => `  ${detail}`),
  ];
};

/** Message, expected and found, related places, hint; one line each, safe to print. */
const details = ({ message, expected, actual, related, hint }: Finding): string[] => {
  const facts = [
    ...(expected === undefined ? [] : [`expected ${visible(expected)}`]),
    ...(actual === undefined ? [] : [`found ${visible(actual)}`]),
  ];
  return [
    visible(message),
    ...(facts.length === 0 ? [] : [facts.join(', ')]),
    ...(related ?? []).map((other) => {
      const position = other.line === undefined ? '' : `:${other.line}:${other.column ?? 1}`;
      return `see ${visible(other.file)}${position}: ${visible(other.note)}`;
    }),
    ...(hint === '' ? [] : [`hint: ${visible(hint)}`]),
  ];
};

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** One workflow command a finding, each ended by a line feed. */
export const renderGithub = (findings: readonly Finding[]): string =>
  findings
    .map((finding) => {
      const { file, line, column, severity, code } = finding;
      const place = `file=${property(visible(file))},line=${line},col=${column},title=${property(code)}`;
      return `::${COMMANDS[severity]} ${place}::${data(details(finding).join('\n'))}\n`;
    })
    .join('');

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
