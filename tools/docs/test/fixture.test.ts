// Fixtures: the text form, what builds on what, and the files that come of it.
import { lstatSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, expect, test } from 'vitest';
import { parseFixture, readFixture, writeFixture, type Fixture } from '../src/fixture.ts';

const none = (name: string): Fixture => {
  throw new Error(`unexpected base ${name}`);
};

function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'nx-air-fixture-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

test('files, links, sizes; lines before the first heading are comments', () => {
  const fixture = parseFixture('A comment.\n== a/b.json\n{\n}\n== empty\n== l -> a/b.json\n== big (20 bytes)\n', none);
  expect([...fixture]).toEqual([
    ['a/b.json', { kind: 'text', text: '{\n}\n' }],
    ['empty', { kind: 'text', text: '' }],
    ['l', { kind: 'link', to: 'a/b.json' }],
    ['big', { kind: 'size', bytes: 20 }],
  ]);
});

test('a base gives its files, later ones win, (removed) takes one away', () => {
  const base: Fixture = new Map([['a', { kind: 'text', text: '1\n' }], ['b', { kind: 'text', text: '2\n' }]]);
  const fixture = parseFixture('from base\n== a\n3\n== b (removed)\n', (name) => (name === 'base' ? base : none(name)));
  expect([...fixture]).toEqual([['a', { kind: 'text', text: '3\n' }]]);
});

test('`from` inside a file is text', () => {
  expect(parseFixture('== a\nfrom b\n', none).get('a')).toEqual({ kind: 'text', text: 'from b\n' });
});

test.each([
  ['== ../a\n', 'path leaves the fixture: ../a'],
  ['== a/../../b\n', 'path leaves the fixture'],
  ['== /etc/a\n', 'path leaves the fixture'],
  ['== a b c\n', 'malformed heading: == a b c'],
  ['== a (removed)\n', 'nothing to remove: a'],
])('refused: %j', (text, message) => expect(() => parseFixture(text, none)).toThrow(message));

test('written as files and links', () => {
  const dir = tempDir();
  writeFixture(dir, parseFixture('== a/b\nx\n== l -> a/b\n== big (20 bytes)\n', none));
  expect(readFileSync(join(dir, 'a/b'), 'utf8')).toBe('x\n');
  expect(lstatSync(join(dir, 'l')).isSymbolicLink() && readlinkSync(join(dir, 'l'))).toBe('a/b');
  expect(statSync(join(dir, 'big')).size).toBe(20);
});

test('read from a folder; a missing name, a bad name and a circle are named', () => {
  const dir = tempDir();
  writeFileSync(join(dir, 'one.txt'), 'from two\n== a\n');
  writeFileSync(join(dir, 'two.txt'), '== b\n');
  writeFileSync(join(dir, 'x.txt'), 'from y\n');
  writeFileSync(join(dir, 'y.txt'), 'from x\n');
  expect([...readFixture(dir, 'one').keys()]).toEqual(['b', 'a']);
  expect(() => readFixture(dir, 'three')).toThrow('there is no fixture three');
  expect(() => readFixture(dir, '../one')).toThrow('malformed name');
  expect(() => readFixture(dir, 'x')).toThrow('fixtures build on each other: x -> y -> x');
});
