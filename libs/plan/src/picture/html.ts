// Pictures as one HTML page without scripts: every plan, its findings, reachable by keyboard.
import { cut } from './cut.ts';
import { escapeXml } from './escape-xml.ts';
import type { PictureFinding, PlanPicture } from './model.ts';
import { PAGE_STYLE, PICTURE_STYLE } from './style.ts';
import { renderSvg } from './svg.ts';

const LOOKS = [
  ['effect', 'emits an effect'],
  ['wait', 'waits'],
  ['event', 'raises an event'],
  ['assign', 'assigns'],
  ['child', 'starts a child plan'],
  ['end', 'ends the plan'],
] as const;

/** The policy of the page forbids everything but its own style, so that a text that slipped through could do nothing. */
export function renderHtml(title: string, pictures: readonly PlanPicture[]): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeXml(cut(title, 120))}</title>`,
    `<style>${PAGE_STYLE}${PICTURE_STYLE}</style>`,
    '</head>',
    '<body>',
    `<header><h1>${escapeXml(cut(title, 120))}</h1><p>${counted(pictures)}</p>`,
    `<ul class="legend">${LOOKS.map(([look, what]) => `<li class="${look}">${what}</li>`).join('')}</ul>`,
    ...(pictures.length < 2 ? [] : [`<nav aria-label="Plans"><ul>${pictures.map(({ name }, index) => `<li><a href="#plan-${index}">${escapeXml(cut(name, 120))}</a></li>`).join('')}</ul></nav>`]),
    '</header>',
    '<main>',
    ...pictures.map(sectionOf),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function counted(pictures: readonly PlanPicture[]): string {
  const steps = pictures.reduce((sum, picture) => sum + picture.steps.length, 0);
  const findings = pictures.reduce((sum, picture) => sum + allFindings(picture).length, 0);
  const count = (amount: number, word: string): string => `${amount} ${word}${amount === 1 ? '' : 's'}`;
  return [count(pictures.length, 'plan'), count(steps, 'step'), findings === 0 ? 'no findings' : count(findings, 'finding')].join(', ');
}

interface PlacedFinding extends PictureFinding {
  /** The step to go to; absent for the plan itself. */
  readonly target?: string;
  readonly place: string;
}

function allFindings({ findings, steps, edges }: PlanPicture, id = ''): readonly PlacedFinding[] {
  const of = (list: readonly PictureFinding[], place: string, target?: string): readonly PlacedFinding[] =>
    list.map((finding) => ({ ...finding, place, ...(target === undefined ? {} : { target }) }));
  return [
    ...of(findings, 'plan'),
    ...steps.flatMap((step, index) => of(step.findings, step.id, `${id}-s${index}`)),
    ...edges.flatMap((edge) => of(edge.findings, `${steps[edge.from]?.id ?? ''} → ${steps[edge.to]?.id ?? ''}`)),
  ];
}

function sectionOf(picture: PlanPicture, index: number): string {
  const id = `plan-${index}`;
  const findings = allFindings(picture, id);
  const name = escapeXml(cut(picture.name, 120));
  const types = `${escapeXml(cut(picture.input, 120))}${picture.output === undefined ? '' : ` → ${escapeXml(cut(picture.output, 120))}`}`;
  return [
    `<section id="${id}" aria-labelledby="${id}-name">`,
    `<h2 id="${id}-name">${name}</h2>`,
    `<p><code>${types}</code></p>`,
    ...(findings.length === 0 ? [] : ['<ul class="findings">', ...findings.map(findingItem), '</ul>']),
    `<div class="scroll" tabindex="0" role="region" aria-label="Picture of ${name}">`,
    renderSvg(picture, { id, style: false }).trimEnd(),
    '</div>',
    '</section>',
  ].join('\n');
}

function findingItem({ severity, code, message, hint, target, place }: PlacedFinding): string {
  const where = escapeXml(cut(place, 80));
  const link = target === undefined ? where : `<a href="#${target}">${where}</a>`;
  return `<li class="${severity}"><code>${escapeXml(code)}</code> at ${link}: ${escapeXml(cut(message, 400))}<p>${escapeXml(cut(hint, 400))}</p></li>`;
}
