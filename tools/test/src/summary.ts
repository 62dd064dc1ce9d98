// The end of npm test: a table of cells, what did not run and why, and the closing line that CI reads.
import type { CellResult } from './cell.ts';
import type { Verdict } from './judge.ts';

export function renderSummary(results: readonly CellResult[], { passed, failed, skipped, complaints }: Verdict): string {
  const width = Math.max(4, ...results.map(({ name }) => name.length));
  const rows = results.map(({ name, outcome, milliseconds }) =>
    `${name.padEnd(width)}  ${outcome.state.padEnd(7)}  ${renderTime(outcome.state === 'not run' ? undefined : milliseconds)}  ${outcome.detail}`.trimEnd(),
  );
  const skippedTests = results.flatMap(({ outcome }) => (outcome.state === 'not run' ? [] : (outcome.tests?.skipped ?? [])));
  const notRun = [
    ...results.flatMap(({ name, outcome }) => (outcome.state === 'not run' ? [`  ${name}: ${outcome.detail}`] : [])),
    ...skippedTests.map((test) => `  test skipped: ${test}`),
  ];
  return [
    `${'cell'.padEnd(width)}  result   time     detail`,
    ...rows,
    '',
    ...(notRun.length > 0 ? ['Not run:', ...notRun] : ['Everything was run.']),
    ...(complaints.length > 0 ? ['', 'Failures:', ...complaints.map((complaint) => `  ${complaint}`)] : []),
    '',
    `${passed} passed, ${failed} failed, ${skipped} skipped`,
  ].join('\n');
}

function renderTime(milliseconds: number | undefined): string {
  return (milliseconds === undefined ? '' : `${(milliseconds / 1000).toFixed(1)} s`).padStart(7);
}
