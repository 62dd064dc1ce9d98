// Whether everything that is named exists, is of the right kind, and takes part in the world.
import { DEFAULT_ENFORCER, nearest, type DefKind, type FindingCode, type MergedDef, type Problem } from '@nx-air/air';
import type { Definitions, FoundDef } from '../definitions.ts';
import { problemIn, relatedIn, type Placed } from '../report.ts';
import type { WorldView } from '../world-view.ts';
import { manifestReferences, referencesOf, type Reference, type Wanted } from './references.ts';

const CODE: Readonly<Record<Wanted, FindingCode>> = {
  defschema: 'unknown_schema',
  defmodule: 'unknown_module',
  defplan: 'unknown_plan',
  defcap: 'unknown_cap',
  defpolicy: 'unknown_policy',
  defsecret: 'unknown_secret',
  effect: 'unknown_effect',
};

const LIST: Readonly<Record<DefKind, string>> = {
  defschema: 'schemas',
  defmodule: 'modules',
  defplan: 'plans',
  defcap: 'caps',
  defpolicy: 'policies',
  defsecret: 'secrets',
  defeffect: 'effects',
};

interface Use {
  readonly placed: Placed;
  readonly reference: Reference;
}

/** References inside the definitions of a pack: each resolves in the pack or in `sys/`. */
export function checkPackReferences(definitions: Definitions): Problem[] {
  return unknownNames(usesIn(definitions.active), definitions);
}

/** References of what takes part in a world, and of its manifest. A name that is missing is one finding, however often it is used. */
export function checkWorldReferences(world: WorldView): Problem[] {
  const fromManifest = manifestReferences(world).map((reference) => ({ placed: world.place, reference }));
  const uses = [...fromManifest, ...usesIn(world.definitions.active)];
  return [...unknownNames(uses, world.definitions), ...notListed(uses, world)];
}

const usesIn = (defs: readonly MergedDef[]): readonly Use[] =>
  defs.flatMap((placed) => referencesOf(placed).map((reference) => ({ placed, reference })));

function findDef(definitions: Definitions, { wanted, name }: Reference): FoundDef | undefined {
  return wanted === 'effect' ? definitions.effect(name) : definitions.find(wanted, name);
}

/** The default enforcer has no definition: it is built into the gate and known by name. */
const isImplied = ({ wanted, name }: Reference): boolean => wanted === 'defmodule' && name === DEFAULT_ENFORCER;

function unknownNames(uses: readonly Use[], definitions: Definitions): Problem[] {
  const unknown = uses.filter(
    ({ reference }) => !isImplied(reference) && findDef(definitions, reference) === undefined && !definitions.mayBeUnread(reference.wanted, reference.name),
  );
  return groupByName(unknown).map(([{ placed, reference }, ...others]) => {
    const { wanted, name, pointer } = reference;
    const related = others.slice(0, 3).map((use) => relatedIn(use.placed, use.reference.pointer, 'named here too'));
    return problemIn(placed, CODE[wanted], pointer, {
      actual: name,
      ...didYouMean(name, wanted === 'effect' ? definitions.effectKinds() : definitions.names(wanted)),
      ...(related.length === 0 ? {} : { related }),
    });
  });
}

function notListed(uses: readonly Use[], { definitions, manifest, place }: WorldView): Problem[] {
  const missing = uses.filter(({ reference }) => findDef(definitions, reference)?.takesPart === false);
  return groupByName(missing).flatMap(([{ placed, reference }]) => {
    const def = findDef(definitions, reference)?.def;
    if (!def || def.kind === 'manifest') return [];
    const list = LIST[def.kind];
    const note = `${placed.kind === 'manifest' ? 'the manifest' : `${placed.kind} ${placed.name}`} names it`;
    return problemIn({ ...place, kind: def.kind, name: def.name }, 'not_listed', Object.hasOwn(manifest, list) ? `/${list}` : '', {
      at: 'key',
      related: [relatedIn(placed, reference.pointer, note)],
      hint: `Add { "name": "${def.name}" } to \`${list}\` of the manifest.`,
    });
  });
}

type Group = readonly [Use, ...Use[]];

/** Uses of one missing name together, in the order of the first. */
function groupByName(uses: readonly Use[]): readonly Group[] {
  const groups = new Map<string, [Use, ...Use[]]>();
  for (const use of uses) {
    const key = `${use.reference.wanted} ${use.reference.name}`;
    const group = groups.get(key);
    if (group) group.push(use);
    else groups.set(key, [use]);
  }
  return [...groups.values()];
}

export function didYouMean(name: string, known: Iterable<string>): { readonly hint?: string } {
  const meant = nearest(name, known);
  return meant === undefined ? {} : { hint: `Did you mean \`${meant}\`?` };
}
