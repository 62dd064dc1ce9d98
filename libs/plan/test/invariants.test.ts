// `invariants` is in no published schema, no exported type and no runtime path; the key is refused with its own finding.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DOCUMENT_NAMES, loadFile, schemaDocument, type DefPlan } from '@nx-air/air';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const KEY = /\binvariants\b/iu;

function filesBelow(folder: string): readonly string[] {
  return readdirSync(`${ROOT}${folder}`)
    .map((name) => `${folder}/${name}`)
    .flatMap((path) => (statSync(ROOT + path).isDirectory() ? filesBelow(path) : [path]));
}

const mentions = (folder: string, without = /(?!)/gu): readonly string[] =>
  filesBelow(folder).filter((path) => KEY.test(readFileSync(ROOT + path, 'utf8').replaceAll(without, '')));

describe('nothing knows the key', () => {
  test.each(DOCUMENT_NAMES)('schema %s', (name) => expect(JSON.stringify(schemaDocument(name))).not.toMatch(KEY));
  test('published schemas', () => {
    expect(filesBelow('spec/schemas').length).toBeGreaterThan(5);
    expect(mentions('spec/schemas')).toEqual([]);
  });
  test('the types of definitions, their comments aside', () => expect(mentions('libs/air/src/model', /\/\*\*.*\*\//gu)).toEqual([]));
  test('the type of a plan', () => {
    const isKey: 'invariants' extends keyof DefPlan ? true : false = false;
    expect(isKey).toBe(false);
  });
  test.each(['libs/kernel/src', 'libs/plan/src'])('the sources in %s', (folder) => {
    expect(filesBelow(folder).length).toBeGreaterThan(10);
    expect(mentions(folder)).toEqual([]);
  });
  test('the search can find it', () => expect(mentions('libs/plan/test')).toContain('libs/plan/test/invariants.test.ts'));
});

test('a plan with the key is refused', () => {
  const plan = { $kind: 'defplan', name: 't/a@1', input: 't/A@1', steps: [], invariants: [{ bool: true }] };
  const { nodes, problems } = loadFile('a.json', new TextEncoder().encode(JSON.stringify(plan)));
  expect([nodes.length, problems.map(({ code, pointer, severity }) => [code, pointer, severity])]).toEqual([0, [['invariants_removed', '/invariants', undefined]]]);
});

test('the design says when they would run, what they may read and what a violation does', () => {
  const design = readFileSync(`${ROOT}spec/12-plans-v1.1.md`, 'utf8');
  for (const heading of ['When they run', 'What they may refer to', 'What the first violation does']) expect(design).toContain(`## ${heading}`);
  expect(readFileSync(`${ROOT}spec/03-air.md`, 'utf8')).toContain('12-plans-v1.1.md');
});
