// Reading markers: what each says, and that a mistyped one is not taken for a comment.
import { expect, test } from 'vitest';
import { parseMarker } from '../src/marker.ts';

test.each<[string, ReturnType<typeof parseMarker>]>([
  ['<!-- run: air --help -->', { kind: 'run', command: 'air --help', exit: 0, tail: 0, show: 'all' }],
  ['<!-- run in demo exit=2 lines=3 tail=4: air check a b -->', { kind: 'run', command: 'air check a b', fixture: 'demo', exit: 2, lines: 3, tail: 4, show: 'all' }],
  ['<!-- run needs=cargo: air check w -->', { kind: 'run', command: 'air check w', exit: 0, tail: 0, show: 'all', needs: 'cargo' }],
  ['<!-- run without=cargo show=findings: air check w -->', { kind: 'run', command: 'air check w', exit: 0, tail: 0, show: 'findings', without: 'cargo' }],
  ['<!-- file: worlds/w/aos.sync.json -->', { kind: 'file', path: 'worlds/w/aos.sync.json' }],
  ['<!-- file in demo lines=4 fold=lock: nx.json -->', { kind: 'file', path: 'nx.json', fixture: 'demo', lines: 4, fold: 'lock' }],
  ['<!-- targets -->', { kind: 'targets' }],
])('%s', (line, marker) => expect(parseMarker(line)).toEqual(marker));

test.each(['', 'run: air', '<!-- air:contract -->', '<!-- a run in the park -->', '<!-- /targets -->', '    <!-- run: air -->'])('no marker: %j', (line) => {
  expect(parseMarker(line)).toBeUndefined();
});

test.each([
  ['<!-- run air check -->', 'expected <!-- run [in FIXTURE] [name=value]: COMMAND -->'],
  ['<!-- run: air check', 'expected'],
  ['<!--run: air check -->', 'expected'],
  ['<!-- run in demo -->', 'run needs ": " and a command'],
  ['<!-- file -->', 'file needs ": " and a path'],
  ['<!-- run exits=2: air check -->', 'unknown attribute exits; known: exit, lines, tail, show, needs, without'],
  ['<!-- run exit=two: air check -->', 'exit, lines and tail are whole numbers'],
  ['<!-- run lines=0: air check -->', 'lines at least 1'],
  ['<!-- file lines=x: nx.json -->', 'exit, lines and tail are whole numbers'],
  ['<!-- run show=some: air check -->', 'show is all or findings'],
  ['<!-- file: nx.json lines=3 -->', 'attributes stand before the colon'],
  ['<!-- targets lines=3 -->', 'unknown attribute lines; known: none'],
  ['<!-- targets: worlds -->', 'targets takes nothing'],
])('mistyped: %s', (line, reason) => {
  const marker = parseMarker(line);
  expect(marker?.kind === 'wrong' ? marker.reason : marker).toContain(reason);
});
