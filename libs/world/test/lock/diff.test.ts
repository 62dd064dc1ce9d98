// Added, removed, renamed, changed: from hashes, and from bodies where they are known.
import { identify } from '@nx-air/air';
import type { LoadedNode } from '@nx-air/air';
import { expect, it } from 'vitest';
import { diffDefs, hasDifference } from '../../src/lock/diff.ts';
import type { DefsDiff, PreviousBody } from '../../src/lock/diff.ts';
import type { LockedDef } from '../../src/lock/parse-members.ts';
import { lockedDefKey } from '../../src/lock/payload.ts';
import { nextVersion, versionReusedProblems } from '../../src/lock/version-reused.ts';
import { object, plan, schema } from './lock-facts.ts';

function nodes(...values: readonly object[]): readonly LoadedNode[] {
  return values.map((value, index) => {
    const json = object(value);
    const identity = identify(json);
    if (identity === undefined) throw new Error('not a definition');
    return { ...identity, json, origin: { file: 'packs/defs.air.json', pointer: `/${index}` } };
  });
}

const lockOf = (defs: readonly LoadedNode[]): ReadonlyMap<string, LockedDef> =>
  new Map(defs.flatMap(({ kind, name, hash }) => (kind === 'manifest' ? [] : [[lockedDefKey({ kind, name }), { kind, name, hash }] as const])));

const summary = ({ added, removed, renamed, changed }: DefsDiff): object => ({
  added: added.map(lockedDefKey),
  removed: removed.map(lockedDefKey),
  renamed: renamed.map(({ from, to }) => `${from} -> ${to}`),
  changed: changed.map((def) => `${lockedDefKey(def)}${def.fields === undefined ? '' : ` ${def.fields.length}`}`),
});

const diff = (before: readonly object[], after: readonly object[]): object => summary(diffDefs(lockOf(nodes(...before)), nodes(...after)));

const nat = { nat: {} };

it.each([
  ['nothing', [schema('a/A@1')], [schema('a/A@1')], { added: [], removed: [], renamed: [], changed: [] }],
  ['added and removed', [schema('a/A@1')], [schema('a/B@1', nat)], { added: ['defschema a/B@1'], removed: ['defschema a/A@1'], renamed: [], changed: [] }],
  ['renamed', [schema('a/A@1')], [schema('a/B@1')], { added: [], removed: [], renamed: ['a/A@1 -> a/B@1'], changed: [] }],
  ['the same body under the next version', [schema('a/A@1')], [schema('a/A@2')], { added: [], removed: [], renamed: ['a/A@1 -> a/A@2'], changed: [] }],
  ['renamed by one letter of case', [plan('a/p@1')], [plan('a/P@1')], { added: [], removed: [], renamed: ['a/p@1 -> a/P@1'], changed: [] }],
  ['a copy beside the old one is added', [schema('a/A@1')], [schema('a/A@1'), schema('a/A@2')], { added: ['defschema a/A@2'], removed: [], renamed: [], changed: [] }],
  ['two equal bodies renamed are paired in order', [schema('a/A@1'), schema('a/B@1')], [schema('a/D@1'), schema('a/C@1')], { added: [], removed: [], renamed: ['a/A@1 -> a/C@1', 'a/B@1 -> a/D@1'], changed: [] }],
  ['another kind is no rename', [schema('a/A@1')], [plan('a/A@1')], { added: ['defplan a/A@1'], removed: ['defschema a/A@1'], renamed: [], changed: [] }],
  ['changed', [schema('a/A@1')], [schema('a/A@1', nat)], { added: [], removed: [], renamed: [], changed: ['defschema a/A@1'] }],
])('%s', (_name, before, after, expected) => {
  expect(diff(before, after)).toEqual(expected);
});

