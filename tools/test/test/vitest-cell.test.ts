// Reports of vitest, sound and broken, and what the cell makes of them.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findBin } from '../../process/src/bins.ts';
import { capture } from '../../process/src/run.ts';
import { judgeVitest } from '../src/vitest-cell.ts';
import { readVitestReport } from '../src/vitest-report.ts';

const report = (...files: readonly { name: string; status?: string; tests: readonly string[] }[]) =>
  JSON.stringify({
    testResults: files.map(({ name, status = 'passed', tests }) => ({
      name: `/repository/${name}`,
      status,
      assertionResults: tests.map((state, index) => ({ status: state, fullName: `test ${index}` })),
    })),
  });

test('counts, skipped names and broken files', () => {
  const text = report({ name: 'a.test.ts', tests: ['passed', 'skipped', 'todo'] }, { name: 'b.test.ts', status: 'failed', tests: ['failed'] }, { name: 'c.test.ts', status: 'failed', tests: [] });
  expect(readVitestReport(text, '/repository')).toEqual({
    passed: 1,
    failed: 1,
    skipped: ['a.test.ts > test 1', 'a.test.ts > test 2'],
    brokenFiles: ['c.test.ts'],
  });
});

test.each(['', '{', '{}', 'null', '[]', '{"testResults":1}'])('%j is no report', (text) => expect(readVitestReport(text, '/repository')).toBeUndefined());

test.each<[string, number, string | undefined, string, string]>([
  ['all passed', 0, report({ name: 'a', tests: ['passed'] }), 'passed', '1 tests'],
  ['no report', 1, undefined, 'failed', 'vitest wrote no report (exit code 1)'],
  ['no test file', 0, report(), 'failed', 'vitest ran no test'],
  ['only skipped tests', 0, report({ name: 'a', tests: ['skipped'] }), 'failed', 'vitest ran no test'],
  ['a failed test', 1, report({ name: 'a', status: 'failed', tests: ['failed', 'passed'] }), 'failed', '1 of 2 tests (exit code 1)'],
  ['a file that did not load', 1, report({ name: 'a', status: 'failed', tests: [] }), 'failed', '1 test files did not load: a'],
  ['an error outside the tests', 1, report({ name: 'a', tests: ['passed'] }), 'failed', '0 of 1 tests (exit code 1)'],
])('%s', (_what, exitCode, text, state, detail) => {
  expect(judgeVitest(exitCode, text, '/repository')).toMatchObject({ state, detail });
});

test('the report of the installed vitest is understood', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'nx-air-report-'));
  try {
    // Globals, because the folder has no node_modules to import vitest from.
    writeFileSync(join(dir, 'good.test.js'), `test('good', () => {}); test('bad', () => expect(1).toBe(2)); test.skip('later', () => {});`);
    writeFileSync(join(dir, 'broken.test.js'), `import './gone.js';`);
    writeFileSync(join(dir, 'vitest.config.mjs'), 'export default { test: { globals: true } };');
    const file = join(dir, 'report.json');
    await capture(process.execPath, [findBin('vitest'), 'run', '--root', dir, '--reporter=json', `--outputFile.json=${file}`], { cwd: dir });
    expect(readVitestReport(readFileSync(file, 'utf8'), dir)).toEqual({
      passed: 1,
      failed: 1,
      skipped: ['good.test.js > later'],
      brokenFiles: ['broken.test.js'],
    });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
