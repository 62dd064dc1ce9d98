// Every cell of npm test, in the order they run: quick ones first.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { main as checkLockfile } from '../../lockfile/src/main.ts';
import { findBin } from '../../process/src/bins.ts';
import { stream } from '../../process/src/run.ts';
import { CHECKS } from '../../structure/src/checks.ts';
import type { StructureCheck } from '../../structure/src/check.ts';
import { readTree } from '../../structure/src/read-tree.ts';
import { renderReport } from '../../structure/src/render.ts';
import type { SourceTree } from '../../structure/src/tree.ts';
import { CARGO_CELL } from './cargo-cell.ts';
import type { Cell, CellOutcome } from './cell.ts';
import { DOCS_CELL } from './docs-cell.ts';
import { E2E_CELL } from './e2e-cell.ts';
import { VALIDATE_CELL } from './validate-cell.ts';
import { VITEST_CELL } from './vitest-cell.ts';

const TYPECHECK: Cell = {
  name: 'typecheck',
  title: 'tsc over sources and tests',
  run: async ({ root }) => judgeExit('tsc', await stream(process.execPath, [findBin('tsc'), '-p', 'tsconfig.json'], { cwd: root })),
};

const LOCKFILE: Cell = {
  name: 'lockfile',
  title: 'package-lock.json covers every platform',
  run: async ({ root, print }) => judgeExit('tools/lockfile --check', checkLockfile(root, ['--check'], print)),
};

const SPEC: Cell = {
  name: 'spec',
  title: 'generated parts of spec/ are up to date',
  run: async ({ root }) => {
    const script = join(root, 'tools', 'spec', 'main.mjs');
    if (!existsSync(script)) return { state: 'not run', detail: 'tools/spec/main.mjs does not exist' };
    return judgeExit('tools/spec --check', await stream(process.execPath, [script, '--check'], { cwd: root }));
  },
};

export function listCells(): readonly Cell[] {
  const structure = CHECKS.map(structureCell);
  return [TYPECHECK, LOCKFILE, ...structure, SPEC, DOCS_CELL, CARGO_CELL, VALIDATE_CELL, E2E_CELL, VITEST_CELL];
}

function judgeExit(what: string, exitCode: number): CellOutcome {
  return exitCode === 0 ? { state: 'passed', detail: '' } : { state: 'failed', detail: `${what} ended with exit code ${exitCode}` };
}

let readOnce: { readonly root: string; readonly tree: SourceTree } | undefined;

function structureCell(check: StructureCheck): Cell {
  return {
    name: check.name,
    title: check.title,
    run: async ({ root, print }) => {
      if (readOnce?.root !== root) readOnce = { root, tree: readTree(root) };
      const report = check.run(readOnce.tree);
      print(renderReport(report));
      const { length } = report.faults;
      return length === 0 ? { state: 'passed', detail: report.summary } : { state: 'failed', detail: `${length} ${length === 1 ? 'fault' : 'faults'}` };
    },
  };
}
