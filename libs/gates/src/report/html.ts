// HTML from parts: text of others goes through `text`, which nothing in it can leave.
import { visible } from '@nx-air/air';

const ENTITIES: ReadonlyMap<string, string> = new Map([['&', '&amp;'], ['<', '&lt;'], ['>', '&gt;'], ['"', '&quot;'], ["'", '&#39;']]);

const LONGEST = 160;

/** For content and quoted attributes: at most `longest` characters, controls and direction marks visible, markup inert. */
export function text(value: string, longest = LONGEST): string {
  const shown = [...visible(value.slice(0, longest * 4))];
  const whole = shown.length <= longest && value.length <= longest * 4;
  return (whole ? shown.join('') : `${shown.slice(0, longest - 1).join('')}…`).replace(/[&<>"']/gu, (char) => ENTITIES.get(char) ?? char);
}

/** A name: breaks where its parts end, so that narrow columns stay narrow. */
export const name = (value: string): string => `<code>${text(value).replace(/([/_.@])/gu, '$1<wbr>')}</code>`;

export interface Column {
  readonly title: string;
  /** Numbers and durations align at their ends. */
  readonly isNumber?: boolean;
}

export interface TableRow {
  /** HTML, one for each column. */
  readonly cells: readonly string[];
  readonly kind?: 'total' | 'bad' | 'quiet';
}

/** Scrolls inside its own frame where it is wider than the page; the frame can be reached by keyboard. */
export function table(caption: string, columns: readonly Column[], rows: readonly TableRow[]): string {
  if (rows.length === 0) return '';
  const align = (index: number): string => (columns[index]?.isNumber === true ? ' class="num"' : '');
  const body = rows.map(({ cells, kind }) => `<tr${kind ? ` class="${kind}"` : ''}>${cells.map((cell, index) => (index === 0 ? `<th scope="row"${align(0)}>${cell}</th>` : `<td${align(index)}>${cell}</td>`)).join('')}</tr>`);
  return [
    `<div class="scroll" tabindex="0" role="region" aria-label="${text(caption)}">`,
    `<table><caption>${text(caption)}</caption>`,
    `<thead><tr>${columns.map(({ title }, index) => `<th scope="col"${align(index)}>${text(title)}</th>`).join('')}</tr></thead>`,
    `<tbody>${body.join('')}</tbody></table></div>`,
  ].join('');
}

/** Zero is quiet: what happened stands out. */
export const number = (count: number, isBad = false): string => (count === 0 ? '<span class="zero">0</span>' : isBad ? `<strong class="bad">${count}</strong>` : `${count}`);

export interface Share {
  readonly look: 'ok' | 'error' | 'running';
  readonly count: number;
}

/** Shares of a whole as a bar: attributes only, so that no style is needed. */
export function bar(shares: readonly Share[], label: string): string {
  const whole = shares.reduce((sum, { count }) => sum + count, 0);
  if (whole === 0) return '';
  let at = 0;
  const parts = shares.filter(({ count }) => count > 0).map(({ look, count }) => {
    const width = (count / whole) * 100;
    const part = `<rect class="${look}" x="${at.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="8"/>`;
    at += width;
    return part;
  });
  return `<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="${text(label)}">${parts.join('')}</svg>`;
}
