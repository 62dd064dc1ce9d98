// Where the programs of installed packages are, so that they run without a shell, npx or PATH.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** Literal names, so that the check of spec/dependencies.md can see them. */
const MANIFESTS = {
  nx: () => require.resolve('nx/package.json'),
  tsc: () => require.resolve('typescript/package.json'),
  vitest: () => require.resolve('vitest/package.json'),
} as const;

export type BinName = keyof typeof MANIFESTS;

/** Absolute path of the script; run it with `process.execPath`. */
export function findBin(name: BinName): string {
  const manifestFile = MANIFESTS[name]();
  const manifest: unknown = JSON.parse(readFileSync(manifestFile, 'utf8'));
  const bin: unknown = isObject(manifest) ? manifest['bin'] : undefined;
  const script: unknown = isObject(bin) ? bin[name] : bin;
  if (typeof script !== 'string') throw new Error(`${manifestFile} names no program ${name}`);
  return join(dirname(manifestFile), script);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
