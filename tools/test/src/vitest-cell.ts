// The cell that runs every test file with vitest; a run without a test fails.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBin } from '../../process/src/bins.ts';
import { stream } from '../../process/src/run.ts';
import type { Cell, CellOutcome } from './cell.ts';
import { readVitestReport } from './vitest-report.ts';

export const VITEST_CELL: Cell = {
  name: 'vitest',
  title: 'tests of every package and tool',
  run: async ({ root }) => {
    const dir = mkdtempSync(join(tmpdir(), 'nx-air-vitest-'));
    const report = join(dir, 'report.json');
    try {
      const exitCode = await stream(process.execPath, [findBin('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], { cwd: root });
      return judgeVitest(exitCode, readOptional(report), root);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  },
};

export function judgeVitest(exitCode: number, text: string | undefined, root: string): CellOutcome {
  const report = text === undefined ? undefined : readVitestReport(text, root);
  if (report === undefined) return { state: 'failed', detail: `vitest wrote no report (exit code ${exitCode})` };
  const { passed, failed, skipped, brokenFiles } = report;
  const tests = { passed, failed: failed + brokenFiles.length, skipped };
  if (passed + failed === 0 && brokenFiles.length === 0) return { state: 'failed', detail: 'vitest ran no test', tests };
  if (brokenFiles.length > 0) return { state: 'failed', detail: `${brokenFiles.length} test files did not load: ${brokenFiles.join(', ')}`, tests };
  if (exitCode !== 0 || failed > 0) return { state: 'failed', detail: `${failed} of ${passed + failed} tests (exit code ${exitCode})`, tests };
  return { state: 'passed', detail: `${passed} tests`, tests };
}

function readOptional(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
