// Builds worlds for tests: in memory below /repo, or on disk in a temp folder.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { onTestFinished } from 'vitest';
import { toFindings } from '@nx-air/air';
import type { Problem } from '@nx-air/air';
import { memoryHost } from '../../src/index.ts';
import type { Host, MemoryFile, MemoryHostOptions } from '../../src/index.ts';

/** Text and JSON values, or a link. A key ending in `/` is an empty folder. */
export type Files = Readonly<Record<string, unknown>>;

export const schema = (name: string, type: unknown = { text: {} }): object => ({ $kind: 'defschema', name, type });

export const manifest = (lists: object = {}): object => ({
  $kind: 'manifest',
  air_version: '1',
  schemas: [],
  modules: [],
  plans: [],
  caps: [],
  policies: [],
  ...lists,
});

export const config = (...imports: readonly unknown[]): object => ({ version: 1, air: { imports } });

const isRaw = (value: unknown): value is MemoryFile =>
  typeof value === 'string' ||
  value instanceof Uint8Array ||
  (typeof value === 'object' && value !== null && ('link' in value || 'special' in value || 'unreadable' in value));

const content = (value: unknown): MemoryFile => (isRaw(value) ? value : `${JSON.stringify(value, null, 2)}\n`);

/** A repository at /repo (its root marked by nx.json). */
export function repo(files: Files, options: MemoryHostOptions = {}): Host {
  const all = { 'nx.json': '{}', ...files };
  return memoryHost(Object.fromEntries(Object.entries(all).map(([path, value]) => [posix.normalize(`/repo/${path}`), content(value)])), options);
}

/** The same on disk; removed when the test ends. Returns the real path of the repository. */
export function diskRepo(files: Files): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'nx-air-world-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, value] of Object.entries({ 'nx.json': '{}', ...files })) {
    const at = join(root, path);
    if (path.endsWith('/')) {
      mkdirSync(at, { recursive: true });
      continue;
    }
    mkdirSync(dirname(at), { recursive: true });
    const file = content(value);
    if (typeof file === 'string' || file instanceof Uint8Array) writeFileSync(at, file);
    else if ('link' in file) symlinkSync(file.link, at);
  }
  return root;
}

/** One line a finding: place, severity, code, subject, what was expected and found, the other places. */
export function lines(problems: readonly Problem[], texts: ReadonlyMap<string, string> = new Map()): string {
  return toFindings(problems, (file) => texts.get(file))
    .map(({ file, line, column, severity, code, subject, expected, actual, related = [] }) => {
      const facts = [expected === undefined ? [] : [`expected ${expected}`], actual === undefined ? [] : [`found ${actual}`]].flat();
      const others = related.map((other) => ` [${other.file}${other.pointer} ${other.note}]`).join('');
      return `${file}:${line}:${column} ${severity} ${code} ${subject}${facts.length === 0 ? '' : `: ${facts.join(', ')}`}${others}`;
    })
    .join('\n');
}
