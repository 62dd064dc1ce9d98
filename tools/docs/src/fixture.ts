// Fixtures: small repositories, each written as one text file, so that nothing takes them for worlds of this repository.
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type FixtureEntry =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly to: string }
  /** A file of this size, filled with zero bytes. */
  | { readonly kind: 'size'; readonly bytes: number };

export type Fixture = ReadonlyMap<string, FixtureEntry>;

export class FixtureError extends Error {
  readonly code = 'bad_fixture';
}

const HEADING = /^== (\S+)(?: (?:-> (\S+)|\((removed)\)|\((\d+) bytes\)))?$/;
const BASE = /^from (\S+)$/;

/**
 * Lines before the first heading are comments, but `from NAME` begins with the files of another fixture. A heading is
 * `== PATH`, `== PATH -> TARGET` (link), `== PATH (N bytes)` or `== PATH (removed)`.
 */
export function parseFixture(text: string, baseOf: (name: string) => Fixture): Fixture {
  const files = new Map<string, FixtureEntry>();
  let open: { readonly path: string; readonly lines: string[] } | undefined;
  const close = (): void => {
    if (open !== undefined) files.set(open.path, { kind: 'text', text: open.lines.map((line) => `${line}\n`).join('') });
    open = undefined;
  };
  for (const line of text.replace(/\n$/, '').split('\n')) {
    const [, path, link, removed, bytes] = HEADING.exec(line) ?? [];
    if (path === undefined) {
      if (line.startsWith('== ')) throw new FixtureError(`malformed heading: ${line}`);
      const [, base] = open === undefined && files.size === 0 ? (BASE.exec(line) ?? []) : [];
      if (base !== undefined) for (const [name, entry] of baseOf(base)) files.set(name, entry);
      open?.lines.push(line);
      continue;
    }
    close();
    if (path.startsWith('/') || path.split('/').includes('..')) throw new FixtureError(`path leaves the fixture: ${path}`);
    if (removed !== undefined && !files.delete(path)) throw new FixtureError(`nothing to remove: ${path}`);
    else if (removed !== undefined) continue;
    else if (link !== undefined) files.set(path, { kind: 'link', to: link });
    else if (bytes !== undefined) files.set(path, { kind: 'size', bytes: Number(bytes) });
    else open = { path, lines: [] };
  }
  close();
  return files;
}

/** Reads `<dir>/<name>.txt` and what it builds on. */
export function readFixture(dir: string, name: string, users: readonly string[] = []): Fixture {
  if (users.includes(name)) throw new FixtureError(`fixtures build on each other: ${[...users, name].join(' -> ')}`);
  if (!/^[a-z0-9-]+$/.test(name)) throw new FixtureError(`malformed name: ${name}`);
  let text: string;
  try {
    text = readFileSync(join(dir, `${name}.txt`), 'utf8');
  } catch (cause) {
    throw new FixtureError(`there is no fixture ${name}`, { cause });
  }
  return parseFixture(text, (base) => readFixture(dir, base, [...users, name]));
}

/** Writes the files below the existing folder `root`. */
export function writeFixture(root: string, fixture: Fixture): void {
  for (const [path, entry] of fixture) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    if (entry.kind === 'text') writeFileSync(file, entry.text);
    else if (entry.kind === 'link') symlinkSync(entry.to, file);
    else {
      writeFileSync(file, '');
      truncateSync(file, entry.bytes);
    }
  }
}
