// Which plan spawns which, as a tree: how many of the children have ended, and how many spawns were joined.
import type { RowSummary } from '../summary/summary.ts';
import { name } from './html.ts';

/** Deeper plans stand in sections of their own, as all do. */
const DEEPEST = 6;
const MOST_LINES = 100;

interface Placed {
  readonly row: RowSummary;
  readonly anchor: string;
}

/** '' where nothing spawns. A plan that several spawn stands below each of them, its own children below the first. */
export function familyTree(rows: readonly Placed[]): string {
  const byName = new Map(rows.map((placed) => [keyOf(placed.row.world, placed.row.name), placed]));
  const children = new Set(rows.flatMap(({ row }) => row.children.map(({ plan }) => keyOf(row.world, plan))));
  const roots = rows.filter(({ row }) => row.children.length > 0 && !children.has(keyOf(row.world, row.name)));
  if (roots.length === 0) return '';
  const told = new Set<string>();
  const lines = roots.flatMap(({ row, anchor }) => [`<li class="d0">${linkTo(row.name, anchor)}</li>`, ...below(row, byName, told, 1)]);
  const hidden = lines.length - MOST_LINES;
  return `<h3>Parents and children</h3><ul class="tree">${lines.slice(0, MOST_LINES).join('')}</ul>${hidden > 0 ? `<p class="note">${hidden} more are not shown.</p>` : ''}`;
}

function below(row: RowSummary, byName: ReadonlyMap<string, Placed>, told: Set<string>, depth: number): readonly string[] {
  const key = keyOf(row.world, row.name);
  if (depth > DEEPEST || told.has(key)) return [];
  told.add(key);
  return row.children.slice(0, MOST_LINES).flatMap(({ step, plan, started, ok, error, spawns, joined }) => {
    const child = byName.get(keyOf(row.world, plan));
    const running = started - ok - error;
    const state = [`${ok + error} of ${started} ended`, ...(error > 0 ? [`<span class="error-text">${error} in error</span>`] : []), ...(running > 0 ? [`<span class="running-text">${running} running</span>`] : []), `${joined} of ${spawns} joined`].join(', ');
    return [`<li class="d${depth}">${name(step)} spawns ${linkTo(plan, child?.anchor)} <span class="note">${state}</span></li>`, ...(child ? below(child.row, byName, told, depth + 1) : [])];
  });
}

const keyOf = (world: string, plan: string): string => JSON.stringify([world, plan]);

const linkTo = (plan: string, anchor: string | undefined): string => (anchor === undefined ? name(plan) : `<a href="#${anchor}">${name(plan)}</a>`);
