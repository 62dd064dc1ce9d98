// npm run matrix: the same parts on several versions of Node, fetched by npx. `cell` runs them on this one.
import { dirname } from 'node:path';
import { capture } from '../../process/src/run.ts';
import { differences, readCell, runCell, writeCell } from './cell.ts';
import { PARTS } from './parts.ts';

const VERSIONS = ['20', '22', '24'];

/** `script`: the file that started this. Versions may be given as arguments. @returns the exit code */
export async function main(script: string, args: readonly string[], print: (line: string) => void): Promise<number> {
  if (args[0] === 'cell') {
    for (const line of writeCell(await runCell(PARTS))) print(line);
    return 0;
  }
  const cells = new Map<string, ReadonlyMap<string, string>>();
  for (const version of args.length > 0 ? args : VERSIONS) {
    const { exitCode, stdout, stderr } = await capture('npx', ['-y', `node@${version}`, script, 'cell'], { cwd: dirname(script) });
    if (exitCode !== 0) {
      print(`Node ${version}: the cell failed\n${stderr}`);
      return 1;
    }
    const cell = readCell(stdout);
    cells.set(`Node ${version}`, cell);
    for (const line of writeCell(cell)) print(`Node ${version}: ${line}`);
  }
  const found = differences(cells);
  for (const line of found) print(line);
  print(found.length === 0 ? `equal on ${[...cells.keys()].join(', ')}` : `${found.length} differ`);
  return found.length === 0 ? 0 : 1;
}
