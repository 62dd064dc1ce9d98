// Keeps what Nx loads at graph time light: follows static imports and refuses the heavy packages.
import type { CheckReport, Fault } from './check.ts';
import { listEdges, type ImportEdge } from './import-graph.ts';
import type { SourceTree } from './tree.ts';

const LIGHT = ['libs/world/src/graph.ts', 'plugins/nx-air/src/index.ts'];
const HEAVY = new Set(['ajv', 'execa', '@noble/hashes', 'cbor-x']);

export function checkLightEntries(tree: SourceTree): CheckReport {
  const edges = listEdges(tree).filter(({ mode }) => mode === 'static');
  const paths = new Set(tree.files.map(({ path }) => path));
  const reached = LIGHT.map((entry) => ({ entry, ...follow(entry, edges) }));
  return {
    summary: reached.map(({ entry, files }) => `${entry} loads ${files.size} files`).join(', '),
    faults: reached.flatMap(({ entry, faults }) => (paths.has(entry) ? faults : [{ file: entry, message: 'missing light entry' }])),
  };
}

function follow(entry: string, edges: readonly ImportEdge[]): { readonly files: ReadonlySet<string>; readonly faults: readonly Fault[] } {
  const trail = new Map<string, string>([[entry, entry]]);
  const faults: Fault[] = [];
  // A Map iterates over what is added meanwhile, so this is a breadth-first walk.
  for (const [path, route] of trail) {
    for (const { target, line } of edges.filter(({ from }) => from.path === path)) {
      if (target.kind === 'external' && HEAVY.has(target.packageName)) {
        faults.push({ file: path, line, message: `${target.packageName} is loaded at graph time: ${route} -> ${target.packageName}` });
      }
      if (target.kind === 'file' && !trail.has(target.path)) trail.set(target.path, `${route} -> ${target.path}`);
    }
  }
  return { files: new Set(trail.keys()), faults };
}
