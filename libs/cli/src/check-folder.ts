// Checks one folder as what it is: a world when it holds an aos.sync.json, else a pack.
import { toFindings, type Finding, type Problem } from '@nx-air/air';
import type { JsonObject } from '@nx-air/canon';
import { checkPack as packProblems, checkWorld as worldProblems, lintPack, lintWorld, type LintLevels } from '@nx-air/plan/check';
import { loadPack, type Host, type LoadedPack, type LoadWorldOptions } from '@nx-air/world';
import type { FileWrite } from './command.ts';
import { importJson } from './import-json.ts';
import { lockedSlotsOf, readLintSettings } from './lint-settings.ts';
import { loadNamedWorld } from './named-world.ts';
import { shownDir } from './node-json.ts';
import { fixReadme, readReadme } from './pack-readme.ts';

export interface CheckedFolder {
  /** Relative to the repository. */
  readonly dir: string;
  readonly findings: readonly Finding[];
  readonly data: JsonObject;
  /** One phrase: what it is, how large, its hash. */
  readonly summary: string;
  /** With `fix`: the README of a pack, where its tables change. */
  readonly writes: readonly FileWrite[];
}

export interface CheckFolderOptions {
  readonly load?: LoadWorldOptions;
  /** Check a pack as if the tables of its README were regenerated, and answer the write that does it. */
  readonly fix?: boolean;
  /** `lint=level`, before what nx.json says. */
  readonly lints?: readonly string[];
}

function counted(amount: number, word: string): string {
  return `${amount} ${word}${amount === 1 ? '' : 's'}`;
}

function resultOf(findings: readonly Finding[]): 'ok' | 'failed' {
  return findings.some(({ severity }) => severity === 'error') ? 'failed' : 'ok';
}

async function checkWorld(host: Host, path: string, { load = {}, lints = [] }: CheckFolderOptions): Promise<CheckedFolder> {
  const levels = readLintSettings(host, path, lints);
  const loaded = await loadNamedWorld(host, path, load);
  const { id, imports, merged, draft, problems, texts, ...world } = loaded;
  const dir = shownDir(world.dir);
  const judged = merged ?? draft;
  const meaning = judged === undefined ? [] : [...worldProblems(judged, problems), ...lintWorld(judged, { levels, lockedSlots: lockedSlotsOf(loaded) })];
  const findings = toFindings([...problems, ...meaning], (file) => texts.get(file));
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
    writes: [],
  };
}

function checkPack(host: Host, path: string, { load: { root } = {}, fix = false, lints = [] }: CheckFolderOptions): CheckedFolder | undefined {
  const levels = readLintSettings(host, path, lints);
  const { name, nodes, defsHash, problems, texts, ...pack } = loadPack(host, path, root === undefined ? {} : { root });
  const dir = shownDir(pack.dir);
  if (texts.size === 0 && problems.every(({ code }) => code === 'pack_readme_missing')) return undefined;
  // What could not be loaded would be missing everywhere else.
  const { meaning, writes } = defsHash === undefined ? { meaning: [], writes: [] } : checkMeaning(host, path, { dir: pack.dir, name, nodes, fix, levels });
  const findings = toFindings([...problems, ...meaning], (file) => texts.get(file));
  const result = resultOf(findings);
  return {
    dir,
    findings,
    writes,
    data: { type: 'pack', name, dir, result, definitions: nodes.length, defs_hash: defsHash ?? null },
    summary: `${result} pack ${name}, ${counted(nodes.length, 'definition')}${defsHash === undefined ? '' : `, defs ${defsHash}`}`,
  };
}

interface LoadedDefs extends Pick<LoadedPack, 'dir' | 'name' | 'nodes'> {
  readonly fix: boolean;
  readonly levels: LintLevels;
}

function checkMeaning(host: Host, path: string, { dir, name, nodes, fix, levels }: LoadedDefs): { readonly meaning: readonly Problem[]; readonly writes: readonly FileWrite[] } {
  const found = readReadme(host, path, dir);
  const advice = lintPack(nodes, { levels });
  if (found === undefined) return { meaning: [...packProblems(nodes, { name }), ...advice], writes: [] };
  const { readme, writes } = fix ? fixReadme(found, nodes) : { readme: found, writes: [] };
  return { meaning: [...packProblems(nodes, { name, readme }), ...advice], writes };
}

/** `path` absolute; undefined when it holds neither a world nor definitions. */
export async function checkFolder(host: Host, path: string, options: CheckFolderOptions = {}): Promise<CheckedFolder | undefined> {
  return host.kindOf(`${path}/aos.sync.json`) === undefined ? checkPack(host, path, options) : checkWorld(host, path, options);
}
