// Parents and children of a flow as a tree: how far each spawn has come, and what a parent still waits for.
import { TIMER_KIND } from '../summary/intent-tracker.ts';
import type { TraceEntry } from './trace-entry.ts';

/** Deeper children are counted with their parent and not shown. */
const DEEPEST = 32;

export interface TreeNode {
  readonly world: string;
  readonly journal: string;
  readonly instance: string;
  readonly plan: string;
  readonly state: 'running' | 'ok' | 'error';
  /** Position among the children of its step. */
  readonly index?: number;
  readonly spawns: readonly TreeSpawn[];
  /**
   * Children that run while their parent does and has no effect under way: what it waits for, or waits beside when it
   * awaits an event. Records do not tell the two apart.
   */
  readonly waitsFor: readonly TreeNode[];
}

/** What one step has spawned. */
export interface TreeSpawn {
  readonly step: string;
  readonly plan: string;
  readonly count: number;
  readonly ended: number;
  /** By position. */
  readonly children: readonly TreeNode[];
}

interface Draft {
  readonly first: TraceEntry;
  plan: string;
  state: TreeNode['state'];
  parent: string | undefined;
  index?: number;
  readonly spawns: Map<string, { plan: string; count: number; readonly children: Draft[] }>;
  /** Effects under way, but for timers. */
  readonly effects: Set<string>;
}

/** Instances that have children, each below its parent; none for a flow without children. */
export function instanceTree(entries: readonly TraceEntry[]): readonly TreeNode[] {
  const drafts = readDrafts(entries);
  const roots = [...drafts.values()].filter(({ parent, spawns }) => spawns.size > 0 && (parent === undefined || !drafts.has(parent)));
  return roots.map((draft) => nodeOf(draft, 0));
}

function readDrafts(entries: readonly TraceEntry[]): ReadonlyMap<string, Draft> {
  const drafts = new Map<string, Draft>();
  const owners = new Map<string, Draft>();
  for (const entry of entries) {
    const { record, instance, journal, intent } = entry;
    const settled = intent === undefined ? undefined : owners.get(`${journal} ${intent}`);
    if (settled && (record === 'receipt_in' || record === 'receipt')) settled.effects.delete(`${journal} ${intent}`);
    if (instance === undefined) continue;
    const key = `${journal} ${instance}`;
    const draft = drafts.get(key) ?? { first: entry, plan: '', state: 'running', parent: undefined, spawns: new Map(), effects: new Set() };
    drafts.set(key, draft);
    if (record === 'plan_started') startDraft(draft, entry, drafts);
    if (record === 'plan_ended') draft.state = entry.isFailure ? 'error' : 'ok';
    if (record === 'spawned' && entry.spawned) spawnOf(draft, entry.step ?? '', entry.spawned.plan).count = entry.spawned.count;
    if (record === 'intent' && intent !== undefined && entry.effectKind !== TIMER_KIND) {
      draft.effects.add(`${journal} ${intent}`);
      owners.set(`${journal} ${intent}`, draft);
    }
  }
  return drafts;
}

/** An instance starts once; a journal that says otherwise must not make a tree of the same branches over and over. */
function startDraft(draft: Draft, { journal, subject, child }: TraceEntry, drafts: ReadonlyMap<string, Draft>): void {
  if (draft.plan !== '') return;
  draft.plan = subject;
  if (!child) return;
  draft.parent = `${journal} ${child.parent}`;
  draft.index = child.index;
  const parent = drafts.get(draft.parent);
  // The record of the spawn comes first; where it is missing, the child is still one.
  if (parent) spawnOf(parent, child.step, subject).children.push(draft);
}

function spawnOf({ spawns }: Draft, step: string, plan: string): { plan: string; count: number; readonly children: Draft[] } {
  const known = spawns.get(step) ?? { plan, count: 0, children: [] };
  spawns.set(step, known);
  return known;
}

function nodeOf({ first, plan, state, index, spawns, effects }: Draft, depth: number): TreeNode {
  const shown = [...spawns].map(([step, { plan: child, count, children }]): TreeSpawn => ({
    step,
    plan: child,
    count: Math.max(count, children.length),
    ended: children.filter((each) => each.state !== 'running').length,
    children: depth >= DEEPEST ? [] : [...children].sort((left, right) => (left.index ?? 0) - (right.index ?? 0)).map((each) => nodeOf(each, depth + 1)),
  }));
  const { world, journal, instance = '' } = first;
  const waitsFor = state === 'running' && effects.size === 0 ? shown.flatMap(({ children }) => children.filter((child) => child.state === 'running')) : [];
  return { world, journal, instance, plan, state, ...(index !== undefined && { index }), spawns: shown, waitsFor };
}
