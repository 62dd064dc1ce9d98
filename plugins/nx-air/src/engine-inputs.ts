// The engine as an input: Nx does not hash a local plugin, so its sources are listed; an installed one is a package.
import { asText, memberOf, parseJson } from './json-member.ts';
import type { Inputs } from './inputs.ts';
import { compareText } from '@nx-air/canon/json';

const PLUGIN = 'nx-air';
const SDK = '@nx-air/module-sdk';
const COMPILER = 'assemblyscript';

export interface EngineFiles {
  /** Content of a workspace-relative file. */
  readonly read: (file: string) => string | undefined;
  /** Where a workspace-relative path really lies, relative to the workspace root; `undefined` outside or missing. */
  readonly locate: (path: string) => string | undefined;
}

/**
 * Workspace checkout: sources and manifests of nx-air and of every workspace package it depends on, their npm
 * dependencies, and spec/schemas. Installed: the npm package, which the lockfile pins.
 */
export function engineInputs(files: EngineFiles): Inputs {
  const home = files.locate(`node_modules/${PLUGIN}`);
  if (home === undefined || home.split('/').includes('node_modules')) return installedInputs(files);
  const folders = new Set<string>();
  const packages = new Set<string>();
  const queue = [home];
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    if (folders.has(folder)) continue;
    folders.add(folder);
    const manifest = parseJson(files.read(`${folder}/package.json`));
    for (const name of Object.keys(Object(memberOf(manifest, 'dependencies')))) {
      const found = files.locate(`node_modules/${name}`);
      if (found === undefined || found.split('/').includes('node_modules')) packages.add(name);
      else queue.push(found);
    }
  }
  const filesets = [...folders].sort(compareText).flatMap((folder) => [
    `{workspaceRoot}/${folder}/src/**/*`,
    `{workspaceRoot}/${folder}/*.json`,
  ]);
  const known = [...packages].filter(lockedPackages(files)).sort(compareText);
  return [
    ...filesets,
    '{workspaceRoot}/spec/schemas/**/*.json',
    ...(known.length === 0 ? [] : [{ externalDependencies: known }]),
  ];
}

/**
 * What compiles modules, besides the engine: the SDK's AssemblyScript sources in a checkout, and the compiler itself.
 */
export function compilerInputs(files: EngineFiles): Inputs {
  const sdk = files.locate(`node_modules/${SDK}`);
  const inCheckout = sdk !== undefined && !sdk.split('/').includes('node_modules');
  return [
    ...(inCheckout ? [`{workspaceRoot}/${sdk}/assembly/**/*.ts`] : []),
    ...(lockedPackages(files)(COMPILER) ? [{ externalDependencies: [COMPILER] }] : []),
  ];
}

function installedInputs(files: EngineFiles): Inputs {
  if (lockedPackages(files)(PLUGIN)) return [{ externalDependencies: [PLUGIN] }];
  return [{ fileset: `{workspaceRoot}/node_modules/${PLUGIN}/**/*`, includeIgnored: true }];
}

/** Nx refuses to hash an external dependency that no lockfile mentions. */
function lockedPackages(files: EngineFiles): (name: string) => boolean {
  const npm = memberOf(parseJson(files.read('package-lock.json')), 'packages');
  const other = files.read('pnpm-lock.yaml') ?? files.read('yarn.lock') ?? files.read('bun.lock') ?? '';
  return (name) => {
    if (asText(memberOf(memberOf(npm, `node_modules/${name}`), 'version')) !== undefined) return true;
    return [`${name}@`, `'${name}'`, `/${name}/`].some((form) => other.includes(form));
  };
}
