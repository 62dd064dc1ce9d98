// The part of the matrix that is about other people's workspaces: every Nx on every Node, one after the other.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCell, type CellResult } from '../../e2e/src/cell.ts';
import { COMBINATIONS } from '../../e2e/src/combinations.ts';
import { buildTarballs } from '../../e2e/src/main.ts';
import { STEPS } from '../../e2e/src/steps.ts';

/** Packs the repository once, then runs a cell for each combination. @param root absolute folder of the repository */
export async function runWorkspaces(root: string, print: (line: string) => void): Promise<readonly CellResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nx-air-matrix-'));
  try {
    const tarballs = await buildTarballs(root, join(folder, 'tarballs'));
    const results: CellResult[] = [];
    for (const { nx, node } of COMBINATIONS) {
      print(`nx ${nx.nx}, Node ${node}`);
      const cell = join(folder, `${nx.nx}-${node}`);
      results.push(await runCell(STEPS, { nx, node, tarballs, folder: cell, home: join(root, 'tools', 'e2e'), print }));
      rmSync(cell, { recursive: true, force: true });
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
