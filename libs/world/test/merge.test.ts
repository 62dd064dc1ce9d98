// Definitions with one name: equal copies become one, different ones are a conflict that names both places.
import { defsHash, loadFile } from '@nx-air/air';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { load } from './support/load.ts';
import { property } from './support/property.ts';
import { config, manifest, schema } from './support/worlds.ts';
import type { Files } from './support/worlds.ts';

const record = (field: string, type: unknown): unknown => ({ record: { id: { text: {} }, [field]: type } });

const world = (own: Files, ...imports: readonly string[]): Files => ({
  'w/aos.sync.json': config(...imports.map((path) => ({ path }))),
  'w/air/manifest.json': manifest({ schemas: [{ name: 'x/A@1' }] }),
  ...own,
});

describe('conflicts', () => {
  test('world and import: the field that differs, its two values, both files', async () => {
    const { report, merged } = await load(
      world({ 'w/air/a.json': schema('x/A@1', record('n', { nat: {} })), 'p/a.json': [schema('x/A@1', record('n', { int: {} }))] }, '../p'),
    );
    expect(report).toMatchInlineSnapshot(`"w/air/a.json:9:12 error duplicate_definition defschema x/A@1: expected {"int":{}} in path ../p, found {"nat":{}} in the world [p/a.json/0/type/record/n /type/record/n differs in path ../p]"`);
    expect(merged).toBeUndefined();
  });

  test('a member that only one side has', async () => {
    const { report } = await load(
      world({ 'p/a.json': schema('x/A@1', record('n', { nat: {} })), 'q/a.json': schema('x/A@1', { record: { id: { text: {} } } }) }, '../p', '../q'),
    );
    expect(report).toContain('expected absent in path ../q, found {"nat":{}} in path ../p');
  });

  test('the order of imports does not show in what is found where', async () => {
    const files = { 'p/a.json': schema('x/A@1', { nat: {} }), 'q/a.json': schema('x/A@1', { int: {} }), 'r/a.json': schema('x/A@1', { nat: {} }) };
    const reports = await Promise.all(
      [['../p', '../q', '../r'], ['../r', '../q', '../p'], ['../q', '../r', '../p']].map(async (imports) => (await load(world(files, ...imports))).report),
    );
    expect(new Set(reports).size).toBe(1);
    expect(reports[0]?.split('\n')).toHaveLength(1);
  });

  test('three bodies are two conflicts with the first', async () => {
    const { report } = await load(
      world({ 'p/a.json': schema('x/A@1', { nat: {} }), 'q/a.json': schema('x/A@1', { int: {} }), 'r/a.json': schema('x/A@1', { text: {} }) }, '../p', '../q', '../r'),
    );
    expect(report.split('\n').map((line) => line.split(' ')[0])).toEqual(['p/a.json:4:11', 'p/a.json:4:11']);
    expect(report).toContain('[q/a.json');
    expect(report).toContain('[r/a.json');
  });

  test('inside one import, whose content then has no hash', async () => {
    const { report, imports } = await load(world({ 'p/a.json': schema('x/A@1', { nat: {} }), 'p/b.json': schema('x/A@1', { int: {} }) }, '../p'));
    expect(report).toContain('p/a.json:4:11 error duplicate_definition');
    expect(imports.map(({ defsHash }) => defsHash)).toEqual([undefined]);
  });

  test('names are unique per kind, not across kinds', async () => {
    const { report } = await load(world({ 'w/air/a.json': [schema('x/A@1'), { $kind: 'defsecret', name: 'x/A@1', binding_id: 'b' }] }));
    expect(report).toBe('');
  });

  test('formatting and member order make no difference', async () => {
    const { report, merged } = await load(world({ 'w/air/a.json': schema('x/A@1'), 'p/a.json': '[{"type":{"text":{}},"name":"x/A@1","$kind":"defschema"}]' }, '../p'));
    expect(report).toBe('');
    expect(merged?.defs.map(({ origins }) => origins.map(({ file }) => file))).toEqual([['w/air/a.json', 'p/a.json']]);
  });
});

