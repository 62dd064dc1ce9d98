// Pictures as SVG: one plan, laid out in layers, in colours that follow the reader's theme.
import { cut } from './cut.ts';
import { layOut, type PlacedLine, type Point, type Size } from './layout.ts';
import { escapeXml } from './escape-xml.ts';
import type { PictureEdge, PictureFinding, PictureStep, PlanPicture } from './model.ts';
import { PICTURE_STYLE } from './style.ts';

/** Widths of a monospaced face, so that boxes fit without a browser to measure them. */
const CHAR = { title: 8.0, line: 6.7, guard: 6.1 } as const;
const LINE_HEIGHT = 16;
const PADDING = 12;
const LONGEST = { title: 40, line: 36, guard: 38 } as const;
/** How far a page may shrink a wide picture before it scrolls: below, guards cannot be read. */
const SMALLEST = 0.72;

export interface SvgOptions {
  /** Prefix of ids, so that several pictures fit into one page. */
  readonly id?: string;
  /** Whether the style comes along; a page has it once. */
  readonly style?: boolean;
}

/** Self-contained; nothing of a definition is read as markup. Steps can be reached by keyboard and carry their text. */
export function renderSvg(picture: PlanPicture, { id = 'p', style = true }: SvgOptions = {}): string {
  const texts = picture.steps.map(textsOf);
  const guards = picture.edges.map(({ guard }) => (guard === undefined ? undefined : wrap(guard)));
  const sizes = texts.map(sizeOf);
  const { width, height, boxes, lines } = layOut(sizes, picture.edges.map(({ from, to }, index) => {
    const guard = guards[index];
    return { from, to, ...(guard === undefined ? {} : { label: guardSize(guard) }) };
  }));
  const size = { width: Math.max(width, 200), height: Math.max(height, 60) };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="plan" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}"${style ? '' : ` style="min-width:${Math.ceil(size.width * SMALLEST)}px"`} role="group" aria-label="${escapeXml(`Plan ${cut(picture.name, 120)}`)}">`,
    ...(style ? [`<style>${PICTURE_STYLE}</style>`] : []),
    `<defs><marker id="${id}-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="head" d="M0 0L8 4L0 8z"/></marker></defs>`,
    style ? `<rect class="ground" width="${size.width}" height="${size.height}"/>` : '',
    '<g class="edges">',
    ...picture.edges.map((edge, index) => lineOf(edge, lines[index], `${id}-arrow`)),
    '</g>',
    '<g class="steps">',
    ...picture.steps.map((step, index) => boxOf(step, texts[index] ?? [], boxes[index] ?? { x: 0, y: 0, width: 0, height: 0 }, `${id}-s${index}`)),
    '</g>',
    '<g class="guards">',
    ...picture.edges.map((edge, index) => guardOf(edge, guards[index], lines[index]?.label)),
    '</g>',
    '</svg>',
    '',
  ].filter((line, index, all) => line !== '' || index === all.length - 1).join('\n');
}

function textsOf({ id, op, lines, findings }: PictureStep): readonly string[] {
  return [cut(id, LONGEST.title), op, ...lines.flatMap(linesOf), ...findings.map(mark)];
}

/** What a wait takes is told in full where two lines are enough; values are cut. */
const linesOf = (line: string): readonly string[] => (line.startsWith('where ') ? wrap(line) : [cut(line, LONGEST.line)]);

const mark = ({ severity, code }: PictureFinding): string => `${severity === 'error' ? '✖' : '⚠'} ${code}`;

function sizeOf([title = '', ...rest]: readonly string[]): Size {
  const widths = [[...title].length * CHAR.title, ...rest.map((text) => [...text].length * CHAR.line)];
  return { width: Math.ceil(Math.max(96, ...widths) + 2 * PADDING), height: (rest.length + 1) * LINE_HEIGHT + 2 * PADDING - 4 };
}

