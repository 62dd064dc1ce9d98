// One flow: lanes of its instances over logical time, and every record of it.
import { showDuration } from '../summary/show-duration.ts';
import { instanceTree } from '../trace/instance-tree.ts';
import { treeLines } from '../trace/tree-lines.ts';
import type { Trace, TraceEntry } from '../trace/trace-entry.ts';
import { name, table, text } from './html.ts';

const MOST_LANES = 16;
const MOST_ENTRIES = 400;
const MOST_LINES = 120;

export function flowSection({ id, entries, leftOut }: Trace, isOpen: boolean): string {
  const first = entries[0]?.ns ?? 0n;
  const last = entries.at(-1)?.ns ?? first;
  const worlds = [...new Set(entries.map(({ world }) => world))];
  const failures = entries.filter(({ isFailure }) => isFailure).length;
  const shown = entries.slice(0, MOST_ENTRIES);
  const hidden = entries.length - shown.length + leftOut;
  const said = [`${entries.length} records`, `${showDuration(last - first)}`, worlds.length > 1 ? worlds.map((world) => text(world, 60)).join(' and ') : '', failures > 0 ? `<span class="error-text">${failures} failure${failures === 1 ? '' : 's'}</span>` : ''].filter((part) => part !== '');
  return [
    `<details class="flow"${isOpen ? ' open' : ''}><summary>${name(id)} <span class="note">${said.join(', ')}</span></summary>`,
    lanesOf(entries, first, last),
    treeOf(entries),
    table(
      `Records of flow ${id}`,
      [{ title: 'after', isNumber: true }, ...(worlds.length > 1 ? [{ title: 'world' }] : []), { title: 'record', isNumber: true }, { title: 'kind' }, { title: 'plan or module' }, { title: 'step' }, { title: 'what' }],
      shown.map((entry) => ({ ...(entry.isFailure && { kind: 'bad' as const }), cells: [`+${showDuration(entry.ns - first)}`, ...(worlds.length > 1 ? [text(entry.world, 60)] : []), `<span class="seq">${entry.seq}</span>`, entry.kind, entry.subject === '' ? '' : name(entry.subject), entry.step === undefined ? '' : name(entry.step), text(entry.text, 240)] })),
    ),
    ...(hidden > 0 ? [`<p class="note">${hidden} more records are not shown.</p>`] : []),
    '</details>',
  ].join('\n');
}

/** Parents and children, with what each spawn has come to. */
function treeOf(entries: readonly TraceEntry[]): string {
  const lines = treeLines(instanceTree(entries));
  if (lines.length === 0) return '';
  const hidden = lines.length - MOST_LINES;
  const look = { running: ' class="running-text"', error: ' class="error-text"', ok: '', spawn: ' class="note"' } as const;
  const shown = lines.slice(0, MOST_LINES).map(({ depth, text: line, state }) => `<li class="d${Math.min(depth, 8)}"><span${look[state]}>${text(line, 240)}</span></li>`);
  return `<h4>Parents and children</h4><ul class="tree">${shown.join('')}</ul>${hidden > 0 ? `<p class="note">${hidden} more lines are not shown.</p>` : ''}`;
}

interface Lane {
  readonly label: string;
  readonly from: bigint;
  to: bigint | undefined;
  failed: boolean;
  readonly waits: { readonly from: bigint; to: bigint | undefined }[];
}

function lanesOf(entries: readonly TraceEntry[], first: bigint, last: bigint): string {
  const lanes = [...readLanes(entries).values()];
  if (lanes.length === 0 || first === last) return '';
  const span = last - first;
  const place = (ns: bigint): number => Number(((ns - first) * 100_000n) / span) / 100;
  const rect = (look: string, from: bigint, to: bigint, y: number, height: number): string => `<rect class="${look}" x="${place(from)}" y="${y}" width="${Math.max(place(to) - place(from), 2)}" height="${height}"/>`;
  const rows = lanes.slice(0, MOST_LANES).map(({ label, from, to, failed, waits }) => {
    const said = `${label}: from ${showDuration(from - first)} to ${to === undefined ? 'the end, still running' : showDuration(to - first)}, ${waits.length} waits`;
    return `<span title="${text(label)}">${name(label)}</span><svg viewBox="0 0 1000 16" preserveAspectRatio="none" role="img" aria-label="${text(said)}">${rect(failed ? 'error' : to === undefined ? 'running' : 'life', from, to ?? last, 2, 5)}${waits.map((wait) => rect('wait', wait.from, wait.to ?? last, 9, 4)).join('')}</svg>`;
  });
  const more = lanes.length > MOST_LANES ? `<p class="note">${lanes.length - MOST_LANES} more instances are not drawn.</p>` : '';
  return `<div class="lanes">${rows.join('')}<span class="note">upper bar: the instance; lower: effects under way</span><span class="axis"><span>0</span><span>${showDuration(span)}</span></span></div>${more}`;
}

/** By journal and instance, of workflows by module and key: runs of one scenario after another have the same ids. */
function readLanes(entries: readonly TraceEntry[]): ReadonlyMap<string, Lane> {
  const lanes = new Map<string, Lane>();
  const waits = new Map<string, Lane['waits'][number]>();
  for (const { journal, record, instance, workflow, subject, ns, intent: intentId, isFailure } of entries) {
    const owner = instance ?? workflow?.id;
    const key = owner === undefined ? undefined : `${journal} ${owner}`;
    const intent = intentId === undefined ? undefined : `${journal} ${intentId}`;
    const known = key === undefined ? undefined : lanes.get(key);
    if (key !== undefined && !known && (record === 'plan_started' || workflow?.status)) lanes.set(key, { label: workflow?.key === undefined ? subject : `${subject} ${workflow.key}`, from: ns, to: undefined, failed: false, waits: [] });
    if (known && record === 'plan_ended') [known.to, known.failed] = [ns, isFailure];
    const lane = key === undefined ? undefined : lanes.get(key);
    // An event that comes after the end changes nothing about it.
    if (lane && lane.to === undefined && (workflow?.status === 'completed' || workflow?.status === 'failed')) [lane.to, lane.failed] = [ns, workflow.status === 'failed'];
    if (lane && record === 'intent' && intent !== undefined) {
      const wait = { from: ns, to: undefined };
      lane.waits.push(wait);
      waits.set(intent, wait);
    }
    const wait = intent === undefined ? undefined : waits.get(intent);
    if (wait && (record === 'receipt_in' || record === 'receipt')) wait.to ??= ns;
  }
  return lanes;
}
