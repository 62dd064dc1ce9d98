// Why a definition is in a world: the shortest ways from the manifest, and everything that supplies it.
import type { DefKind, LoadedNode } from '@nx-air/air';
import { builtins, nearest, ownBuiltins, parseDefName } from '@nx-air/air';
import type { Hash } from '@nx-air/canon';
import { compareText } from '@nx-air/canon/json';
import type { ImportSpec } from './spec.ts';
import { specSubject } from './spec.ts';
import type { WhyEdge, WhyLookup } from './why-edges.ts';
import { definitionEdges, listedEdges, manifestEdges } from './why-edges.ts';

/** The nodes of one import; `vendored` when they come from the store because the import is gone. */
export interface WhyImport {
  readonly spec: ImportSpec;
  readonly nodes: readonly LoadedNode[];
  readonly vendored: boolean;
}

export interface WhyInput {
  /** The world's own nodes, its manifest among them. */
  readonly own: readonly LoadedNode[];
  readonly imports: readonly WhyImport[];
}

/** One step of a chain: the reference and what it leads to. */
export interface WhyStep {
  readonly words: string;
  /** Absent for built-ins, which stand in no file. */
  readonly file?: string;
  readonly pointer: string;
  readonly kind: DefKind;
  readonly name: string;
}

export interface Supplier {
  /** `the world`, `import path ../packs`, `built-in`. */
  readonly label: string;
  readonly import?: number;
  readonly vendored: boolean;
  readonly file?: string;
  readonly pointer: string;
  readonly hash: Hash;
  /** The copy that the world uses: the world's own first, then by import; equal copies count as one. */
  readonly used: boolean;
}

export interface WhyAnswer {
  readonly kind: DefKind;
  readonly name: string;
  /** All of the shortest length, at most `MAX_CHAINS`; none when the manifest does not reach it. */
  readonly chains: readonly (readonly WhyStep[])[];
  /** There are more chains of that length. */
  readonly more: boolean;
  readonly suppliers: readonly Supplier[];
}

export type WhyResult = { readonly kind: 'found'; readonly answers: readonly WhyAnswer[] } | { readonly kind: 'unknown'; readonly meant?: string };

export const MAX_CHAINS = 5;

type Known = Pick<LoadedNode, 'kind' | 'name' | 'node' | 'hash'> & { readonly origin: { readonly pointer: string; readonly file?: string } };

interface Copy {
  readonly node: Known;
  readonly supplier: Omit<Supplier, 'used'>;
}

const keyOf = ({ kind, name }: { readonly kind: string; readonly name: string }): string => `${kind} ${name}`;

function copiesOf({ own, imports }: WhyInput): ReadonlyMap<string, readonly Copy[]> {
  const copies = new Map<string, Copy[]>();
  const add = (node: Known, label: string, more: Partial<Supplier>): void => {
    if (node.kind === 'manifest') return;
    const supplier = { label, vendored: false, pointer: node.origin.pointer, hash: node.hash, ...(node.origin.file === undefined ? {} : { file: node.origin.file }), ...more };
    const known = copies.get(keyOf(node));
    if (known === undefined) copies.set(keyOf(node), [{ node, supplier }]);
    else known.push({ node, supplier });
  };
  for (const node of own) add(node, 'the world', {});
  for (const { spec, nodes, vendored } of imports) for (const node of nodes) add(node, specSubject(spec), { import: spec.index, vendored });
  for (const table of [builtins(), ownBuiltins()]) for (const { kind, name, node, hash } of table.values()) add({ kind, name, node, hash, origin: { pointer: '' } }, 'built-in', {});
  return copies;
}

function lookupIn(copies: ReadonlyMap<string, readonly Copy[]>, manifest: LoadedNode | undefined): WhyLookup {
  const first = [...copies.values()].flatMap(([copy]) => (copy === undefined ? [] : [copy.node]));
  const namesBy = (kind: DefKind, member: string, value: string): readonly string[] =>
    first.filter((node) => node.kind === kind && node.node[member] === value).map(({ name }) => name).sort(compareText);
  const granted = new Map((manifest === undefined ? [] : manifestEdges(manifest)).filter(({ kind }) => kind === 'defcap').map(({ words, name }) => [words, name]));
  return {
    effectsOf: (kind) => namesBy('defeffect', 'kind', kind),
    capsOf: (type) => namesBy('defcap', 'cap_type', type).filter((name) => [...granted.values()].includes(name)),
    capOfGrant: (grant) => granted.get(`grant \`${grant}\``),
  };
}

