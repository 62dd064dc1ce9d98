// Finds import cycles between files, within and across packages: first at run time, then through types.
import type { CheckReport, Fault } from './check.ts';
import { listEdges, type ImportEdge } from './import-graph.ts';
import type { SourceTree } from './tree.ts';

/** Lazy imports count as run-time imports: a cycle through one is still two concepts that need each other. */
export function checkCycles(tree: SourceTree): CheckReport {
  const edges = listEdges(tree).filter(({ target, mode }) => target.kind === 'file' && mode !== 'resolve');
  const atRunTime = findCycles(edges.filter(({ mode }) => mode !== 'type'));
  const withTypes = findCycles(edges).filter((cycle) => !atRunTime.some((known) => known.every((file) => cycle.includes(file))));
  return {
    summary: `${tree.files.length} files, ${edges.length} imports between them: ${atRunTime.length} run-time cycles, ${withTypes.length} type cycles`,
    faults: [
      ...atRunTime.map((cycle) => describeCycle('import cycle', cycle, edges)),
      ...withTypes.map((cycle) => describeCycle('import cycle through types', cycle, edges)),
    ],
  };
}

/** Groups of files that reach each other, each group and the list sorted. */
export function findCycles(edges: readonly ImportEdge[]): readonly (readonly string[])[] {
  const next = new Map<string, Set<string>>();
  for (const { from, target } of edges) {
    if (target.kind !== 'file') continue;
    const targets = next.get(from.path) ?? new Set();
    next.set(from.path, targets.add(target.path));
  }
  return findComponents(next)
    .filter((group) => group.length > 1 || (next.get(group[0] ?? '')?.has(group[0] ?? '') ?? false))
    .map((group) => [...group].sort())
    .sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
}

/** Tarjan's strongly connected components. */
function findComponents(next: ReadonlyMap<string, ReadonlySet<string>>): readonly (readonly string[])[] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const open = new Set<string>();
  const groups: string[][] = [];

  const visit = (node: string): number => {
    const index = order.size;
    order.set(node, index);
    let low = index;
    stack.push(node);
    open.add(node);
    for (const target of next.get(node) ?? []) {
      if (!order.has(target)) low = Math.min(low, visit(target));
      else if (open.has(target)) low = Math.min(low, order.get(target) ?? low);
    }
    lowest.set(node, low);
    if (low === index) {
      const group = stack.splice(stack.lastIndexOf(node));
      for (const member of group) open.delete(member);
      groups.push(group);
    }
    return low;
  };

  for (const node of next.keys()) if (!order.has(node)) visit(node);
  return groups;
}

/** Names the shortest way round from the first file of the group, so that the reader sees a path and not only a set. */
function describeCycle(what: string, group: readonly string[], edges: readonly ImportEdge[]): Fault {
  const start = group[0] ?? '';
  const inside = edges.filter(({ from, target }) => group.includes(from.path) && target.kind === 'file' && group.includes(target.path));
  const ways: (readonly ImportEdge[])[] = inside.filter(({ from }) => from.path === start).map((edge) => [edge]);
  const seen = new Set<string>();
  // An array iterates over what is added meanwhile, so this is a breadth-first walk.
  for (const way of ways) {
    const last = way.at(-1);
    if (last?.target.kind !== 'file' || seen.has(last.target.path)) continue;
    const { path } = last.target;
    if (path === start) {
      const files = [...way.map(({ from }) => from.path), start];
      return { file: start, line: way[0]?.line ?? 1, message: `${what}: ${files.join(' -> ')}` };
    }
    seen.add(path);
    ways.push(...inside.filter(({ from }) => from.path === path).map((edge) => [...way, edge]));
  }
  return { file: start, message: `${what}: ${group.join(', ')}` };
}
