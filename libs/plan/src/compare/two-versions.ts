// Two versions of a pack side by side, with types that can be compared across them.
import type { LoadedNode } from '@nx-air/air';
import type { JsonValue } from '@nx-air/canon';
import { isAssignable } from '../assign.ts';
import type { Definitions } from '../definitions.ts';
import { isArray, isObject } from '../members.ts';
import { packView } from '../pack-view.ts';
import { Schemas } from '../schemas.ts';

/** No name of a schema contains a space. */
const OLD = 'old ';

export class TwoVersions {
  readonly before: Definitions;
  readonly after: Definitions;
  readonly #schemas: Schemas;

  constructor(before: readonly LoadedNode[], after: readonly LoadedNode[]) {
    this.before = packView(before).definitions;
    this.after = packView(after).definitions;
    this.#schemas = new Schemas((name) => {
      const isOld = name.startsWith(OLD);
      const definitions = isOld ? this.before : this.after;
      const type = definitions.find('defschema', isOld ? name.slice(OLD.length) : name)?.node['type'];
      return type === undefined || !isOld ? type : inOld(type);
    });
  }

  /** Whether every value of the old schema is one of the new schema. Unknown schemas fit: they are reported elsewhere. */
  takesOld(before: string, after: string): boolean {
    return isAssignable({ kind: 'ref', name: OLD + before }, { kind: 'ref', name: after }, this.#schemas);
  }

  /** Whether every value of the new schema is one of the old schema. */
  givesOld(before: string, after: string): boolean {
    return isAssignable({ kind: 'ref', name: after }, { kind: 'ref', name: OLD + before }, this.#schemas);
  }
}

/** The type with references to the old schemas. */
function inOld(type: JsonValue): JsonValue {
  if (isArray(type)) return type.map(inOld);
  if (!isObject(type)) return type;
  const [constructor] = Object.keys(type);
  const { ref } = type;
  if (constructor === 'ref' && typeof ref === 'string') return { ref: OLD + ref };
  return Object.fromEntries(Object.entries(type).map(([key, value]) => [key, inOld(value)]));
}
