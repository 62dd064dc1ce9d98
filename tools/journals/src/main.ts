// Keeps golden journals as they were committed: their hashes stand in spec/journals.json, and only new ones are added.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LIST = 'spec/journals.json';

/** Exit code: 0 all as listed, 1 otherwise. `--write` lists what is new, and takes out what CHANGELOG.md says is gone. */
export function main(root: string, args: readonly string[], print: (line: string) => void = console.log): 0 | 1 {
  const listed = new Map(Object.entries(Object(JSON.parse(textOf(join(root, LIST)) ?? '{}'))).map(([path, hash]) => [path, String(hash)]));
  const found = new Map(golden(root).map((path) => [path, `sha256:${createHash('sha256').update(readFileSync(join(root, path))).digest('hex')}`]));
  const changelog = textOf(join(root, 'CHANGELOG.md')) ?? '';
  const problems = judge(listed, found, changelog);
  for (const problem of problems) print(problem);
  if (problems.length > 0) return 1;
  const text = `${JSON.stringify(Object.fromEntries([...found].sort(([left], [right]) => (left < right ? -1 : 1))), undefined, 2)}\n`;
  if (text === textOf(join(root, LIST))) return 0;
  if (args.includes('--write')) {
    writeFileSync(join(root, LIST), text);
    print(`wrote ${LIST}`);
    return 0;
  }
  print(`${LIST} does not list every golden journal; run: node tools/journals/main.mjs --write`);
  return 1;
}

/** What no `--write` puts right. */
export function judge(listed: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>, changelog: string): readonly string[] {
  return [...listed].flatMap(([path, hash]) => {
    const now = found.get(path);
    if (now === hash) return [];
    if (now !== undefined) return [`${path} was changed: expected ${hash}, found ${now}; restore it, and run air journal accept for a new one`];
    return changelog.includes(path) ? [] : [`${path} was removed; restore it, or name it with the reason in CHANGELOG.md`];
  });
}

function golden(root: string): readonly string[] {
  const worlds = readdirSync(join(root, 'worlds'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return worlds.flatMap(({ name }) => namesIn(join(root, 'worlds', name, 'journals')).map((file) => `worlds/${name}/journals/${file}`)).sort();
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
