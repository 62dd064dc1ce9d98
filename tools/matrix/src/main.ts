// npm run matrix: the same results on several versions of Node, then fresh workspaces with each Nx on each Node.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { STEPS } from '../../e2e/src/steps.ts';
import { readRecord, textMembers } from '../../package/src/json.ts';
import { capture } from '../../process/src/run.ts';
import { differences, readCell, runCell, writeCell } from './cell.ts';
import { COMPATIBILITY_PAGE, compatibilityPage } from './compatibility-page.ts';
import { PARTS } from './parts.ts';
import { runWorkspaces } from './workspaces.ts';

const VERSIONS = ['20', '22', '24'];

/**
 * `cell` runs the parts on this Node and prints their hashes. Versions of Node as arguments run the parts on those and
 * no workspace; `--workspaces` runs the workspaces alone; `--write` writes what they say to docs/compatibility.md.
 *
 * @param script the file that started this
 * @returns the exit code
 */
export async function main(script: string, args: readonly string[], print: (line: string) => void): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { workspaces: { type: 'boolean' }, write: { type: 'boolean' } } });
  if (positionals[0] === 'cell') {
    for (const line of writeCell(await runCell(PARTS))) print(line);
    return 0;
  }
  const parts = values.workspaces === true ? 0 : await compareNodes(script, positionals.length > 0 ? positionals : VERSIONS, print);
  const workspaces = positionals.length > 0 ? 0 : await tryWorkspaces(join(dirname(script), '..', '..'), values.write === true, print);
  return Math.max(parts, workspaces);
}

/** Fetches each Node by npx. */
async function compareNodes(script: string, versions: readonly string[], print: (line: string) => void): Promise<number> {
  const cells = new Map<string, ReadonlyMap<string, string>>();
  for (const version of versions) {
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

async function tryWorkspaces(root: string, write: boolean, print: (line: string) => void): Promise<number> {
  const results = await runWorkspaces(root, print);
  const peers = textMembers(readRecord(join(root, 'plugins/nx-air/package.json'))['peerDependencies'])['nx'] ?? '';
  const nodes = textMembers(readRecord(join(root, 'package.json'))['engines'])['node'] ?? '';
  const page = compatibilityPage(STEPS, results, peers, nodes);
  const file = join(root, COMPATIBILITY_PAGE);
  if (write) writeFileSync(file, page);
  else if (readText(file) !== page) print(`${COMPATIBILITY_PAGE} says something else; run: npm run matrix -- --workspaces --write`);
  const failed = results.filter((result) => result.failed !== undefined);
  for (const { nx, node, failed: failure } of failed) print(`nx ${nx}, Node ${node}: ${failure?.step ?? ''} failed`);
  print(`${results.length - failed.length} of ${results.length} workspaces pass`);
  return failed.length === 0 ? 0 : 1;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
