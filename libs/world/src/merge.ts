// From collected definitions to one world: settle names, normalise plans, fill the manifest, hash it.
import type { DefKind, LoadedNode, MergedDef, MergedManifest, Problem } from '@nx-air/air';
import { manifestHash } from '@nx-air/air';
import { blocksLoading } from './blocking.ts';
import { fillReferences, listedDefinitions } from './manifest-references.ts';
import { normalizeDefinition, planLookup } from './normalize-plans.ts';
import type { LabelOf, SettledDef } from './settle.ts';
import { settleDefinitions } from './settle.ts';

export interface MergeInput {
  readonly worldId: string;
  /** The aos.sync.json, where a missing manifest is reported. */
  readonly configFile: string;
  /** The world's own nodes, its manifest among them. */
  readonly own: readonly LoadedNode[];
  /** Nodes of each import, in the order of imports. */
  readonly imports: readonly (readonly LoadedNode[])[];
  readonly labelOf: LabelOf;
  /** What could not be loaded: consequences of these are not reported again. */
  readonly broken: BrokenParts;
}

export interface BrokenParts {
  /** Something is missing altogether, so that any name may be missing because of it. */
  readonly anything: boolean;
  /** Texts of files with a definition that could not be loaded: a name quoted in one may be defined there. */
  readonly texts: readonly string[];
}

export interface Merged {
  /** Absent while a problem keeps the world from being merged. */
  readonly merged?: MergedManifest;
  /** Instead of `merged` where nothing but literals of plans is wrong: for checks, which report what else is. */
  readonly draft?: MergedManifest;
  readonly problems: readonly Problem[];
}

const UNKNOWN_IN_LITERAL = new Set<Problem['code']>(['literal_unknown_schema', 'literal_unknown_effect', 'literal_unknown_plan']);

const excuses = ({ anything, texts }: BrokenParts, name: string): boolean =>
  anything || texts.some((text) => text.includes(JSON.stringify(name)));

function findManifest({ own, configFile, broken }: MergeInput): { readonly manifest?: LoadedNode; readonly problems: readonly Problem[] } {
  const [manifest, ...others] = own.filter(({ kind }) => kind === 'manifest');
  if (manifest === undefined) {
    const missing: Problem = { code: 'manifest_missing', subject: 'world', file: configFile, pointer: '' };
    return { problems: excuses(broken, 'manifest') ? [] : [missing] };
  }
  const { file, pointer } = manifest.origin;
  const related = [{ file, pointer, note: 'the first manifest' }];
  const extra = others.map(({ origin }): Problem => ({ code: 'manifest_duplicate', subject: 'manifest', file: origin.file, pointer: origin.pointer, related }));
  return { manifest, problems: extra };
}

const keyOf = (kind: DefKind | LoadedNode['kind'], name: string): string => `${kind} ${name}`;

/** Normalises every definition; problems of plans that the manifest does not list concern nobody. */
function normalizeAll(defs: readonly SettledDef[], listed: ReadonlySet<string>, broken: BrokenParts): { readonly defs: readonly MergedDef[]; readonly problems: readonly Problem[] } {
  const nodes = new Map(defs.map(({ node }) => [keyOf(node.kind, node.name), node.node]));
  const lookup = planLookup(
    (kind, name) => nodes.get(keyOf(kind, name)),
    defs.filter(({ node }) => node.kind === 'defeffect').map(({ node }) => node.node),
    (kind) => defs.filter(({ node }) => node.kind === kind).map(({ node }) => node.name),
  );
  const problems: Problem[] = [];
  const merged = defs.map(({ node, origins }): MergedDef => {
    const isListed = listed.has(keyOf(node.kind, node.name));
    const { problems: own, ...normalized } = normalizeDefinition(node, lookup);
    if (isListed) problems.push(...own.filter(({ code, actual }) => !(UNKNOWN_IN_LITERAL.has(code) && excuses(broken, actual ?? ''))));
    return { ...node, ...normalized, origins, listed: isListed };
  });
  return { defs: merged, problems };
}

/** Reports everything it can; `merged` is given only when no error of loading is left. */
export function mergeWorld(input: MergeInput): Merged {
  const settled = settleDefinitions([...input.own, ...input.imports.flat()], input.labelOf);
  const { manifest, problems: manifestProblems } = findManifest(input);
  const listed = manifest === undefined ? new Set<string>() : listedDefinitions(manifest.node);
  const normalized = normalizeAll(settled.defs, listed, input.broken);
  const problems = [...settled.problems, ...manifestProblems, ...normalized.problems];
  if (manifest === undefined) return { problems };
  const hashes = new Map(normalized.defs.map((def) => [keyOf(def.kind, def.name), def.refHash]));
  const filled = fillReferences(manifest, {
    refHashOf: (kind, name) => hashes.get(keyOf(kind, name)),
    namesOf: (kind) => normalized.defs.filter((def) => def.kind === kind).map(({ name }) => name),
    excused: (name) => excuses(input.broken, name),
  });
  problems.push(...filled.problems);
  const structural = [...settled.problems, ...manifestProblems, ...filled.problems];
  if (input.broken.anything || input.broken.texts.length > 0 || structural.some(blocksLoading)) return { problems };
  const merged: MergedManifest = {
    worldId: input.worldId,
    manifest: filled.manifest,
    manifestHash: manifestHash(filled.manifest),
    manifestOrigin: manifest.origin,
    defs: normalized.defs,
  };
  return normalized.problems.some(blocksLoading) ? { draft: merged, problems } : { merged, problems };
}
