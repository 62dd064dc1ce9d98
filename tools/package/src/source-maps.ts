// Source maps that name sources as the repository does, wherever the bundle was written.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { isRecord, readRecord } from './json.ts';

/** Sources are paths from the root of the repository; the text of other people's packages is left out. */
export function settleSourceMaps(root: string, dist: string): void {
  for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.map')) continue;
    const file = join(dist, name);
    writeFileSync(file, JSON.stringify(settle(readRecord(file), (source) => relative(root, resolve(file, '..', source)).replaceAll('\\', '/'))));
  }
}

function settle(map: Readonly<Record<string, unknown>>, nameOf: (source: string) => string): unknown {
  const { sources, sourcesContent } = map;
  if (!isTexts(sources) || !Array.isArray(sourcesContent)) throw new Error('not a source map of esbuild');
  const names = sources.map(nameOf);
  const contents: readonly unknown[] = sourcesContent;
  return { ...map, sourceRoot: 'nx-air:///', sources: names, sourcesContent: contents.map((text, index) => (names[index]?.includes('node_modules/') ? null : text)) };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string') && !isRecord(value);
}

/** Every file below `dir` with one of `texts` in it: paths of this machine have no place in a package. */
export function filesNaming(dir: string, texts: readonly string[]): readonly string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => texts.some((text) => readFileSync(file, 'utf8').includes(text)))
    .sort();
}
