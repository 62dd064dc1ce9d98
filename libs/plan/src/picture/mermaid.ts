// Pictures as Mermaid text, for README files and pull requests.
import { cut } from './cut.ts';
import type { PictureStep, PlanPicture, StepLook } from './model.ts';

const LONGEST = 60;

/** Names of nodes are numbers, and every text is escaped: nothing of a definition is read as Mermaid or HTML. */
export function renderMermaid(pictures: readonly PlanPicture[]): string {
  return pictures.map(renderOne).join('\n');
}

function renderOne({ name, steps, edges, findings }: PlanPicture): string {
  const marked = steps.flatMap(({ findings: about }, index) => (about.length === 0 ? [] : [`  class s${index} ${about.some(({ severity }) => severity === 'error') ? 'error' : 'warning'}`]));
  return [
    '---',
    `title: ${JSON.stringify(oneLine(name))}`,
    '---',
    'flowchart TD',
    ...findings.map(({ severity, code }) => `  %% ${severity} ${code}`),
    ...steps.map((step, index) => `  s${index}${shape(step)}`),
    ...edges.map(({ from, to, guard }) => `  s${from} -->${guard === undefined ? '' : `|"${escape(cut(guard, LONGEST))}"|`} s${to}`),
    '  classDef error stroke:#c62828,stroke-width:3px',
    '  classDef warning stroke:#b26a00,stroke-width:3px',
    ...marked,
    '',
  ].join('\n');
}

const BRACKETS: Readonly<Record<StepLook, readonly [string, string]>> = {
  effect: ['[/', '/]'],
  wait: ['{{', '}}'],
  event: ['>', ']'],
  assign: ['[', ']'],
  child: ['[[', ']]'],
  end: ['([', '])'],
};

function shape({ id, op, look, lines, findings }: PictureStep): string {
  const [open, close] = BRACKETS[look];
  const notes = findings.map(({ severity, code }) => `${severity === 'error' ? '✖' : '⚠'} ${code}`);
  const text = [`${id} (${op})`, ...lines, ...notes].map((line) => escape(cut(line, LONGEST))).join('<br/>');
  return `${open}"${text}"${close}`;
}

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ');

/** Mermaid's entity form for every character that Mermaid, Markdown or HTML gives a meaning to. */
const escape = (text: string): string => oneLine(text).replace(/[^\p{L}\p{N} .,:/@$_+=≠≤≥()…✖⚠-]/gu, (char) => `#${char.codePointAt(0) ?? 32};`);