interface Reached {
  readonly depth: number;
  /** The first reference from every definition that is one step nearer; without key from the manifest. */
  readonly from: { readonly key: string | undefined; readonly step: WhyStep }[];
}

const stepOf = ({ words, pointer, kind, name }: WhyEdge, file: string | undefined): WhyStep => ({ words, pointer, kind, name, ...(file === undefined ? {} : { file }) });

/** Breadth first from these references; definitions already reached stay as they are. */
function spread(roots: readonly WhyStep[], copies: ReadonlyMap<string, readonly Copy[]>, lookup: WhyLookup, reached: Map<string, Reached>): void {
  let front: string[] = [];
  const arrive = (key: string, depth: number, from: string | undefined, step: WhyStep, next: string[]): void => {
    const known = reached.get(key);
    if (known === undefined) {
      reached.set(key, { depth, from: [{ key: from, step }] });
      next.push(key);
      // One chain a way through definitions: the first reference stands for the others.
    } else if (known.depth === depth && known.from.every((other) => other.key !== from)) known.from.push({ key: from, step });
  };
  for (const step of roots) if (copies.has(keyOf(step))) arrive(keyOf(step), 1, undefined, step, front);
  for (let depth = 2; front.length > 0; depth += 1) {
    const next: string[] = [];
    for (const key of front) {
      const node = copies.get(key)?.[0]?.node;
      for (const found of node === undefined ? [] : definitionEdges(node, lookup)) {
        if (copies.has(keyOf(found))) arrive(keyOf(found), depth, key, stepOf(found, node?.origin.file), next);
      }
    }
    front = next;
  }
}

/** At most `MAX_CHAINS` + 1, so that the caller sees whether there are more. */
function chainsTo(key: string, reached: ReadonlyMap<string, Reached>): readonly (readonly WhyStep[])[] {
  const chains: (readonly WhyStep[])[] = [];
  const walk = (at: string, tail: readonly WhyStep[]): void => {
    for (const { key: from, step } of reached.get(at)?.from ?? []) {
      if (chains.length > MAX_CHAINS) return;
      if (from === undefined) chains.push([step, ...tail]);
      else walk(from, [step, ...tail]);
    }
  };
  walk(key, []);
  return chains;
}

/** `kind name@N`, `name@N`, or a name without version. */
function matching(keys: readonly string[], asked: string): readonly string[] {
  const exact = keys.filter((key) => key === asked || key.slice(key.indexOf(' ') + 1) === asked);
  if (exact.length > 0) return exact;
  return keys.filter((key) => {
    const parsed = parseDefName(key.slice(key.indexOf(' ') + 1));
    return parsed !== undefined && `${parsed.namespace}/${parsed.base}` === asked;
  });
}

/**
 * Chains begin at what the manifest starts or allows (triggers, routing, policy, grants); what these do not reach may
 * still be listed. Deterministic: references in the order of the files they stand in.
 */
export function whyDefinition(input: WhyInput, asked: string): WhyResult {
  const copies = copiesOf(input);
  const keys = [...copies.keys()].sort(compareText);
  const found = matching(keys, asked.trim());
  if (found.length === 0) {
    const meant = nearest(asked.trim(), new Set(keys.map((key) => key.slice(key.indexOf(' ') + 1))));
    return { kind: 'unknown', ...(meant === undefined ? {} : { meant }) };
  }
  const manifest = input.own.find(({ kind }) => kind === 'manifest');
  const lookup = lookupIn(copies, manifest);
  const reached = new Map<string, Reached>();
  if (manifest !== undefined) {
    const { file } = manifest.origin;
    spread(manifestEdges(manifest).map((one) => stepOf(one, file)), copies, lookup, reached);
    spread(listedEdges(manifest).map((one) => stepOf(one, file)), copies, lookup, reached);
  }
  const answers = found.flatMap((key): readonly WhyAnswer[] => {
    const all = copies.get(key) ?? [];
    const [first] = all;
    if (first === undefined || first.node.kind === 'manifest') return [];
    const chains = chainsTo(key, reached);
    const suppliers = all.map(({ supplier }) => ({ ...supplier, used: supplier.hash === first.supplier.hash }));
    return [{ kind: first.node.kind, name: first.node.name, chains: chains.slice(0, MAX_CHAINS), more: chains.length > MAX_CHAINS, suppliers }];
  });
  return { kind: 'found', answers };
}
