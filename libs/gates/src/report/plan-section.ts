// One plan or workflow: its counts, waiting times, children, errors and picture.
import type { PlanPicture } from '@nx-air/plan/picture';
import { groupCounters } from '../summary/counters.ts';
import { showDuration } from '../summary/show-duration.ts';
import type { AwaitSummary, ChildSummary } from '../summary/summary.ts';
import { annotatePicture } from './annotate-picture.ts';
import { bar, name, number, table, text } from './html.ts';
import type { PlacedRow } from './overview-section.ts';

const GROUPS: ReadonlyMap<string, string> = new Map([
  ['instances', 'Runs'],
  ['effects', 'Effects'],
  ['receipts', 'Receipts'],
  ['cap', 'Capability decisions'],
  ['policy', 'Policy decisions'],
  ['failures', 'Failures'],
  ['events', 'Events'],
  ['modules', 'Module calls'],
  ['duplicates', 'Duplicates'],
  ['skipped', 'Skipped'],
]);

export interface PlanSection {
  readonly html: string;
  /** Style of the picture, '' without one. */
  readonly style: string;
}

export function planSection({ row, anchor, what }: PlacedRow, picture: PlanPicture | undefined, worlds: number): PlanSection {
  const drawn = picture && annotatePicture(picture, row, anchor);
  const html = [
    `<article aria-labelledby="${anchor}"><h3 id="${anchor}">${name(row.name)}${worlds > 1 ? ` <span class="note">in ${text(row.world)}</span>` : ''}</h3>`,
    countsOf(row.counts, what),
    ...(row.errors.length === 0 ? [] : [table(`Error codes of ${row.name}`, [{ title: 'error code' }, { title: 'count', isNumber: true }], row.errors.map(({ code, count }) => ({ cells: [name(code), number(count, true)] })))]),
    awaitTable(row.name, row.awaits),
    childTable(row.name, row.children),
    ...(drawn
      ? [
          '<ul class="legend"><li><svg width="22" height="8" aria-hidden="true"><rect class="life" y="3" width="22" height="2"/></svg>taken in these journals</li><li>faded: not seen</li><li>numbers: records of the step</li></ul>',
          `<div class="scroll picture" tabindex="0" role="region" aria-label="Picture of ${text(row.name)}">${drawn.svg}</div>`,
        ]
      : []),
    '</article>',
  ].join('\n');
  return { html, style: drawn?.style ?? '' };
}

/** Groups of zeros are left out, but for runs and failures. */
function countsOf(counts: PlacedRow['row']['counts'], what: PlacedRow['what']): string {
  const groups = [...groupCounters()]
    .filter(([group, members]) => group === 'instances' || group === 'failures' || members.some(({ name: counter }) => counts[counter] !== 0))
    .filter(([group]) => group !== 'modules' || what === 'workflow')
    .map(([group, members]) => {
      const rows = members.map(({ name: counter, title }) => `<div><dt>${text(title)}</dt><dd>${number(counts[counter], group === 'failures' || counter === 'instances.error')}</dd></div>`);
      return `<div><h4>${GROUPS.get(group) ?? text(group)}</h4><dl>${rows.join('')}</dl></div>`;
    });
  return `<div class="counts">${groups.join('')}</div>`;
}

function awaitTable(plan: string, awaits: readonly AwaitSummary[]): string {
  const columns = [{ title: 'waited for' }, { title: 'step' }, ...['count', 'p50', 'p95', 'max'].map((title) => ({ title, isNumber: true }))];
  const rows = awaits.map(({ on, step, what, times: { count, p50Ns, p95Ns, maxNs, isExact } }) => {
    const about = isExact ? '' : '≤ ';
    return { cells: [`${on} ${name(what)}`, step === undefined ? '' : name(step), number(count), `${about}${showDuration(p50Ns)}`, `${about}${showDuration(p95Ns)}`, showDuration(maxNs)] };
  });
  return rows.length === 0 ? '' : `<h4>Waiting times, logical</h4>${table(`Waiting times of ${plan}`, columns, rows)}`;
}

function childTable(plan: string, children: readonly ChildSummary[]): string {
  const columns = [{ title: 'children' }, { title: 'step' }, { title: 'progress' }, ...['ended', 'ok', 'error', 'running', 'joined'].map((title) => ({ title, isNumber: true }))];
  const rows = children.map(({ step, plan: child, started, ok, error, spawns, joined }) => {
    const running = started - ok - error;
    const shares = [{ look: 'ok', count: ok }, { look: 'error', count: error }, { look: 'running', count: running }] as const;
    return { cells: [name(child), name(step), bar(shares, `${ok} ok, ${error} in error, ${running} running`), `${ok + error} of ${started}`, number(ok), number(error, true), number(running), `${joined} of ${spawns}`] };
  });
  return rows.length === 0 ? '' : `<h4>Children</h4>${table(`Children of ${plan}`, columns, rows)}`;
}
