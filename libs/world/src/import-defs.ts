// What an identified import contains.
import type { LoadedNode, Problem, UnreadDef } from '@nx-air/air';
import { defsHash } from '@nx-air/air';
import type { Hash } from '@nx-air/canon';
import { blocksLoading } from './blocking.ts';
import { collectFolder } from './collect.ts';
import type { FileHost } from './host.ts';
import { configFileOf, type Place } from './place.ts';
import type { ImportSource } from './source/import-source.ts';
import { importedFile } from './source/import-source.ts';
import type { ResolveCache } from './source/resolve-cache.ts';
import { cacheSlot, createResolveCache } from './source/resolve-cache.ts';
import { specPointer, specSubject } from './spec.ts';

export interface ImportedDefs {
  readonly source: ImportSource;
  /** Definitions in the order of files; repeated ones included, manifests not. */
  readonly nodes: readonly LoadedNode[];
  /** Names of the files read. */
  readonly files: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
  /** Content hash of the import as AOS v0.10 computes it; absent while something in it cannot be loaded. */
  readonly defsHash?: Hash;
  /** Its definitions with an error. */
  readonly unread: readonly UnreadDef[];
  readonly problems: readonly Problem[];
}

const manifestInImport = (source: ImportSource, { origin }: LoadedNode): Problem => ({
  code: 'manifest_in_import',
  subject: specSubject(source.spec),
  file: origin.file,
  pointer: origin.pointer,
});

/** Resolves and hashes, but is more likely a wrong folder than a pack without content. */
const emptyImport = (place: Place, source: ImportSource): Problem => ({
  code: 'import_empty',
  subject: specSubject(source.spec),
  file: configFileOf(place),
  pointer: specPointer(source.spec),
  expected: 'definitions in *.json below the folder',
  actual: `none below ${importedFile(place, source, source.root)}`,
});

/** Two bodies under one name: the conflict is reported where everything is merged, the content has no hash until then. */
function hasConflict(nodes: readonly LoadedNode[]): boolean {
  const hashes = new Map<string, Hash>();
  return nodes.some(({ kind, name, hash }) => {
    const key = `${kind} ${name}`;
    const known = hashes.get(key) ?? hash;
    hashes.set(key, known);
    return known !== hash;
  });
}

/** The hash of `nodes` unless a problem keeps their set from being known. */
export function hashContent(nodes: readonly LoadedNode[], blocked: boolean): { readonly defsHash?: Hash } {
  return blocked || hasConflict(nodes) ? {} : { defsHash: defsHash(nodes) };
}

const contents = cacheSlot<ReturnType<typeof hashContent>>();

/** Reads the definitions of a source, whose `root` the resolver has contained; each folder once for a `cache`. */
export function collectDefs(files: FileHost, place: Place, source: ImportSource, cache: ResolveCache = createResolveCache()): ImportedDefs {
  const collected = collectFolder(files, source.root, {
    nameOf: (path) => importedFile(place, source, path),
    subject: specSubject(source.spec),
    import: source.spec.index,
    registry: source.registry,
    cache,
  });
  const manifests = collected.nodes.filter(({ kind }) => kind === 'manifest');
  const nodes = collected.nodes.filter(({ kind }) => kind !== 'manifest');
  const found = [...collected.problems, ...manifests.map((manifest) => manifestInImport(source, manifest))];
  const isEmpty = collected.files.length === 0 && found.length === 0;
  const problems = isEmpty ? [emptyImport(place, source)] : found;
  const { files: names, texts, unread } = collected;
  const content = contents(cache, `${source.registry}\0${source.root}`, () => hashContent(nodes, problems.some(blocksLoading)));
  return { source, nodes, files: names, texts, unread, problems, ...content };
}
