// End-to-end tests: `node tools/e2e/main.mjs [--nx 24.0.6] [--node 22] [--tarballs dir] [--keep]` runs one cell.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { currentVersion, packAll } from '../../package/src/main.ts';
import { PUBLISHED } from '../../package/src/published.ts';
import { runCell, type CellResult } from './cell.ts';
import { NX_VERSIONS } from './combinations.ts';
import { STEPS } from './steps.ts';

/** @returns the exit code */
export async function main(root: string, args: readonly string[], print: (line: string) => void): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { nx: { type: 'string' }, node: { type: 'string' }, tarballs: { type: 'string' }, keep: { type: 'boolean' } } });
  const nx = NX_VERSIONS.find((each) => each.nx === (values.nx ?? NX_VERSIONS.at(-1)?.nx));
  if (nx === undefined) {
    print(`nx ${values.nx} is not one of ${NX_VERSIONS.map((each) => each.nx).join(', ')}`);
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'nx-air-e2e-'));
  try {
    const tarballs = values.tarballs === undefined ? await buildTarballs(root, join(folder, 'tarballs')) : listTarballs(resolve(values.tarballs));
    print(`nx ${nx.nx}, Node ${values.node ?? process.version}, ${tarballs.length} packages in ${folder}`);
    const result = await runCell(STEPS, { nx, node: values.node, tarballs, folder: join(folder, 'cell'), home: join(root, 'tools', 'e2e'), print });
    return result.failed === undefined ? 0 : 1;
  } finally {
    if (values.keep !== true) rmSync(folder, { recursive: true, force: true });
  }
}

/** Packs the repository as it is. */
export async function buildTarballs(root: string, to: string): Promise<readonly string[]> {
  const packed = await packAll(root, { to, version: currentVersion(root) });
  return packed.map(({ filename }) => join(to, filename));
}

function listTarballs(folder: string): readonly string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  if (files.length !== PUBLISHED.length) throw new Error(`${folder} holds ${files.length} tarballs, not ${PUBLISHED.length}; run: npm run package`);
  return files.sort().map((name) => join(folder, name));
}

export type { CellResult };
