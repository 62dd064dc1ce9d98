// One cell: a fresh workspace with one version of Nx on one version of Node, through every step.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cellEnvironment } from './environment.ts';
import { describeFailure } from './failure.ts';
import { findNode } from './node-runtime.ts';
import { installVerdaccio, publish, startRegistry } from './registry.ts';
import type { Step } from './step.ts';
import { requireRegistry, upstreamRegistry } from './upstream.ts';
import { freshWorkspace } from './workspace.ts';

export interface CellOptions {
  readonly nx: NxVersions;
  /** Major version or version; `undefined` is the running one. */
  readonly node: string | undefined;
  /** Absolute paths of our packages. */
  readonly tarballs: readonly string[];
  /** An empty folder, absolute. */
  readonly folder: string;
  /** Absolute folder tools/e2e. */
  readonly home: string;
  readonly print: (line: string) => void;
}

export interface NxVersions {
  readonly nx: string;
  readonly devkit: string;
}

export interface CellResult {
  readonly nx: string;
  /** As `v22.23.3`; the wanted one when it could not be had. */
  readonly node: string;
  /** Names of the steps that held, in order. */
  readonly passed: readonly string[];
  /** The first one that did not. */
  readonly failed?: { readonly step: string; readonly message: string };
}

/** Steps after the first that fails are not run. Never throws. */
export async function runCell(steps: readonly Step[], options: CellOptions): Promise<CellResult> {
  const { nx, print } = options;
  const passed: string[] = [];
  let step = 'set-up';
  let node = options.node ?? process.version;
  let stop = (): void => undefined;
  try {
    const base = cellEnvironment(process.env, options.folder, dirname(process.execPath));
    const upstream = upstreamRegistry(process.env);
    await requireRegistry(upstream, `nx@${nx.nx}`);
    mkdirSync(options.folder, { recursive: true });
    await installVerdaccio(options.home, { cwd: options.folder, env: base });
    const runtime = await findNode(options.node, { cwd: options.folder, env: base });
    node = runtime.version;
    const env = cellEnvironment(process.env, options.folder, runtime.folder);
    const place = { cwd: options.folder, env };
    const registry = await startRegistry(options.home, join(options.folder, 'registry'), upstream, base);
    stop = registry.stop;
    await publish(registry, options.tarballs, place);
    // Spaces and letters beyond ASCII: paths of other people.
    const workspace = await freshWorkspace({ root: join(options.folder, 'acme wörk'), env, packages: { nx: nx.nx, '@nx/devkit': nx.devkit } });
    // From here on npm asks our registry, for everything.
    writeFileSync(join(options.folder, 'npmrc'), registry.npmrc);
    for (const each of steps) {
      step = each.name;
      const began = performance.now();
      await each.run({ workspace, registry, place, nx: nx.nx, tarballs: options.tarballs });
      passed.push(each.name);
      print(`  ok ${each.name}: ${each.title} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
    }
    return { nx: nx.nx, node, passed };
  } catch (error) {
    const message = describeFailure(error);
    print(`  FAILED ${step}: ${message}`);
    return { nx: nx.nx, node, passed, failed: { step, message } };
  } finally {
    stop();
  }
}
