// The version in a package.json or Cargo.toml, read and replaced where it stands: nothing else of the file changes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { locateJson, readJson } from '@nx-air/canon/json';
import { memberOf } from '../json-member.ts';
import { ReleaseError } from './release-error.ts';

type Text = Pick<Tree, 'read' | 'write' | 'root' | 'exists'>;

interface Found {
  readonly text: string;
  readonly version: string;
  /** Of the characters between the quotes. */
  readonly from: number;
  readonly to: number;
}

export function readManifestVersion(tree: Text, path: string): string {
  return find(tree, path).version;
}

/** A line for the log. Locks beside the manifest that repeat the version follow it. */
export function writeManifestVersion(tree: Text, path: string, next: string): string {
  const found = find(tree, path);
  const onDisk = diskVersion(tree, path);
  if (found.version !== onDisk && found.version !== next) {
    throw new ReleaseError('two_versions', `${path} would become ${found.version} for one pack and ${next} for another`, 'Packs of one package have one version: put them into one release group with "projectsRelationship": "fixed".');
  }
  if (found.version === next) return `${path} is at ${next}`;
  tree.write(path, `${found.text.slice(0, found.from)}${next}${found.text.slice(found.to)}`);
  const locks = path.endsWith('Cargo.toml') ? writeCargoLock(tree, path, found, next) : writeNpmLock(tree, path, next);
  return [`${path}: ${found.version} -> ${next}`, ...locks].join(', ');
}

function find(tree: Text, path: string): Found {
  const text = tree.read(path, 'utf-8') ?? '';
  return path.endsWith('Cargo.toml') ? findInToml(text, path) : findInJson(text, path, '/version');
}

function findInJson(text: string, path: string, pointer: string): Found {
  const { value } = readJson(text, { floats: 'allow' });
  const version = memberOf(value, 'version');
  if (typeof version !== 'string') throw new ReleaseError('no_version', `${path} has no version`, 'Write "version": "0.1.0" into it.');
  const from = locateJson(text, pointer, 'value').offset + 1;
  return { text, version, from, to: from + version.length };
}

/** In the table [package], before the next table. */
function findInToml(text: string, path: string): Found {
  const table = /^\[package\][^\n]*\n((?:(?!\[)[^\n]*(?:\n|$))*)/m.exec(text);
  const line = /^version[ \t]*=[ \t]*(["'])([^"'\n]*)\1/m.exec(table?.[1] ?? '');
  if (table !== null && line?.[2] !== undefined) {
    const from = table.index + table[0].indexOf(table[1] ?? '', table[0].indexOf('\n')) + line.index + line[0].length - 1 - line[2].length;
    return { text, version: line[2], from, to: from + line[2].length };
  }
  if (/^version(?:\.workspace|[ \t]*=[ \t]*\{[^}\n]*workspace)/m.test(table?.[1] ?? '')) throw new ReleaseError('inherited_version', `${path} inherits its version from the Cargo workspace`, 'Write `version = "…"` into the crate: a release changes the version of one package.');
  throw new ReleaseError('no_version', `${path} has no version`, 'Write `version = "0.1.0"` under [package].');
}

function diskVersion({ root }: Text, path: string): string | undefined {
  try {
    const text = readFileSync(join(root, path), 'utf8');
    return (path.endsWith('Cargo.toml') ? findInToml(text, path) : findInJson(text, path, '/version')).version;
  } catch {
    return undefined;
  }
}

/** The entry of the crate itself in the Cargo.lock beside it. */
function writeCargoLock(tree: Text, path: string, { text, version }: Found, next: string): readonly string[] {
  const lock = path.replace(/Cargo\.toml$/, 'Cargo.lock');
  const name = /^\[package\][^\n]*\n(?:(?!\[)[^\n]*\n)*?name[ \t]*=[ \t]*["']([^"'\n]+)["']/m.exec(text)?.[1];
  const before = tree.exists(lock) ? (tree.read(lock, 'utf-8') ?? '') : '';
  const entry = `name = "${name ?? ''}"\nversion = "${version}"\n`;
  if (name === undefined || !before.includes(entry)) return [];
  tree.write(lock, before.replace(entry, () => `name = "${name}"\nversion = "${next}"\n`));
  return [lock];
}

/** package-lock.json of the workspace repeats the versions of its members. */
function writeNpmLock(tree: Text, path: string, next: string): readonly string[] {
  const lock = 'package-lock.json';
  const text = tree.exists(lock) ? (tree.read(lock, 'utf-8') ?? '') : '';
  const folder = path.replace(/\/?package\.json$/, '');
  const entry = memberOf(memberOf(readJson(text === '' ? '{}' : text, { floats: 'allow' }).value, 'packages'), folder);
  const version = memberOf(entry, 'version');
  if (folder === '' || typeof version !== 'string') return [];
  const from = locateJson(text, `/packages/${folder.replaceAll('~', '~0').replaceAll('/', '~1')}/version`, 'value').offset + 1;
  tree.write(lock, `${text.slice(0, from)}${next}${text.slice(from + version.length)}`);
  return [lock];
}
