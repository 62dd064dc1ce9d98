// Turns import specifiers into edges between files, through the entries of workspace packages.
import { listImports, type ImportMode } from './imports.ts';
import type { Package, SourceFile, SourceTree } from './tree.ts';

export type ImportTarget =
  | { readonly kind: 'file'; readonly path: string; readonly viaPackage?: Package; readonly entry?: string }
  | { readonly kind: 'missing-entry'; readonly viaPackage: Package; readonly entry: string }
  | { readonly kind: 'external'; readonly packageName: string }
  | { readonly kind: 'platform' };

export interface ImportEdge {
  readonly from: SourceFile;
  readonly line: number;
  readonly mode: ImportMode;
  readonly specifier: string;
  readonly target: ImportTarget;
}

/** Every literal import of the tree, in file and source order. */
export function listEdges(tree: SourceTree): readonly ImportEdge[] {
  const byName = new Map(tree.packages.map((each) => [each.name, each]));
  // What asc resolves, it judges itself.
  return tree.files.filter(({ role }) => role !== 'assembly').flatMap((from) =>
    listImports(from).map((ref) => ({ from, ...ref, target: resolveSpecifier(byName, from.path, ref.specifier) })),
  );
}

function resolveSpecifier(packages: ReadonlyMap<string, Package>, from: string, specifier: string): ImportTarget {
  if (specifier.startsWith('.')) return { kind: 'file', path: joinRelative(from, specifier) };
  if (specifier.startsWith('node:')) return { kind: 'platform' };
  const packageName = packageOf(specifier);
  const viaPackage = packages.get(packageName);
  if (!viaPackage) return { kind: 'external', packageName };
  const entry = `.${specifier.slice(packageName.length)}`;
  const path = viaPackage.entries.get(entry);
  return path === undefined ? { kind: 'missing-entry', viaPackage, entry } : { kind: 'file', path, viaPackage, entry };
}

/** `@scope/name/sub/path` to `@scope/name`, `name/sub` to `name`. */
export function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

function joinRelative(from: string, specifier: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
