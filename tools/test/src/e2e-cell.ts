// The cell that packs the repository and uses the packages in a fresh workspace; `npm run matrix` does so for all versions.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCell } from '../../e2e/src/cell.ts';
import { NX_VERSIONS } from '../../e2e/src/combinations.ts';
import { buildTarballs } from '../../e2e/src/main.ts';
import { STEPS } from '../../e2e/src/steps.ts';
import type { Cell, CellOutcome } from './cell.ts';

export const E2E_CELL: Cell = {
  name: 'e2e',
  title: 'the packages in a fresh workspace, from a registry on loopback',
  run: async ({ root, print }): Promise<CellOutcome> => {
    const nx = NX_VERSIONS.at(-1);
    if (nx === undefined) return { state: 'failed', detail: 'no version of Nx is listed' };
    const folder = mkdtempSync(join(tmpdir(), 'nx-air-e2e-'));
    try {
      const tarballs = await buildTarballs(root, join(folder, 'tarballs'));
      const home = join(root, 'tools', 'e2e');
      const { passed, failed } = await runCell(STEPS, { nx, node: undefined, tarballs, folder: join(folder, 'cell'), home, print });
      const tests = { passed: passed.length, failed: failed === undefined ? 0 : 1, skipped: [] };
      if (failed === undefined) return { state: 'passed', detail: `nx ${nx.nx}, Node ${process.version}: ${passed.join(', ')}`, tests };
      return { state: 'failed', detail: `${failed.step}: ${failed.message.split('\n')[0] ?? ''}`, tests };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
