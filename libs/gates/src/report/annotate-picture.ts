// A picture of a plan with what journals say of it: counts on its steps, branches that were taken.
import { renderSvg, type PictureStep, type PlanPicture } from '@nx-air/plan/picture';
import type { RowSummary, StepSummary } from '../summary/summary.ts';

export interface AnnotatedPicture {
  readonly svg: string;
  /** The same text for every picture: a page has it once. */
  readonly style: string;
}

export function annotatePicture(picture: PlanPicture, row: RowSummary, id: string): AnnotatedPicture {
  const counted = new Map(row.steps.map((step) => [step.step, step]));
  const seen = seenSteps(picture, counted, row.counts['instances.started']);
  const steps = picture.steps.map((step, index) => ({ ...step, lines: [...step.lines, ...notesOf(step, row, counted, seen.has(index))] }));
  const drawn = renderSvg({ ...picture, steps }, { id });
  const [, style = ''] = /<style>([^<]*)<\/style>/u.exec(drawn) ?? [];
  // Texts of others are escaped: no `<` and no `"` of theirs stands in the drawing.
  let edge = -1;
  const svg = drawn
    .replace(/<style>[^<]*<\/style>/u, '')
    .replaceAll('<path class="edge', (start) => {
      edge += 1;
      const line = picture.edges[edge];
      return line && seen.has(line.from) && seen.has(line.to) ? `${start} taken` : `${start} unseen`;
    })
    .replace(/<g class="step ([^"]*)" id="([^"]*)-s(\d+)"/gu, (_whole, look: string, prefix: string, index: string) => `<g class="step ${look} ${seen.has(Number(index)) ? 'taken' : 'unseen'}" id="${prefix}-s${index}"`);
  return { svg, style };
}

function notesOf({ id, op, lines }: PictureStep, row: RowSummary, counted: ReadonlyMap<string, StepSummary>, isSeen: boolean): readonly string[] {
  const step = counted.get(id);
  const awaited = op === 'await_receipt' ? counted.get(emitOf(lines)) : undefined;
  const count = (amount: number | undefined, what: string): readonly string[] => (amount === undefined || amount === 0 ? [] : [`${amount} ${what}`]);
  const spawned = row.children.filter((child) => child.step === id);
  const total = (of: (child: RowSummary['children'][number]) => number): number => spawned.reduce((sum, child) => sum + of(child), 0);
  const notes = [
    ...count(step?.emitted, 'emitted'),
    ...count(step?.denied, 'refused'),
    ...count(step?.raised, 'raised'),
    ...(spawned.length === 0 ? count(step?.children, 'children') : [`${total(({ ok, error }) => ok + error)} of ${total(({ started }) => started)} children ended`]),
    ...count(total(({ error }) => error), 'of them in error'),
    ...count(awaited?.settled, 'receipts'),
    ...count(awaited?.failed_receipts, 'of them not ok'),
    ...count(step?.errors, 'ended in error here'),
  ];
  if (notes.length === 0) return isSeen ? [] : ['not seen'];
  return notes;
}

/** As `pictureOf` words it. */
const emitOf = ([first = '']: readonly string[]): string => first.replace(/^receipt of /u, '');

/**
 * Steps that ran in some instance, by number. Records name effects, events, children and errors; of other steps it
 * follows that they ran where they are the only way to a step that did, or follow one that did without condition.
 */
function seenSteps({ steps, edges }: PlanPicture, counted: ReadonlyMap<string, StepSummary>, started: number): ReadonlySet<number> {
  const into = steps.map((_, index) => edges.filter(({ to }) => to === index));
  const seen = new Set<number>();
  for (const [index, step] of steps.entries()) {
    const counts = counted.get(step.id);
    const settled = step.op === 'await_receipt' ? (counted.get(emitOf(step.lines))?.settled ?? 0) : 0;
    const own = counts ? counts.emitted + counts.denied + counts.raised + counts.children + counts.errors : 0;
    if (own + settled > 0 || (started > 0 && (into[index] ?? []).length === 0)) seen.add(index);
  }
  const silent = (index: number): boolean => steps[index]?.op === 'assign' || steps[index]?.op === 'end';
  for (let size = -1; size !== seen.size; ) {
    size = seen.size;
    for (const index of steps.keys()) {
      const incoming = into[index] ?? [];
      const [only] = incoming;
      if (!only || incoming.length > 1) continue;
      if (seen.has(index)) seen.add(only.from);
      else if (seen.has(only.from) && silent(index) && only.guard === undefined && completes(steps[only.from], counted)) seen.add(index);
    }
  }
  return seen;
}

/** Whether a step that ran has also completed in some instance: waits may still be open. */
function completes(step: PictureStep | undefined, counted: ReadonlyMap<string, StepSummary>): boolean {
  if (!step || step.op === 'end') return false;
  if (step.op === 'await_receipt') return (counted.get(emitOf(step.lines))?.settled ?? 0) > 0;
  return !step.op.startsWith('await_');
}
