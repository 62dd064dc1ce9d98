// From collected definitions to one world: settle names, normalise plans, fill the manifest, hash it.
import type { DefKind, DraftManifest, LoadedNode, MergedDef, MergedManifest, NodeKind, Problem, UnreadDef, UnreadDefs } from '@nx-air/air';
import { manifestHash, mayBeUnread, notWhole, unreadDef } from '@nx-air/air';
import { blocksLoading } from './blocking.ts';
import type { MissingReference } from './manifest-references.ts';
import { fillReferences, listedDefinitions } from './manifest-references.ts';
import { normalizeDefinition, planLookup } from './normalize-plans.ts';
import type { LabelOf, Settled, SettledDef } from './settle.ts';
import { defSubject, settleDefinitions } from './settle.ts';

export interface MergeInput {
  readonly worldId: string;
  /** The aos.sync.json, where a missing manifest is reported. */
  readonly configFile: string;
  /** The world's own nodes, its manifest among them. */
  readonly own: readonly LoadedNode[];
  /** Nodes of each import, in the order of imports. */
  readonly imports: readonly (readonly LoadedNode[])[];
  readonly labelOf: LabelOf;
  /** Whether something found before keeps the world from being merged. */
  readonly blocked: boolean;
  /** What could not be loaded: consequences of these are not reported again. */
  readonly unread: UnreadDefs;
}

export interface Merged {
  /** Absent while a problem keeps the world from being merged. */
  readonly merged?: MergedManifest;
  /** Instead of `merged` where there is a manifest: what could be read, for checks, which report what else is wrong. */
  readonly draft?: DraftManifest;
  readonly problems: readonly Problem[];
}

const LITERAL_KINDS: Partial<Record<Problem['code'], NodeKind | 'effect'>> = {
  literal_unknown_schema: 'defschema',
  literal_unknown_effect: 'effect',
  literal_unknown_plan: 'defplan',
};

function findManifest({ configFile, unread }: MergeInput, own: readonly LoadedNode[]): { readonly manifest?: LoadedNode; readonly problems: readonly Problem[] } {
  const [manifest, ...others] = own.filter(({ kind }) => kind === 'manifest');
  if (manifest === undefined) {
    const missing: Problem = { code: 'manifest_missing', subject: 'world', file: configFile, pointer: '' };
    return { problems: mayBeUnread(unread, 'manifest', 'manifest') ? [] : [missing] };
  }
  const { file, pointer } = manifest.origin;
  const related = [{ file, pointer, note: 'the first manifest' }];
  const extra = others.map(({ origin }): Problem => ({ code: 'manifest_duplicate', subject: 'manifest', file: origin.file, pointer: origin.pointer, related }));
  return { manifest, problems: extra };
}

const keyOf = (kind: DefKind | LoadedNode['kind'], name: string): string => `${kind} ${name}`;

/** Normalises every definition; problems of plans that the manifest does not list concern nobody. */
function normalizeAll(defs: readonly SettledDef[], listed: ReadonlySet<string>, unread: UnreadDefs): { readonly defs: readonly MergedDef[]; readonly problems: readonly Problem[] } {
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
    if (isListed) problems.push(...own.filter((problem) => !isConsequence(problem, unread)));
    return { ...node, ...normalized, origins, listed: isListed };
  });
  return { defs: merged, problems };
}

function isConsequence({ code, actual = '' }: Problem, unread: UnreadDefs): boolean {
  const wanted = LITERAL_KINDS[code];
  return wanted !== undefined && mayBeUnread(unread, wanted, actual);
}

/** A definition with two bodies means nothing until one of them is gone. */
function contestedIn({ defs, problems }: Settled): readonly SettledDef[] {
  const subjects = new Set(problems.flatMap(({ code, subject }) => (code === 'duplicate_definition' ? [subject] : [])));
  return defs.filter(({ node }) => subjects.has(defSubject(node)));
}

/** What a misspelt entry of the manifest most likely lists takes part in the draft: one mistake, one problem. */
function asMeant(defs: readonly MergedDef[], missing: readonly MissingReference[]): readonly MergedDef[] {
  const meant = new Set(missing.flatMap(({ kind, meant: name }) => (name === undefined ? [] : [keyOf(kind, name)])));
  return meant.size === 0 ? defs : defs.map((def) => (meant.has(keyOf(def.kind, def.name)) ? { ...def, listed: true } : def));
}

/** Reports everything it can; `merged` is given only when no error of loading is left. */
export function mergeWorld(input: MergeInput): Merged {
  const drafts = input.unread.defs.flatMap(({ draft }) => draft ?? []);
  const own = [...input.own, ...drafts.filter(({ origin }) => origin.import === undefined)];
  const settled = settleDefinitions([...own, ...input.imports.flat(), ...drafts.filter(({ origin }) => origin.import !== undefined)], input.labelOf);
  const contested = contestedIn(settled);
  // A definition that is read as a whole is at hand.
  const absent = input.unread.defs.filter(notWhole);
  const unread = { ...input.unread, defs: [...absent, ...contested.map(({ node }) => unreadDef(node.json))] };
  const { manifest, problems: manifestProblems } = findManifest({ ...input, unread }, own);
  const listed = manifest === undefined ? new Set<string>() : listedDefinitions(manifest.node);
  const normalized = normalizeAll(settled.defs.filter((def) => !contested.includes(def)), listed, unread);
  const problems = [...settled.problems, ...manifestProblems, ...normalized.problems];
  if (manifest === undefined) return { problems };
  const hashes = new Map(normalized.defs.map((def) => [keyOf(def.kind, def.name), def.refHash]));
  const filled = fillReferences(manifest, {
    refHashOf: (kind, name) => hashes.get(keyOf(kind, name)),
    namesOf: (kind) => normalized.defs.filter((def) => def.kind === kind).map(({ name }) => name),
    excused: (kind, name) => mayBeUnread(unread, kind, name),
  });
  problems.push(...filled.problems);
  const merged: MergedManifest = {
    worldId: input.worldId,
    manifest: filled.manifest,
    manifestHash: manifestHash(filled.manifest),
    manifestOrigin: manifest.origin,
    defs: normalized.defs,
  };
  if (!input.blocked && input.unread.defs.length === 0 && !problems.some(blocksLoading)) return { merged, problems };
  const missing = filled.missing.map(({ kind, name }): UnreadDef => ({ kind, name }));
  return { draft: { ...merged, defs: asMeant(normalized.defs, filled.missing), unread: { ...unread, defs: [...unread.defs, ...missing] } }, problems };
}