describe('references', () => {
  test('did you mean', async () => {
    const { problems } = await load({ ...world({ 'w/air/a.json': schema('x/Order@1') }), 'w/air/manifest.json': manifest({ schemas: [{ name: 'x/Ordre@1' }] }) });
    expect(problems.map(({ hint }) => hint)).toEqual(['Did you mean `x/Order@1`?']);
  });

  test('a definition of another kind does not answer, a built-in schema does for every kind, as in AOS', async () => {
    const { report, merged } = await load({ ...world({ 'w/air/a.json': schema('x/A@1') }), 'w/air/manifest.json': manifest({ caps: [{ name: 'x/A@1' }] }) });
    expect(report).toContain('manifest_unknown_reference defcap x/A@1');
    expect(merged).toBeUndefined();
    const quirk = await load({ ...world({}), 'w/air/manifest.json': manifest({ caps: [{ name: 'sys/HttpRequestParams@1' }] }) });
    expect(quirk.report).toBe('');
  });

  test('secrets inside the manifest are refused', async () => {
    const secrets = [{ alias: 'k', version: 1, binding_id: 'b' }];
    const { report } = await load({ ...world({}), 'w/air/manifest.json': manifest({ secrets }) });
    expect(report).toContain('w/air/manifest.json:10:5 error inline_secret manifest');
  });
});

describe('plans', () => {
  const plan = (value: unknown): object => ({
    $kind: 'defplan', name: 'x/core_p@1', input: 'x/A@1', output: 'x/A@1', steps: [{ id: 'end', op: 'end', result: value }],
  });
  const files = (value: unknown, listed: boolean): Files => ({
    ...world({ 'w/air/a.json': [schema('x/A@1', { nat: {} }), plan(value)] }),
    'w/air/manifest.json': manifest({ schemas: [{ name: 'x/A@1' }], plans: listed ? [{ name: 'x/core_p@1' }] : [] }),
  });

  test('the manifest refers to the normalised plan', async () => {
    const { report, merged } = await load(files(5, true));
    const found = merged?.defs.find(({ kind }) => kind === 'defplan');
    expect(report).toBe('');
    expect(found?.refHash).not.toBe(found?.hash);
    expect(found?.normalized).toMatchObject({ steps: [{ result: { nat: 5 } }] });
    expect(merged?.manifest).toMatchObject({ plans: [{ name: 'x/core_p@1', hash: found?.refHash }] });
  });

  test('a literal that does not fit is found where it stands, for listed plans only', async () => {
    expect((await load(files('five', true))).report).toContain('w/air/a.json:18:19 error bad_literal defplan x/core_p@1');
    const unlisted = await load(files('five', false));
    expect(unlisted.report).toBe('');
    expect(unlisted.merged?.defs.map(({ listed }) => listed)).toEqual([false, true]);
  });
});

test('neither the order of directory entries nor the split into files shows', async () => {
  const names = ['x/A@1', 'x/B@1', 'x/C@1', 'x/D@1'];
  const whole = loadFile('all.json', new TextEncoder().encode(JSON.stringify(names.map((name) => schema(name)))));
  const expected = defsHash(whole.nodes);
  const placed = fc.tuple(fc.shuffledSubarray(names, { minLength: 4 }), fc.array(fc.nat(2), { minLength: 4, maxLength: 4 }), fc.boolean());
  await property(placed, async ([order, folders, reverse]) => {
    const files: Record<string, unknown> = world({}, '../p');
    order.forEach((name, at) => { files[`p/${folders[at]}/${at}.json`] = [schema(name)]; });
    const { report, merged, imports } = await load(files, reverse ? { order: (entries) => [...entries].reverse() } : {});
    expect(report).toBe('');
    expect(merged?.defs.map(({ name }) => name)).toEqual(names);
    expect(imports.map(({ defsHash }) => defsHash)).toEqual([expected]);
  });
});

test('findings are the same for every order of directory entries', async () => {
  const files = world({ 'p/a.json': schema('x/A@1', { nat: {} }), 'p/b.json': schema('x/A@1', { int: {} }), 'p/c.json': '{', 'p/l.json': { link: 'a.json' }, 'p/m.json': manifest(), 'p/d/x.json': { a: 1 } }, '../p');
  const plain = (await load(files)).report;
  expect(plain.split('\n')).toHaveLength(5);
  await property(fc.infiniteStream(fc.nat()), async (numbers) => {
    const { report } = await load(files, { order: (entries) => [...entries].map((entry) => ({ entry, at: numbers.next().value ?? 0 })).sort((a, b) => a.at - b.at).map(({ entry }) => entry) });
    expect(report).toBe(plain);
  });
});
