// Holds imports to the direction of the layers: canon <- air <- plan <- world <- gates <- cli, kernel beside world.
import type { CheckReport, Fault } from './check.ts';
import { listEdges, type ImportEdge } from './import-graph.ts';
import type { FileRole, SourceTree } from './tree.ts';

/** What each package may import from the workspace: package names, or one entry of a package. */
const ALLOWED: ReadonlyMap<string, readonly string[]> = new Map([
  ['@nx-air/canon', []],
  ['@nx-air/air', ['@nx-air/canon']],
  ['@nx-air/plan', ['@nx-air/canon', '@nx-air/air']],
  ['@nx-air/world', ['@nx-air/canon', '@nx-air/air', '@nx-air/plan']],
  ['@nx-air/kernel', ['@nx-air/canon', '@nx-air/air', '@nx-air/plan/runtime']],
  ['@nx-air/gates', ['@nx-air/canon', '@nx-air/air', '@nx-air/plan', '@nx-air/world', '@nx-air/kernel']],
  ['@nx-air/cli', ['@nx-air/canon', '@nx-air/air', '@nx-air/plan', '@nx-air/world', '@nx-air/kernel', '@nx-air/gates', '@nx-air/module-sdk']],
  ['@nx-air/module-sdk', ['@nx-air/canon', '@nx-air/air', '@nx-air/plan', '@nx-air/kernel']],
]);

/** The kernel runs what `world` merges, so its tests merge worlds; its sources never know where a world comes from. */
const ALLOWED_IN_TESTS: ReadonlyMap<string, readonly string[]> = new Map([['@nx-air/kernel', ['@nx-air/world']]]);

/** Starts from the sources with what the tools are started with; the published program is another. */
const REPOSITORY_PROGRAM = 'libs/cli/bin/air.mjs';

const PLUGIN = 'nx-air';
/** Entries made to be light; tools/structure/src/light-entries.ts holds them to it. */
const PLUGIN_STATIC = ['@nx-air/world/graph', '@nx-air/air/did-you-mean', '@nx-air/canon/json'];

export function checkLayers(tree: SourceTree): CheckReport {
  const edges = listEdges(tree).filter(({ target }) => target.kind === 'file' || target.kind === 'missing-entry');
  const faults = edges.flatMap((edge) => {
    const message = judge(tree, edge);
    return message === undefined ? [] : [{ file: edge.from.path, line: edge.line, message } satisfies Fault];
  });
  return { summary: `${edges.length} imports inside the workspace, ${faults.length} against the layers`, faults };
}

function judge(tree: SourceTree, edge: ImportEdge): string | undefined {
  const { from, target, mode, specifier } = edge;
  if (target.kind === 'missing-entry') return `${specifier} is not an entry of ${target.viaPackage.name}: add it to "exports" or import another`;
  if (target.kind !== 'file') return undefined;
  const owner = ownerAt(tree, target.path);
  if (owner === from.owner) return target.viaPackage === undefined ? undefined : selfImport(from.role, specifier);
  if (target.viaPackage === undefined) {
    return owner === 'tools' && (from.owner === 'root' || from.role === 'test' || from.path === REPOSITORY_PROGRAM) ? undefined : `${specifier} reaches into ${owner}: import ${owner} by name`;
  }
  if (from.owner === 'tools' || from.owner === 'root' || from.owner === 'worlds') return undefined;
  if (from.owner === PLUGIN) return judgePlugin(edge);
  if (owner === PLUGIN) return `${from.owner} imports the plugin; the plugin may import it, not the other way`;
  const allowed = ALLOWED.get(from.owner);
  if (allowed === undefined) return `${from.owner} has no layer: add it to tools/structure/src/layers.ts`;
  if (allowed.includes(owner) || allowed.includes(specifier)) return undefined;
  if (from.role === 'test' && ALLOWED_IN_TESTS.get(from.owner)?.includes(owner)) return undefined;
  return `${from.owner} imports ${specifier}${mode === 'type' ? ' (types)' : ''}; it may import ${allowed.join(', ') || 'no other layer'}`;
}

/** At graph time Nx loads every static import of the plugin, so only light entries are imported so. */
function judgePlugin({ from, mode, specifier }: ImportEdge): string | undefined {
  if (mode !== 'static' || from.role === 'test' || PLUGIN_STATIC.includes(specifier)) return undefined;
  return `the plugin imports ${specifier} at load time; use import() where it is needed, or ${PLUGIN_STATIC.join(', ')}`;
}

function selfImport(role: FileRole, specifier: string): string | undefined {
  return role === 'test' ? undefined : `${specifier} is this package itself: import the file`;
}

function ownerAt(tree: SourceTree, path: string): string {
  const known = tree.files.find((file) => file.path === path);
  if (known) return known.owner;
  if (path.startsWith('tools/')) return 'tools';
  return tree.packages.find(({ dir }) => dir !== '.' && path.startsWith(`${dir}/`))?.name ?? 'root';
}
