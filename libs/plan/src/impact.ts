// What differences of a pack mean for one world that imports it: which of them it meets, and on what way.
import type { DefKind, MergedDef, MergedManifest } from '@nx-air/air';
import { manifestReferences, referencesOf, type Reference } from './check/references.ts';
import type { Difference } from './compare/difference.ts';
import { objectsOf, textOf } from './members.ts';
import { worldView, type WorldView } from './world-view.ts';

/** `broken`: it meets a breaking difference in something that it uses. `affected`: it meets a difference. */
export const IMPACT_STATES = ['broken', 'affected', 'unaffected'] as const;

export type ImpactState = (typeof IMPACT_STATES)[number];

export interface MetDifference {
  readonly difference: Difference;
  /** From the manifest to the definition: `manifest /triggers/0`, `defplan a/b@1 /steps/2`, `defschema a/C@1`. */
  readonly path: readonly string[];
  /** Whether something uses the definition, beyond listing it. */
  readonly used: boolean;
}

export interface Impact {
  readonly state: ImpactState;
  /** In the order of the differences. */
  readonly met: readonly MetDifference[];
}

/** `differences` are those of a pack that supplies definitions to this world. */
export function impactOn(merged: MergedManifest, differences: readonly Difference[]): Impact {
  const world = worldView(merged);
  const ways = waysIn(world);
  const listed = new Map(world.definitions.active.map((def) => [keyOf(def.kind, def.name), def]));
  const met = differences.flatMap((difference): readonly MetDifference[] => {
    const key = keyOf(difference.kind, difference.name);
    const path = ways.get(key);
    if (path) return [{ difference, path: [...path, key], used: true }];
    return listed.has(key) ? [{ difference, path: ['manifest', key], used: false }] : [];
  });
  const broken = met.some(({ difference, used }) => used && difference.breaking);
  return { state: broken ? 'broken' : met.length > 0 ? 'affected' : 'unaffected', met };
}

const keyOf = (kind: string, name: string): string => `${kind} ${name}`;

/** The shortest way from the manifest to everything that something names; being in a list is no use. */
function waysIn(world: WorldView): ReadonlyMap<string, readonly string[]> {
  const ways = new Map<string, readonly string[]>();
  const started = startedBy(world);
  const meet = (way: string, before: readonly string[], references: readonly Reference[]): void => {
    for (const { wanted, name, pointer } of references) {
      const def = wanted === 'effect' ? world.definitions.effect(name) : world.definitions.find(wanted, name);
      const key = keyOf(wanted === 'effect' ? 'defeffect' : wanted, def?.name ?? name);
      if (!ways.has(key)) ways.set(key, [...before, `${way} ${pointer}`]);
    }
  };
  meet('manifest', [], manifestReferences(world));
  const isOwn = ({ origin }: MergedDef): boolean => origin.import === undefined;
  for (const def of world.definitions.active.filter(isOwn)) {
    const key = keyOf(def.kind, def.name);
    if (!ways.has(key)) ways.set(key, []);
  }
  // A Map iterates over what is added meanwhile, so this is breadth first.
  for (const [key, before] of ways) {
    const space = key.indexOf(' ');
    const kind = DEF_KINDS.find((known) => known === key.slice(0, space));
    const def = kind && world.definitions.find(kind, key.slice(space + 1))?.def;
    if (def) meet(key, before, [...referencesOf(def), ...started(def)]);
  }
  return ways;
}

const DEF_KINDS: readonly DefKind[] = ['defplan', 'defmodule', 'defschema', 'defeffect', 'defcap', 'defpolicy', 'defsecret'];

/** Plans that the events of a plan start through triggers of the world. */
function startedBy({ triggers }: WorldView): (def: MergedDef) => readonly Reference[] {
  return ({ kind, normalized }) => {
    if (kind !== 'defplan') return [];
    return objectsOf(normalized, 'steps').flatMap((step, index) => {
      const event = step['op'] === 'raise_event' ? textOf(step, 'event') : undefined;
      return triggers.filter((trigger) => trigger.event === event).map(({ plan }): Reference => ({ wanted: 'defplan', name: plan, pointer: `/steps/${index}` }));
    });
  };
}
