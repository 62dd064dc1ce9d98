// The .d.ts files of the published packages: tsc writes them all at once, each package takes what its entries reach.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findBin } from '../../process/src/bins.ts';
import { capture } from '../../process/src/run.ts';

/** Types of every package below `out`, in the folders of the repository. Throws when tsc finds a fault in an export. */
export async function emitTypes(root: string, out: string): Promise<void> {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const config = join(out, 'tsconfig.json');
  // Not incremental: tsc would leave out what it thinks it has written before.
  const compilerOptions = { noEmit: false, incremental: false, tsBuildInfoFile: null, emitDeclarationOnly: true, declaration: true, noCheck: true, rootDir: root, outDir: out };
  writeFileSync(config, JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, include: ['libs', 'plugins'].map((dir) => `${root}/${dir}/*/src`) }));
  const { exitCode, stdout } = await capture(process.execPath, [findBin('tsc'), '-p', config], { cwd: root });
  if (exitCode !== 0) throw new Error(`tsc wrote no types\n${stdout}`);
  rmSync(config);
}

const RELATIVE = /(from |import\()(['"])(\.{1,2}\/[^'"]+)\.ts\2/g;

/** Copies what `entries` reach from `from` to `to`, with `.js` in place of `.ts` in the paths of imports. */
export function copyTypes(from: string, entries: readonly string[], to: string): void {
  const done = new Set<string>();
  const queue = entries.map((name) => `${name}.d.ts`);
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (done.has(file)) continue;
    done.add(file);
    const folder = dirname(file);
    const text = readFileSync(join(from, file), 'utf8').replace(RELATIVE, (_whole, before: string, quote: string, path: string) => {
      queue.push(join(folder, `${path}.d.ts`));
      return `${before}${quote}${path}.js${quote}`;
    });
    mkdirSync(join(to, folder), { recursive: true });
    writeFileSync(join(to, file), text);
  }
}
