// What is measured as ours: the packages as they are installed from their tarballs, or the TypeScript sources where they cannot be built.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { currentVersion, packAll } from '../../package/src/main.ts';
import { capture } from '../../process/src/run.ts';

export type Product = { readonly kind: 'installed'; /** Folder with node_modules. */ readonly dir: string } | { readonly kind: 'sources'; readonly why: string };

/** Names the folder of the installed packages in the measuring process. */
export const PRODUCT_VARIABLE = 'NX_AIR_BENCH_PRODUCT';

/** What a user of the plugin installs besides. */
const BESIDES = { nx: '24.0.6', '@nx/devkit': '24.0.0', typescript: '6.0.3' };
const SOURCES = ['libs', 'plugins', 'spec/schemas', 'tools/package'];

/** Packs and installs below dist/bench, in a folder named after the times of all sources, unless that is there. */
export async function prepareProduct(root: string): Promise<Product> {
  const top = join(root, 'dist', 'bench');
  const dir = join(top, `product-${Math.round(Math.max(...SOURCES.map((source) => newest(join(root, source))))).toString(36)}`);
  if (existsSync(dir)) return { kind: 'installed', dir };
  // Others may measure meanwhile: the folder appears whole or not at all.
  const work = join(top, `work-${process.pid}`);
  try {
    mkdirSync(work, { recursive: true });
    const packed = await packAll(root.replace(/\/$/, ''), { to: join(work, 'tarballs'), version: currentVersion(root) });
    const dependencies = { ...BESIDES, ...Object.fromEntries(packed.map(({ name, filename }) => [name, `file:tarballs/${filename}`])) };
    writeFileSync(join(work, 'package.json'), JSON.stringify({ name: 'installed', version: '0.0.0', private: true, type: 'module', dependencies }));
    await npm(['install', '--no-audit', '--no-fund', '--prefer-offline'], work);
    if (!existsSync(dir)) renameSync(work, dir);
    return { kind: 'installed', dir };
  } catch (error) {
    return { kind: 'sources', why: `the packages cannot be installed: ${error instanceof Error ? error.message : String(error)}` };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Installs the peers on first use. @throws when npm fails */
export async function preparePeers(root: string): Promise<void> {
  const dir = join(root, 'tools', 'bench');
  if (!existsSync(join(dir, 'node_modules', '.package-lock.json'))) await npm(['ci', '--no-audit', '--no-fund'], dir);
}

async function npm(args: readonly string[], cwd: string): Promise<void> {
  console.error(`npm ${args[0] ?? ''} in ${cwd}`);
  const { exitCode, stderr } = await capture('npm', args, { cwd });
  if (exitCode !== 0) throw new Error(`npm ${args.join(' ')} ended with exit code ${exitCode}: ${stderr}`);
}

/** Time of the last change below a folder, tests left out. */
function newest(path: string): number {
  if (!statSync(path).isDirectory()) return statSync(path).mtimeMs;
  const inner = readdirSync(path).filter((name) => name !== 'node_modules' && name !== 'test' && name !== 'dist');
  return Math.max(0, ...inner.map((name) => newest(join(path, name))));
}

export interface PackedSize {
  readonly file: string;
  /** Thousands of bytes, rounded. */
  readonly kilobytes: number;
}

/** Sizes of the tarballs that are measured, by name; none for sources. */
export function packedSizes(product: Product): readonly PackedSize[] {
  if (product.kind === 'sources') return [];
  const dir = join(product.dir, 'tarballs');
  return readdirSync(dir).filter((file) => file.endsWith('.tgz')).sort().map((file) => ({ file, kilobytes: Math.round(statSync(join(dir, file)).size / 1000) }));
}

export function describeProduct(product: Product): string {
  return product.kind === 'installed' ? 'the packages, installed from their tarballs' : `the TypeScript sources (${product.why})`;
}
