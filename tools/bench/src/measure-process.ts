// Measures one figure in a process of its own: what other figures compiled, optimised or kept in memory does not count.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FIGURES } from './figures.ts';
import { measureFigure } from './interleave.ts';
import { PRODUCT_VARIABLE, type Product } from './product.ts';
import type { FigureResult } from './result.ts';

const SCRIPT = fileURLToPath(new URL('../measure.mjs', import.meta.url));

/** @returns nothing when the process failed; why is on standard error */
export async function measureInProcess(name: string, runs: number, product: Product): Promise<FigureResult | undefined> {
  const dir = mkdtempSync(join(tmpdir(), `nx-air-bench-${name}-`));
  try {
    const out = join(dir, 'result.json');
    const env = { ...process.env, ...(product.kind === 'installed' ? { [PRODUCT_VARIABLE]: product.dir } : {}) };
    const child = spawn(process.execPath, ['--expose-gc', SCRIPT, name, String(runs), dir, out], { env, stdio: ['ignore', 'inherit', 'inherit'] });
    const exitCode = await new Promise<number | null>((resolve, reject) => void child.once('error', reject).once('exit', resolve));
    return exitCode === 0 ? JSON.parse(readFileSync(out, 'utf8')) : undefined;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The measuring process. @throws when there is no such figure, or a side does not do its job */
export async function measureHere(root: string, [name = '', runs = '', dir = '', out = '']: readonly string[]): Promise<void> {
  const figure = FIGURES.find((each) => each.name === name);
  if (figure === undefined) throw new Error(`there is no figure "${name}"`);
  writeFileSync(out, JSON.stringify(await measureFigure(figure, root, Number(runs), (size) => mkdtempSync(join(dir, `${size}-`)))));
}
