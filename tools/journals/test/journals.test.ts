// Committed journals never change: the list, and each way to break it.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { judge, main } from '../src/main.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

test('every golden journal is as it was committed', () => {
  const lines: string[] = [];
  expect([main(ROOT, [], (line) => lines.push(line)), lines]).toEqual([0, []]);
});

describe('every world with scenarios', () => {
  const named = (folder: string, suffix: string): readonly string[] => (existsSync(join(ROOT, folder)) ? readdirSync(join(ROOT, folder)) : []).filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length));
  const worlds = readdirSync(join(ROOT, 'worlds')).filter((world) => named(`worlds/${world}/scenarios`, '.scenario.json').length > 0);

  test('there are some', () => {
    expect(worlds.length).toBeGreaterThanOrEqual(12);
  });

  test.each(worlds)('%s has a golden journal of a scenario that is there, and its objects', (world) => {
    const scenarios = new Set(named(`worlds/${world}/scenarios`, '.scenario.json'));
    const journals = named(`worlds/${world}/journals`, '.journal');
    expect(journals.filter((name) => scenarios.has(name.replace(/\.\d+$/u, '')))).not.toEqual([]);
    expect(named(`worlds/${world}/journals`, '.objects')).not.toEqual([]);
  });
});

const listed = new Map([['worlds/w/journals/a.journal', 'sha256:1']]);
test.each<[string, ReadonlyMap<string, string>, string, readonly string[]]>([
  ['the same', listed, '', []],
  ['a new one', new Map([...listed, ['b', 'sha256:2']]), '', []],
  ['changed', new Map([['worlds/w/journals/a.journal', 'sha256:2']]), '', ['worlds/w/journals/a.journal was changed: expected sha256:1, found sha256:2; restore it, and run air journal accept for a new one']],
  ['removed', new Map(), '', ['worlds/w/journals/a.journal was removed; restore it, or name it with the reason in CHANGELOG.md']],
  ['removed with a reason', new Map(), 'worlds/w/journals/a.journal: format 0', []],
])('%s', (_name, found, changelog, problems) => {
  expect(judge(listed, found, changelog)).toEqual(problems);
});
