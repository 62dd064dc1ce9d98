// Checks one folder as what it is: a world when it holds an aos.sync.json, else a pack.
import { toFindings, type Finding } from '@nx-air/air';
import type { JsonObject } from '@nx-air/canon';
import { loadPack, type Host, type LoadWorldOptions } from '@nx-air/world';
import { importJson } from './import-json.ts';
import { loadNamedWorld } from './named-world.ts';
import { shownDir } from './node-json.ts';

export interface CheckedFolder {
  /** Relative to the repository. */
  readonly dir: string;
  readonly findings: readonly Finding[];
  readonly data: JsonObject;
  /** One phrase: what it is, how large, its hash. */
  readonly summary: string;
}

function counted(amount: number, word: string): string {
  return `${amount} ${word}${amount === 1 ? '' : 's'}`;
}

function resultOf(findings: readonly Finding[]): 'ok' | 'failed' {
  return findings.some(({ severity }) => severity === 'error') ? 'failed' : 'ok';
}

async function checkWorld(host: Host, path: string, load: LoadWorldOptions): Promise<CheckedFolder> {
  const { id, imports, merged, problems, texts, ...world } = await loadNamedWorld(host, path, load);
  const dir = shownDir(world.dir);
  const findings = toFindings(problems, (file) => texts.get(file));
  const result = resultOf(findings);
  const size = merged === undefined ? 'not merged' : `${counted(merged.defs.length, 'definition')}, manifest ${merged.manifestHash}`;
  return {
    dir,
    findings,
    data: {
      type: 'world',
      name: id,
      dir,
      result,
      definitions: merged?.defs.length ?? null,
      manifest_hash: merged?.manifestHash ?? null,
      imports: imports.map(importJson),
    },
    summary: `${result} world ${id}, ${size}`,
  };
}

function checkPack(host: Host, path: string, { root }: LoadWorldOptions): CheckedFolder | undefined {
  const { name, nodes, defsHash, problems, texts, ...pack } = loadPack(host, path, root === undefined ? {} : { root });
  const dir = shownDir(pack.dir);
  if (texts.size === 0 && problems.every(({ code }) => code === 'pack_readme_missing')) return undefined;
  const findings = toFindings(problems, (file) => texts.get(file));
  const result = resultOf(findings);
  return {
    dir,
    findings,
    data: { type: 'pack', name, dir, result, definitions: nodes.length, defs_hash: defsHash ?? null },
    summary: `${result} pack ${name}, ${counted(nodes.length, 'definition')}${defsHash === undefined ? '' : `, defs ${defsHash}`}`,
  };
}

/** `path` absolute; undefined when it holds neither a world nor definitions. */
export async function checkFolder(host: Host, path: string, load: LoadWorldOptions = {}): Promise<CheckedFolder | undefined> {
  return host.kindOf(`${path}/aos.sync.json`) === undefined ? checkPack(host, path, load) : checkWorld(host, path, load);
}