it('fields only where the locked body is known', () => {
  const before = nodes(schema('a/A@1'), schema('a/B@1'));
  const body = before[0]?.node;
  const bodies = new Map<string, PreviousBody>(body === undefined ? [] : [['defschema a/A@1', { node: body, from: 'vendored' }]]);
  const result = diffDefs(lockOf(before), nodes(schema('a/A@1', nat), schema('a/B@1', nat)), bodies);
  expect(summary(result)).toMatchObject({ changed: ['defschema a/A@1 1', 'defschema a/B@1'] });
  expect(hasDifference(result)).toBe(true);
  expect(hasDifference(diffDefs(lockOf(before), before))).toBe(false);
});

it('order of definitions does not matter', () => {
  const before = [schema('a/A@1'), schema('a/B@1'), plan('a/p@1')];
  const after = [plan('a/q@1'), schema('a/C@1'), schema('a/D@1', nat)];
  expect(diff([...before].reverse(), [...after].reverse())).toEqual(diff(before, after));
});

it('a repeated definition is one', () => {
  expect(diff([schema('a/A@1')], [schema('a/A@1'), schema('a/A@1')])).toMatchObject({ added: [] });
});

it('the search for renames is bounded', () => {
  const many = (prefix: string, type: object): readonly object[] => Array.from({ length: 300 }, (_, index) => schema(`a/${prefix}${index}@1`, type));
  const result = diffDefs(lockOf(nodes(...many('A', nat))), nodes(...many('B', { int: {} })));
  expect([result.added.length, result.removed.length, result.renamed.length]).toEqual([300, 300, 0]);
});

it.each([
  ['a/A@1', [], 'a/A@2'],
  ['a/A@1', ['a/A@2', 'a/A@3', 'a/B@4'], 'a/A@4'],
  ['a/A@99999999999999999999', [], 'a/A@100000000000000000000'],
  ['no name', [], 'no name'],
])('the version after %s beside %j', (name, others, expected) => {
  expect(nextVersion({ kind: 'defschema', name }, others.map((other) => ({ kind: 'defschema', name: other })))).toBe(expected);
});

it('a reused version has a patch that keeps the old body and adds the new one', () => {
  const before = nodes(schema('a/A@1'));
  const after = nodes(schema('a/A@1', nat));
  const bodies = new Map<string, PreviousBody>(before.map((def) => [lockedDefKey(def), { node: def.node, from: 'vendored' }]));
  const { changed } = diffDefs(lockOf(before), after, bodies);
  const [problem] = versionReusedProblems(changed, after, true);
  expect(problem).toMatchObject({ code: 'version_reused', file: 'packs/defs.air.json', pointer: '/0/name', hint: 'Publish it as `a/A@2` and keep `a/A@1` as it was; both can be imported side by side.' });
  expect(JSON.parse(JSON.stringify(problem?.fix))).toEqual([
    { op: 'replace', path: '/0', value: schema('a/A@1') },
    { op: 'add', path: '/-', value: schema('a/A@2', nat) },
  ]);
  const [foreign] = versionReusedProblems(changed, after, false);
  expect([foreign?.fix, foreign?.hint]).toEqual([undefined, 'Ask its authors to publish `a/A@2`.']);
  const [unknown] = versionReusedProblems(diffDefs(lockOf(before), after).changed, after, true);
  expect(unknown?.fix).toBeUndefined();
});

it('a file of one definition becomes a list of two', () => {
  const before = nodes(schema('a/A@1'));
  const after = nodes(schema('a/A@1', nat)).map((node) => ({ ...node, origin: { file: 'packs/a.air.json', pointer: '' } }));
  const bodies = new Map<string, PreviousBody>(before.map((def) => [lockedDefKey(def), { node: def.node, from: 'vendored' }]));
  const [problem] = versionReusedProblems(diffDefs(lockOf(before), after, bodies).changed, after, true);
  expect(JSON.parse(JSON.stringify(problem?.fix))).toEqual([{ op: 'replace', path: '', value: [schema('a/A@1'), schema('a/A@2', nat)] }]);
});
