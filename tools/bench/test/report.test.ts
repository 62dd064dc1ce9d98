// How measured figures are printed.
import { expect, test } from 'vitest';
import type { FigureResult } from '../src/interleave.ts';
import { renderLine, renderMarkdown, roundResult } from '../src/report.ts';

const RESULT: FigureResult = {
  name: 'merge',
  title: '5000 definitions',
  ours: { is: 'load and merge', median: 123.456, min: 100.04, max: 150 },
  peer: { is: 'JSON.parse', median: 61.7, min: 60, max: 70 },
  ratio: { median: 2.00123, min: 1.5, max: 2.5 },
  runs: 7,
  aim: 3,
  met: true,
};

test('three significant digits', () => {
  expect(roundResult(RESULT)).toMatchObject({ ours: { is: 'load and merge', median: 123, min: 100 }, ratio: { median: 2 }, runs: 7, aim: 3 });
});

test('a line for the terminal', () => {
  expect(renderLine(RESULT)).toBe('merge: ours 123 ms, peer 61.7 ms, ratio 2 (1.5-2.5), 7 runs');
});

test('another unit than milliseconds', () => {
  const heavy: FigureResult = { ...RESULT, unit: 'MB' };
  expect(renderLine(heavy)).toContain('ours 123 MB, peer 61.7 MB');
  const machine = { cpu: 'Some CPU', cores: 2, memoryGiB: 24, node: '20.20.2', platform: 'linux-x64' };
  expect(renderMarkdown({ command: 'c', machine, load: { before: 0, after: 0 }, figures: [heavy] })).toContain('| 123 MB | 61.7 MB | 2 (');
});

test('a page for the repository', () => {
  const machine = { cpu: 'Some CPU', cores: 2, memoryGiB: 24, node: '20.20.2', platform: 'linux-x64' };
  const { aim, met, ...open } = RESULT;
  const figures = [RESULT, { ...RESULT, met: false }, open];
  const page = renderMarkdown({ command: 'npm run bench -- --write', machine, load: { before: 0.1, after: 1.2 }, figures });
  expect([aim, met]).toEqual([3, true]);
  expect(page.split('\n').slice(5)).toMatchInlineSnapshot(`
    [
      "- Command: \`npm run bench -- --write\` (numbers also in \`benchmarks.json\`; single figures: \`npm run bench -- <name>\`)",
      "- Machine: 2 cores (Some CPU), 24 GiB, linux-x64, Node 20.20.2; load 0.1 before, 1.2 after",
      "",
      "| figure | ours | peer | ours, ms | peer, ms | ratio | runs | aim |",
      "|---|---|---|---|---|---|---|---|",
      "| merge | 5000 definitions: load and merge | JSON.parse | 123 | 61.7 | 2 (1.5–2.5) | 7 | at most 3: met |",
      "| merge | 5000 definitions: load and merge | JSON.parse | 123 | 61.7 | 2 (1.5–2.5) | 7 | at most 3: not met |",
      "| merge | 5000 definitions: load and merge | JSON.parse | 123 | 61.7 | 2 (1.5–2.5) | 7 |  |",
      "",
    ]
  `);
});
