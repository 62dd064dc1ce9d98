// Worlds named by scenarios: found for the inputs of runs, whatever the files contain.
import { memoryHost } from '@nx-air/world';
import { expect, test } from 'vitest';
import { peersOf } from '../src/peers.ts';

const WORLD = { kind: 'world', root: 'worlds/a', file: 'worlds/a/aos.sync.json' } as const;
const peers = (...worlds: readonly unknown[]): string => JSON.stringify({ peers: worlds.map((world) => ({ world })) });

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  ['no folder', {}, []],
  ['no peers', { one: '{"inputs": []}' }, []],
  ['two scenarios, one world', { one: peers('../b'), two: peers('../b/', '../../other/c') }, ['other/c', 'worlds/b']],
  ['itself', { one: peers('.', '../a') }, []],
  ['the root', { one: peers('../..') }, ['.']],
  ['outside', { one: peers('../../..', '../../../b', '/etc', 'C:/b') }, []],
  ['broken JSON', { one: '{"peers": [', two: peers('../b') }, ['worlds/b']],
  ['other shapes', { one: '{"peers": {"world": "../b"}}', two: peers(1, null, ['../b']), three: '"\\"peers\\""' }, []],
])('%s', (_name, scenarios, expected) => {
  const files = Object.fromEntries(Object.entries(scenarios).map(([name, text]) => [`/repo/worlds/a/scenarios/${name}.scenario.json`, text]));
  const found = peersOf(memoryHost({ '/repo/nx.json': '{}', ...files }), '/repo', WORLD);
  expect(found.map(({ root }) => root)).toEqual(expected);
  expect(found.every(({ kind, root, file }) => kind === 'world' && file === (root === '.' ? 'aos.sync.json' : `${root}/aos.sync.json`))).toBe(true);
});
