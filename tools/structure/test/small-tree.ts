// Builds a small repository for the tests: manifests of the named packages plus the given files.
import { buildTree, type SourceTree } from '../src/tree.ts';

const MANIFESTS: Readonly<Record<string, object>> = {
  'package.json': { name: 'workspace', devDependencies: { vitest: '4.0.0', nx: '24.0.0' } },
  'libs/canon/package.json': { name: '@nx-air/canon', exports: { '.': './src/index.ts', './fs': './src/fs.ts' }, dependencies: { 'cbor-x': '1.0.0' } },
  'libs/air/package.json': { name: '@nx-air/air', exports: { '.': './src/index.ts' }, dependencies: { ajv: '8.0.0', '@nx-air/canon': '0.1.0' } },
  'libs/plan/package.json': { name: '@nx-air/plan', exports: { './runtime': './src/runtime.ts', './check': './src/check.ts' } },
  'libs/world/package.json': { name: '@nx-air/world', exports: { '.': './src/index.ts', './graph': './src/graph.ts' } },
  'libs/kernel/package.json': { name: '@nx-air/kernel', exports: { '.': './src/index.ts' } },
  'libs/cli/package.json': { name: '@nx-air/cli' },
  'plugins/nx-air/package.json': { name: 'nx-air', exports: { '.': './src/index.ts', './package.json': './package.json' } },
};

/** Files given as the value `undefined` are left out, so that a test can take a manifest away. */
export function smallTree(files: Readonly<Record<string, string | undefined>>): SourceTree {
  const texts = new Map(Object.entries(MANIFESTS).map(([path, manifest]) => [path, JSON.stringify(manifest)]));
  for (const [path, text] of Object.entries(files)) {
    if (text === undefined) texts.delete(path);
    else texts.set(path, text);
  }
  return buildTree(texts);
}

/** Faults as `file:line message`, for comparing whole lists. */
export function faultLines(report: { readonly faults: readonly { file: string; line?: number; message: string }[] }): readonly string[] {
  return report.faults.map(({ file, line, message }) => `${file}${line === undefined ? '' : `:${line}`} ${message}`);
}
