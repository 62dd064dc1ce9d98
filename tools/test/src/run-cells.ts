// Runs the chosen cells one after the other and prints the verdict.
import { isCi, type Cell, type CellContext, type CellResult } from './cell.ts';
import { judgeResults } from './judge.ts';
import { renderSummary } from './summary.ts';

/**
 * @param chosen names of the cells to run; none means all
 * @returns the exit code: 0 when nothing failed, else 1
 */
export async function runCells(
  cells: readonly Cell[],
  chosen: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  context: CellContext,
): Promise<number> {
  const unknown = chosen.find((name) => !cells.some((cell) => cell.name === name));
  if (unknown !== undefined) {
    context.print(`There is no cell "${unknown}". Cells: ${cells.map(({ name }) => name).join(', ')}`);
    return 1;
  }
  const results: CellResult[] = [];
  for (const cell of cells) results.push(await runCell(cell, chosen, context));
  const verdict = judgeResults(results, { ci: isCi(env), isInstalled: context.isInstalled });
  context.print(`\n${renderSummary(results, verdict)}`);
  return verdict.failed === 0 ? 0 : 1;
}

async function runCell(cell: Cell, chosen: readonly string[], context: CellContext): Promise<CellResult> {
  const { name } = cell;
  if (chosen.length > 0 && !chosen.includes(name)) {
    return { name, milliseconds: 0, outcome: { state: 'not run', detail: 'not chosen' } };
  }
  context.print(`\n=== ${name}: ${cell.title}`);
  const began = performance.now();
  try {
    const outcome = await cell.run(context);
    return { name, outcome, milliseconds: performance.now() - began };
  } catch (error) {
    // One broken cell must not hide the others.
    context.print(String(error instanceof Error ? error.stack : error));
    return { name, milliseconds: performance.now() - began, outcome: { state: 'failed', detail: 'the cell itself broke; see above' } };
  }
}
