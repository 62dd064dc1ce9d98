// Both halves of containment, each shown to be needed.
import { expect, test } from 'vitest';
import { contain } from '../../src/source/contain.ts';
import { repo } from '../support/worlds.ts';

const host = repo({
  'p/air/x.json': '{}',
  'p/up': { link: '../..' },
  'p/air/deep': { link: '../..' },
  'p/side': { link: 'air' },
  'p/abs': { link: '/etc' },
  'q/x': '',
});

test.each([
  ['inside', '/repo/p/air', { kind: 'inside', path: '/repo/p/air' }],
  ['the root itself', '/repo/p', { kind: 'inside', path: '/repo/p' }],
  ['a link that stays inside is spelled without it', '/repo/p/side/x.json', { kind: 'inside', path: '/repo/p/air/x.json' }],
  ['a neighbour by text', '/repo/q', { kind: 'outside', by: 'path', leadsTo: '../q' }],
  ['a name that only begins alike', '/repo/pq', { kind: 'outside', by: 'path', leadsTo: '../pq' }],
  ['out through a link', '/repo/p/air/deep', { kind: 'outside', by: 'link', leadsTo: '..' }],
  ['missing', '/repo/p/nothing', { kind: 'missing' }],
])('%s', (_name, path, expected) => expect(contain(host, '/repo/p', path)).toEqual(expected));

test('a link out of everything', () => {
  expect(contain(repo({ 'p/up': { link: '../../..' } }), '/repo/p', '/repo/p/up')).toEqual({ kind: 'outside', by: 'link', leadsTo: '../..' });
});

test('a root that is itself behind a link keeps its spelling', () => {
  const linked = repo({ 'real/air/x.json': '{}', 'p': { link: 'real' } });
  expect(contain(linked, '/repo/p', '/repo/p/air')).toEqual({ kind: 'inside', path: '/repo/p/air' });
});
