// The report page: one file that loads nothing and runs nothing.
import { encodeUtf8, sha256 } from '@nx-air/canon';
import { number, table, text, name } from './html.ts';
import { flowSection } from './flow-section.ts';
import { gatesVerdict, overviewSection, verdictOf, type PlacedRow } from './overview-section.ts';
import { planSection } from './plan-section.ts';
import type { ReportInput } from './report-input.ts';
import { REPORT_STYLE } from './style.ts';
import { causesSection, gatesSection } from './verdict-sections.ts';

const MOST_PLANS = 200;
const MOST_FLOWS = 40;

/** No script, and by its policy none could run; the only style is the page's own, named by its hash. */
export function renderReport({ title, summary, pictures, flows, diagnosis, gates }: ReportInput): string {
  const rows: readonly PlacedRow[] = [...summary.plans.map((row) => ({ row, what: 'plan' as const })), ...summary.workflows.map((row) => ({ row, what: 'workflow' as const }))]
    .slice(0, MOST_PLANS)
    .map((placed, index) => ({ ...placed, anchor: `plan-${index}` }));
  const pictureOf = ({ row, what }: PlacedRow) => (what === 'plan' ? pictures.find(({ world, picture }) => world === row.world && picture.name === row.name)?.picture : undefined);
  const plans = rows.map((placed) => planSection(placed, pictureOf(placed), summary.worlds.length));
  const style = [REPORT_STYLE, plans.find((plan) => plan.style !== '')?.style ?? ''].join('\n');
  const policy = `default-src 'none'; style-src 'sha256-${Buffer.from(sha256(encodeUtf8(style))).toString('base64')}'; base-uri 'none'; form-action 'none'`;
  const sections: readonly (readonly [string, string, string])[] = [
    ['overview', 'Overview', overviewSection(summary, rows)],
    ['gates', 'Gates', gatesSection(gates)],
    ['causes', 'Causes', causesSection(diagnosis)],
    ['plans', 'Plans and workflows', plansSection(plans.map(({ html }) => html), summary.plans.length + summary.workflows.length - rows.length)],
    ['modules', 'Modules', modulesSection(summary)],
    ['flows', 'Flows', flowsSection(flows)],
  ];
  const present = sections.filter(([, , html]) => html !== '');
  const records = summary.journals.reduce((sum, journal) => sum + journal.records, 0);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${text(title, 120)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<a class="skip" href="#overview">Skip to the overview</a>',
    `<header><h1>${text(title, 120)}</h1><p class="lead">${verdictOf(summary)}</p>${gates.length === 0 ? '' : `<p class="gates">${gatesVerdict(gates)}</p>`}<p class="meta">${records} records in ${summary.journals.length} journal${summary.journals.length === 1 ? '' : 's'} of ${summary.worlds.map(({ world }) => text(world, 60)).slice(0, 8).join(', ') || 'no world'}. All times are logical.</p></header>`,
    `<nav aria-label="Sections"><ul>${present.map(([anchor, label]) => `<li><a href="#${anchor}">${label}</a></li>`).join('')}</ul></nav>`,
    '<main>',
    ...present.map(([, , html]) => html),
    '</main>',
    '<footer><p>Counted from journal records alone. What each number counts: spec/summary.md.</p></footer>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function plansSection(articles: readonly string[], hidden: number): string {
  if (articles.length === 0) return '';
  return ['<section id="plans" aria-labelledby="plans-title"><h2 id="plans-title">Plans and workflows</h2>', ...articles, ...(hidden > 0 ? [`<p class="note">${hidden} more are not shown.</p>`] : []), '</section>'].join('\n');
}

function modulesSection({ modules, worlds }: ReportInput['summary']): string {
  if (modules.length === 0) return '';
  const several = worlds.length > 1;
  return [
    '<section id="modules" aria-labelledby="modules-title"><h2 id="modules-title">Modules</h2>',
    table(
      'Calls of reducers and pure modules',
      [{ title: 'module' }, ...(several ? [{ title: 'world' }] : []), ...['calls', 'faults', 'limits', 'events raised'].map((title) => ({ title, isNumber: true }))],
      modules.slice(0, MOST_PLANS).map(({ world, name: module, counts }) => ({ cells: [name(module), ...(several ? [text(world)] : []), number(counts['modules.calls']), number(counts['failures.module_fault'], true), number(counts['failures.limit'], true), number(counts['events.raised'])] })),
    ),
    '</section>',
  ].join('\n');
}

function flowsSection(flows: ReportInput['flows']): string {
  if (flows.length === 0) return '';
  const hidden = flows.length - MOST_FLOWS;
  return [
    '<section id="flows" aria-labelledby="flows-title"><h2 id="flows-title">Flows</h2>',
    '<p class="note">Examples: one for each cause, and one that ended ok for each plan and workflow. <code>air trace</code> shows any other.</p>',
    ...flows.slice(0, MOST_FLOWS).map((flow, index) => flowSection(flow, index === 0)),
    ...(hidden > 0 ? [`<p class="note">${hidden} more flows are not shown.</p>`] : []),
    '</section>',
  ].join('\n');
}
