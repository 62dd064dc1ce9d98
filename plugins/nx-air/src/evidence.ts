// Which files, beside the definitions themselves, decide what an import resolves to.
import type { GraphImport } from '@nx-air/world/graph';
import { globText } from './json-glob.ts';

/** Any Cargo.toml and Cargo.lock: what `cargo metadata` may read when a crate is not in a workspace. */
const CARGO_WORKSPACE = ['**/Cargo.toml', '**/Cargo.lock'];

/**
 * Globs from the workspace root. Found in the workspace: the manifests from the definition folder upwards. A crate
 * from elsewhere, or not found: all Cargo files. An npm package that is absent: where it would be installed.
 */
export function evidenceOf({ kind, package: name, root, external }: GraphImport, worldRoot: string): readonly string[] {
  switch (kind) {
    case 'path':
      return [];
    case 'cargo':
      return root === undefined || external !== undefined ? CARGO_WORKSPACE : manifestsAbove(root, 'Cargo.toml');
    case 'npm':
      if (root !== undefined) return installedManifest(root) ?? manifestsAbove(root, 'package.json');
      return foldersUp(worldRoot).map((folder) => globText(`${folder}node_modules/${name ?? ''}/package.json`));
  }
}

/** The package.json of the innermost installed package around a folder. */
function installedManifest(root: string): string[] | undefined {
  const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(root)?.[0];
  return folder === undefined ? undefined : [globText(`${folder}/package.json`)];
}

/** Cargo looks for its workspace up to the root; the package.json there says nothing about a package below it. */
function manifestsAbove(root: string, manifest: 'Cargo.toml' | 'package.json'): string[] {
  const folders = foldersUp(root).filter((folder) => folder !== '' || manifest === 'Cargo.toml');
  return folders.map((folder) => globText(`${folder}${manifest}`));
}

/** The folder and all above it as prefixes, nearest first, '' for the workspace root. */
function foldersUp(folder: string): string[] {
  const segments = folder === '' || folder === '.' ? [] : folder.split('/');
  return [...segments, ''].map((_segment, index) => segments.slice(0, segments.length - index).map((part) => `${part}/`).join(''));
}
