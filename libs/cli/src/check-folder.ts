// Checks one folder as what it is: a world when it holds an aos.sync.json, else a pack.
import { toFindings, type Finding } from '@nx-air/air';
import type { JsonObject } from '@nx-air/canon';
import { loadPack, type Host, type LoadedPack, type LoadWorldOptions } from '@nx-air/world';
import { findProjects } from '@nx-air/world/graph';
import type { FileWrite } from './command.ts';
import { CliError } from './errors.ts';
import { importJson } from './import-json.ts';
import { judgePack, judgeWorld } from './judge-meaning.ts';
import { readLintSettings } from './lint-settings.ts';
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
  const { id, imports, merged, problems, texts } = loaded;
  const dir = shownDir(loaded.dir);
  const findings = toFindings([...problems, ...judgeWorld(loaded, levels).problems], (file) => texts.get(file));
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
  const pack = loadPack(host, path, root === undefined ? {} : { root });
  const { name, nodes, defsHash, problems, texts } = pack;
  const dir = shownDir(pack.dir);
  if (texts.size === 0 && problems.every(({ code }) => code === 'pack_readme_missing')) return undefined;
  refuseParent(host, path, pack);
  const found = readReadme(host, path, pack.dir);
  // Tables are not written from a pack that is not known as a whole.
  const { readme, writes } = found === undefined ? { readme: undefined, writes: [] } : fix && defsHash !== undefined ? fixReadme(found, nodes) : { readme: found, writes: [] };
  const findings = toFindings([...problems, ...judgePack(pack, levels, readme).problems], (file) => texts.get(file));
  const result = resultOf(findings);
  return {
    dir,
    findings,
    writes,
    data: { type: 'pack', name, dir, result, definitions: nodes.length, defs_hash: defsHash ?? null },
    summary: `${result} pack ${name}, ${counted(nodes.length, 'definition')}${defsHash === undefined ? '' : `, defs ${defsHash}`}`,
  };
}

/** The folder of a crate, or of several packs, is no pack: those below it are. */
function refuseParent(host: Host, path: string, { dir, nodes }: LoadedPack): void {
  if (host.kindOf(`${path}/defs.air.json`) !== undefined) return;
  const base = dir === '' ? '' : `${dir}/`;
  const packs = findProjects(host, path).flatMap(({ kind, root }) => (kind === 'pack' && root !== '.' ? [`${base}${root}`] : []));
  const isWithin = nodes.every(({ origin: { file } }) => packs.some((pack) => file.startsWith(`${pack}/`)));
  if (packs.length === 0 || !isWithin) return;
  const [first = '', ...others] = packs;
  throw new CliError('nothing_to_check', `\`${shownDir(dir)}\` is no pack: the definitions in it are those of ${packs.length === 1 ? 'a pack' : `${packs.length} packs`} below`, `Run \`air check ${[first, ...others.slice(0, 4)].join(' ')}\`.`);
}

/** `path` absolute; undefined when it holds neither a world nor definitions. */
export async function checkFolder(host: Host, path: string, options: CheckFolderOptions = {}): Promise<CheckedFolder | undefined> {
  return host.kindOf(`${path}/aos.sync.json`) === undefined ? checkPack(host, path, options) : checkWorld(host, path, options);
}