/** One line, or two of about the same length. */
function wrap(guard: string): readonly string[] {
  const text = cut(guard, LONGEST.guard * 2);
  if (text.length <= LONGEST.guard) return [text];
  const breaks = [...text.matchAll(/ /gu)].map(({ index }) => index);
  const unevenness = (at: number): number => Math.abs(text.length - 2 * at) + (/^ (?:and|or) /u.test(text.slice(at)) ? -12 : 0);
  const best = breaks.reduce<number | undefined>((chosen, at) => (chosen === undefined || unevenness(at) < unevenness(chosen) ? at : chosen), undefined);
  return best === undefined ? [cut(text, LONGEST.guard)] : [cut(text.slice(0, best), LONGEST.guard), cut(text.slice(best + 1), LONGEST.guard)];
}

const guardSize = (guard: readonly string[]): Size => ({ width: Math.ceil(Math.max(...guard.map((line) => [...line].length)) * CHAR.guard + 10), height: guard.length * 14 + 6 });

const worst = (findings: readonly PictureFinding[]): string =>
  findings.some(({ severity }) => severity === 'error') ? ' has-error' : findings.length > 0 ? ' has-warning' : '';

function boxOf(step: PictureStep, [title = '', op = '', ...rest]: readonly string[], { x, y, width, height }: Size & Point, id: string): string {
  const said = [`${step.id}, ${step.op}`, ...step.lines, ...step.findings.map(({ severity, message, hint }) => `${severity}: ${message}. ${hint}`)];
  const radius = step.look === 'end' ? 20 : step.look === 'wait' ? 2 : 7;
  const text = (line: string, index: number, kind: string): string => `<text class="${kind}" x="${x + PADDING}" y="${y + PADDING + 9 + index * LINE_HEIGHT}">${escapeXml(line)}</text>`;
  return [
    `<g class="step ${step.look}${worst(step.findings)}" id="${id}" tabindex="0" role="img" aria-label="${escapeXml(said.map((line) => cut(line, 400)).join('; '))}">`,
    `<title>${escapeXml(said.map((line) => cut(line, 400)).join('\n'))}</title>`,
    `<rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"/>`,
    `<rect class="tab" x="${x}" y="${y + 8}" width="4" height="${height - 16}"/>`,
    text(title, 0, 'name'),
    text(op, 1, 'op'),
    ...rest.map((line, index) => text(line, index + 2, index >= rest.length - step.findings.length ? 'finding' : 'line')),
    '</g>',
  ].join('');
}

function lineOf({ findings }: PictureEdge, line: PlacedLine | undefined, arrow: string): string {
  return `<path class="edge${worst(findings)}" d="${curve(line?.points ?? [])}" marker-end="url(#${arrow})"/>`;
}

/** Through the points, with rounded corners; it arrives from above, so that the arrow head stands upright. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const parts = [`M${first.x} ${first.y}`];
  let height = first.y;
  for (const [index, point] of rest.entries()) {
    const next = rest[index + 1];
    if (next === undefined) {
      parts.push(`Q${point.x} ${height} ${point.x} ${point.y}`);
      continue;
    }
    height = Math.round((point.y + next.y) / 2);
    parts.push(`Q${point.x} ${point.y} ${Math.round((point.x + next.x) / 2)} ${height}`);
  }
  return parts.join('');
}

function guardOf({ guard, findings }: PictureEdge, lines: readonly string[] | undefined, at: Point | undefined): string {
  if (guard === undefined || lines === undefined || at === undefined) return '';
  const { width, height } = guardSize(lines);
  const top = at.y - height / 2;
  return [
    `<g class="guard${worst(findings)}"><title>${escapeXml([cut(guard, 400), ...findings.map(({ message }) => message)].join('\n'))}</title>`,
    `<rect x="${Math.round(at.x - width / 2)}" y="${Math.round(top)}" width="${width}" height="${height}" rx="4"/>`,
    ...lines.map((line, index) => `<text x="${at.x}" y="${Math.round(top + 14 + index * 14)}">${escapeXml(line)}</text>`),
    '</g>',
  ].join('');
}
