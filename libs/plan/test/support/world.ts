// Builds merged worlds and packs for tests from plain objects, and shows what the checks say about them.
import { hashValue, writeJson, type JsonObject, type JsonValue } from '@nx-air/canon';
import { loadFile, renderText, toFindings, type LoadedNode, type MergedDef, type MergedManifest, type Problem } from '@nx-air/air';
import { checkPack, checkWorld } from '../../src/check.ts';
import { packView } from '../../src/pack-view.ts';

export type Json = Readonly<Record<string, unknown>>;

export interface WorldParts {
  /** Merged over an empty manifest; lists may be given as names. */
  readonly manifest?: Json;
  readonly defs?: readonly Json[];
  /** Definitions of each import. */
  readonly imports?: readonly (readonly Json[])[];
}

export interface BuiltWorld {
  readonly merged: MergedManifest;
  readonly texts: ReadonlyMap<string, string>;
}

const LISTS: readonly (readonly [list: string, kind: string])[] = [
  ['schemas', 'defschema'],
  ['modules', 'defmodule'],
  ['plans', 'defplan'],
  ['effects', 'defeffect'],
  ['caps', 'defcap'],
  ['policies', 'defpolicy'],
  ['secrets', 'defsecret'],
];

/** Numbers without quotes, everything else as `JSON.stringify` has it. */
const asJson = (value: unknown): JsonValue => JSON.parse(JSON.stringify(value)) as JsonValue;

const show = (value: unknown): string => writeJson(asJson(value), 2);

/** Throws when the text does not load: a test is about meaning, not about shape. */
function loadText(file: string, text: string, from?: number): readonly LoadedNode[] {
  const { nodes, problems } = loadFile(file, new TextEncoder().encode(text), from === undefined ? {} : { import: from });
  const broken = problems.filter(({ code }) => code !== 'reducer_effects');
  if (broken.length > 0) throw new Error(`the test world does not load: ${renderText(toFindings(broken, () => text))}`);
  return nodes;
}

/** Lists that the parts do not give hold everything that is defined. */
function manifestOf(given: Json, nodes: readonly LoadedNode[]): Json {
  const lists = LISTS.map(([list, kind]) => {
    const names = (given[list] as readonly string[] | undefined) ?? nodes.filter((node) => node.kind === kind).map(({ name }) => name);
    return [list, [...new Set(names)].map((name) => ({ name }))] as const;
  });
  return { $kind: 'manifest', air_version: '1', ...Object.fromEntries(lists), ...Object.fromEntries(Object.entries(given).filter(([key]) => !LISTS.some(([list]) => list === key))) };
}

export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** Merges as `world` does: own definitions before imports, the first of a name wins. One file an import. */
export function assemble(own: readonly SourceFile[], imports: readonly SourceFile[]): BuiltWorld {
  const nodes = [...own.flatMap(({ file, text }) => loadText(file, text)), ...imports.flatMap(({ file, text }, index) => loadText(file, text, index))];
  const manifest = nodes.find(({ kind }) => kind === 'manifest');
  if (!manifest) throw new Error('no manifest');
  const { $kind: _, ...body }: JsonObject = manifest.node;
  const listed = new Set(LISTS.flatMap(([list, kind]) => ((body[list] ?? []) as readonly { name: string }[]).map(({ name }) => `${kind} ${name}`)));
  const merged: MergedManifest = {
    worldId: 'w',
    manifest: body,
    manifestHash: hashValue(body),
    manifestOrigin: manifest.origin,
    defs: packView(nodes).definitions.all.map((def): MergedDef => ({
      ...def,
      listed: listed.has(`${def.kind} ${def.name}`),
      origins: nodes.filter(({ kind, name }) => kind === def.kind && name === def.name).map(({ origin }) => origin),
    })),
  };
  return { merged, texts: new Map([...own, ...imports].map(({ file, text }) => [file, text])) };
}

/** The world `w`; imports are `p0`, `p1`… */
export function build({ manifest = {}, defs = [], imports = [] }: WorldParts): BuiltWorld {
  const definitions = { file: 'w/air/defs.air.json', text: show(defs) };
  const packs = imports.map((pack, index) => ({ file: `p${index}/defs.air.json`, text: show(pack) }));
  const nodes = [definitions, ...packs].flatMap(({ file, text }) => loadText(file, text));
  return assemble([definitions, { file: 'w/air/manifest.air.json', text: show(manifestOf(manifest, nodes)) }], packs);
}

/** Findings as a person sees them. */
export const shown = (problems: readonly Problem[], texts: ReadonlyMap<string, string>): string =>
  renderText(toFindings(problems, (file) => texts.get(file))).trimEnd();

/** The findings about a world, rendered. */
export function worldFindings(parts: WorldParts): string {
  const { merged, texts } = build(parts);
  return shown(checkWorld(merged), texts);
}

/** The definitions of the pack `p`. */
export const packNodes = (defs: readonly Json[]): readonly LoadedNode[] => loadText('p/defs.air.json', show(defs));

/** The findings about the pack `p`, rendered; its README is checked when given. */
export function packFindings(defs: readonly Json[], readme?: string): string {
  const problems = checkPack(packNodes(defs), { name: 'p', ...(readme === undefined ? {} : { readme: { file: 'p/README.md', text: readme } }) });
  return shown(problems, new Map([['p/defs.air.json', show(defs)], ['p/README.md', readme ?? '']]));
}
