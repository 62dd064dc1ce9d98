// Compares spec/dependencies.md with the manifests and with the imports, both ways.
import type { CheckReport, Fault } from './check.ts';
import { readDependencyTable, type DependencyRow } from './dependency-table.ts';
import { listEdges, type ImportEdge } from './import-graph.ts';
import type { Package, SourceTree } from './tree.ts';

const DOCUMENT = 'spec/dependencies.md';
/** The packages this product is required to be built on; each must be imported by a file that is not a test. */
const REQUIRED = ['nx', '@nx/devkit', 'semver', 'fast-glob', 'ajv', '@noble/hashes', 'cbor-x', 'vitest', 'execa'];

export function checkDependencies(tree: SourceTree): CheckReport {
  const rows = readDependencyTable(tree.documents.get(DOCUMENT) ?? '');
  if (rows === undefined) return { summary: 'no table', faults: [{ file: DOCUMENT, message: 'missing, or without the table of dependencies' }] };
  const every = listEdges(tree);
  const edges = every.filter(({ target }) => target.kind === 'external');
  return {
    summary: `${rows.length} dependencies, ${REQUIRED.length} of them required by name`,
    faults: [...judgeRows(tree, rows, edges), ...judgeManifests(tree, rows), ...judgeImports(tree, rows, edges), ...judgeOwnManifests(tree, every)],
  };
}

function judgeRows(tree: SourceTree, rows: readonly DependencyRow[], edges: readonly ImportEdge[]): readonly Fault[] {
  const declared = new Set(tree.packages.flatMap((each) => [...declaredBy(each).keys()]));
  const faults = rows.flatMap(({ name, importedIn, notes, line }): Fault[] => {
    const fault = (message: string): Fault => ({ file: DOCUMENT, line, message: `${name} ${message}` });
    const missing = importedIn.filter((place) => !edges.some((edge) => nameOf(edge) === name && covers(place, edge.from.path)));
    return [
      ...(declared.has(name) ? [] : [fault('is in no package.json')]),
      ...missing.map((place) => fault(`is not imported in ${place}`)),
      ...(notes.length === 3 && notes.every((note) => note !== '') ? [] : [fault('has an empty cell')]),
      ...(rows.some((other) => other.name === name && other.line < line) ? [fault('is listed twice')] : []),
    ];
  });
  const absent = REQUIRED.filter((name) => !rows.some((row) => row.name === name && row.importedIn.length > 0));
  return [...faults, ...absent.map((name) => ({ file: DOCUMENT, message: `${name} is required, but listed as imported nowhere` }))];
}

/** Every dependency of every manifest has its row, with the range the manifest gives. */
function judgeManifests(tree: SourceTree, rows: readonly DependencyRow[]): readonly Fault[] {
  const own = new Set(tree.packages.map(({ name }) => name));
  return tree.packages.flatMap((each) => {
    const file = each.dir === '.' ? 'package.json' : `${each.dir}/package.json`;
    return [...declaredBy(each)].flatMap(([name, version]): Fault[] => {
      if (own.has(name)) return [];
      const row = rows.find((candidate) => candidate.name === name);
      if (!row) return [{ file, message: `${name} has no row in ${DOCUMENT}` }];
      // A peer range is wider than the version the repository is built with on purpose.
      if (row.version === version || each.peerDependencies.has(name)) return [];
      return [{ file, message: `${name} is ${version} here and ${row.version} in ${DOCUMENT}` }];
    });
  });
}

/** Every import is declared where it is used, and the table says so. */
function judgeImports(tree: SourceTree, rows: readonly DependencyRow[], edges: readonly ImportEdge[]): readonly Fault[] {
  const root = tree.packages.find(({ dir }) => dir === '.');
  return edges.flatMap((edge): Fault[] => {
    const { from, line } = edge;
    const name = nameOf(edge);
    const fault = (message: string): Fault => ({ file: from.path, line, message });
    const manifest = tree.packages.find((each) => each.name === from.owner) ?? root;
    // A tool may have a manifest of its own for what only it needs.
    const ofTool = tree.packages.find(({ dir }) => dir.startsWith('tools/') && from.path.startsWith(`${dir}/`));
    // Types and loaders are needed in the repository only; a published package ships compiled files.
    const usesRoot = from.role === 'test' || edge.mode === 'type' || edge.mode === 'resolve' || manifest === root;
    const declared = [manifest, ofTool, usesRoot ? root : undefined].some((each) => each && declaredBy(each).has(name));
    if (!declared) return [fault(`${name} is imported but not in the dependencies of ${from.owner}`)];
    const listed = rows.find((row) => row.name === name)?.importedIn.some((place) => covers(place, from.path));
    return listed || from.role === 'test' ? [] : [fault(`imports ${name}; its row in ${DOCUMENT} does not say so`)];
  });
}

/** A published package depends on exactly what its sources import, workspace packages included. */
function judgeOwnManifests(tree: SourceTree, edges: readonly ImportEdge[]): readonly Fault[] {
  const published = tree.packages.filter(({ dir }) => /^(?:libs|plugins)\//.test(dir));
  return published.flatMap((each): Fault[] => {
    const file = `${each.dir}/package.json`;
    const imported = new Set(edges.filter(({ from }) => from.owner === each.name && from.role === 'source').map(nameOf));
    const unused = [...each.dependencies.keys()].filter((name) => !imported.has(name));
    const missing = published.filter(({ name }) => name !== each.name && imported.has(name) && !declaredBy(each).has(name));
    return [
      ...unused.map((name) => ({ file, message: `${name} is a dependency, but no source of ${each.name} imports it` })),
      ...missing.map(({ name }) => ({ file, message: `${name} is imported, but no dependency of ${each.name}` })),
    ];
  });
}

function declaredBy({ dependencies, peerDependencies, devDependencies }: Package): ReadonlyMap<string, string> {
  return new Map([...peerDependencies, ...devDependencies, ...dependencies]);
}

function nameOf({ target }: ImportEdge): string {
  switch (target.kind) {
    case 'external':
      return target.packageName;
    case 'file':
    case 'missing-entry':
      return target.viaPackage?.name ?? '';
    case 'platform':
      return '';
  }
}

function covers(place: string, path: string): boolean {
  return place.endsWith('/') ? path.startsWith(place) : place === path;
}
