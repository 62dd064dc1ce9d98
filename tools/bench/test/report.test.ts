// How measured figures are printed.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FIGURES } from '../src/figures.ts';
import { readNotes } from '../src/notes.ts';
import { renderLine, renderMarkdown, renderSizes, type BenchReport } from '../src/report.ts';
import type { FigureResult } from '../src/result.ts';

const RESULT: FigureResult = { name: 'merge', title: '5000 definitions', unit: 'ms', oursIs: 'load and merge', peerIs: 'JSON.parse', ours: 123, peer: 61.7, ratio: 2, min: 1.5, max: 2.5, runs: 7, aim: 3, met: true, load: [0.1, 0.2] };
const at = (size: number, median: number) => ({ size, ours: { median, min: 1, max: 2 }, peer: { median: 1, min: 1, max: 1 }, ratio: { median: 2, min: 1, max: 3 } });
const GROWN: FigureResult = { ...RESULT, name: 'graph', unit: 'MB', sizes: [at(10, 1), at(100, 10)], growth: 1 };
const { aim: _aim, met: _met, ...OPEN } = RESULT;
const REPORT: BenchReport = {
  command: 'npm run bench -- --write',
  product: 'the packages',
  machine: { cpu: 'Some CPU', cores: 2, memoryGiB: 24, node: '20.20.2', platform: 'linux-x64' },
  load: { before: 0.1, after: 1.2 },
  minutes: 12,
  packed: [{ file: 'nx-air-0.1.0.tgz', kilobytes: 167 }, { file: 'nx-air-cli-0.1.0.tgz', kilobytes: 1829 }],
  figures: [RESULT, { ...RESULT, met: false }, { ...OPEN, name: 'open' }, GROWN, { ...GROWN, growth: 1.21 }],
};

test('a line for the terminal', () => {
  expect(renderLine(RESULT)).toBe('merge: ours 123 ms, peer 61.7 ms, ratio 2 (1.5-2.5), aim 3 met, 7 runs, load 0.1 to 0.2');
  expect(renderLine({ ...GROWN, met: false })).toBe('graph: ours 123 MB, peer 61.7 MB, ratio 2 (1.5-2.5), aim 3 not met, 10: 1 MB (2), 100: 10 MB (2), exponent 1, 7 runs, load 0.1 to 0.2');
});

test('a page for the repository', () => {
  const page = renderMarkdown(REPORT, new Map([['graph', 'Half of it is reading.']]));
  expect(page.split('\n').slice(6)).toMatchInlineSnapshot(`
    [
      "- Command: \`npm run bench -- --write\` (numbers also in \`benchmarks.json\`; single figures: \`npm run bench -- <name>\`), 12 minutes",
      "- Ours: the packages",
      "- Machine: 2 cores (Some CPU), 24 GiB, linux-x64, Node 20.20.2; load 0.1 before, 1.2 after",
      "- Aims: 3 of 4 met",
      "",
      "## Figures",
      "",
      "| figure | ours | peer | ours took | peer took | ratio | runs | aim | load |",
      "|---|---|---|---|---|---|---|---|---|",
      "| merge | 5000 definitions: load and merge | JSON.parse | 123 ms | 61.7 ms | 2 (1.5–2.5) | 7 | at most 3: met | 0.1 to 0.2 |",
      "| merge | 5000 definitions: load and merge | JSON.parse | 123 ms | 61.7 ms | 2 (1.5–2.5) | 7 | at most 3: **not met** | 0.1 to 0.2 |",
      "| open | 5000 definitions: load and merge | JSON.parse | 123 ms | 61.7 ms | 2 (1.5–2.5) | 7 |  | 0.1 to 0.2 |",
      "| graph | 5000 definitions: load and merge | JSON.parse | 123 MB | 61.7 MB | 2 (1.5–2.5) | 7 | at most 3: met | 0.1 to 0.2 |",
      "| graph | 5000 definitions: load and merge | JSON.parse | 123 MB | 61.7 MB | 2 (1.5–2.5) | 7 | at most 3: met | 0.1 to 0.2 |",
      "",
      "## Growth",
      "",
      "Our time or memory at each size, its ratio to the peer, and the exponent between the first and the last size: 1 is linear, up to 1.2 counts as linear.",
      "",
      "| figure | sizes: ours (ratio) | exponent | |",
      "|---|---|---|---|",
      "| graph | 10: 1 MB (2); 100: 10 MB (2) | 1 | linear or less |",
      "| graph | 10: 1 MB (2); 100: 10 MB (2) | 1.21 | **above linear** |",
      "",
      "## Packed sizes",
      "",
      "nx-air-0.1.0.tgz 167 kB, nx-air-cli-0.1.0.tgz 1829 kB; together 1996 kB",
      "",
      "## What remains, and why",
      "",
      "### graph",
      "",
      "Half of it is reading.",
      "",
      "### graph",
      "",
      "Half of it is reading.",
      "",
    ]
  `);
});

test('notes are read by figure', () => {
  expect([...readNotes('# Title\n\nWords.\n\n## a\n\nOne.\n\nTwo.\n\n## b\n')]).toEqual([
    ['a', 'One.\n\nTwo.'],
    ['b', ''],
  ]);
  expect(readNotes('# Only a title\n').size).toBe(0);
});

test('every note is about a figure', () => {
  const notes = readNotes(readFileSync(new URL('../notes.md', import.meta.url), 'utf8'));
  expect([...notes.keys()].filter((name) => !FIGURES.some((figure) => figure.name === name))).toEqual([]);
});

test('packed sizes with their sum, and what there is without tarballs', () => {
  expect(renderSizes(REPORT.packed)).toBe('nx-air-0.1.0.tgz 167 kB, nx-air-cli-0.1.0.tgz 1829 kB; together 1996 kB');
  expect(renderSizes([])).toBe('Not packed: the sources were measured.');
});
