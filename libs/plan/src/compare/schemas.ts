// Schemas that no plan contract speaks for: consumers may use them in either direction.
import { referencesOf } from '../check/references.ts';
import type { PlanContract } from '../contract.ts';
import type { Definitions } from '../definitions.ts';
import { noteAbout, type Difference } from './difference.ts';
import type { TwoVersions } from './two-versions.ts';

export function compareSchemas(plans: readonly PlanContract[], versions: TwoVersions): readonly Difference[] {
  const found: Difference[] = [];
  const spokenFor = reach(plans.flatMap(({ input, output, emits, waitsFor }) => [input.name, ...(output ? [output.name] : []), ...emits.map(({ name }) => name), ...waitsFor]), versions.after);
  const newer = new Set(versions.after.ofKind('defschema').map(({ name }) => name));
  for (const def of versions.before.ofKind('defschema')) {
    const note = noteAbout(def, found);
    if (!newer.delete(def.name)) {
      note('contract', true, 'schema removed', { side: 'old' });
      continue;
    }
    if (spokenFor.has(def.name)) continue;
    const [takes, gives] = [versions.takesOld(def.name, def.name), versions.givesOld(def.name, def.name)];
    if (!takes || !gives) note('contract', !takes || !gives, takes ? 'schema has more values' : gives ? 'schema has fewer values' : 'schema has other values', { pointer: '/type' });
  }
  for (const name of newer) noteAbout({ kind: 'defschema', name }, found)('contract', false, 'schema added');
  return found;
}

/** The schemas and what they refer to. */
function reach(names: readonly string[], definitions: Definitions): ReadonlySet<string> {
  const reached = new Set(names);
  // A Set iterates over what is added meanwhile.
  for (const name of reached) {
    const def = definitions.find('defschema', name)?.def;
    for (const reference of def ? referencesOf(def) : []) reached.add(reference.name);
  }
  return reached;
}
