// A lookup over a list of typed nodes and the built-ins, as a merge would make it.
import type { JsonObject } from '@nx-air/canon';
import { builtins } from '../src/builtins.ts';
import type { Identity } from '../src/identity.ts';
import type { PlanLookup } from '../src/normalize/slots.ts';

const text = (json: JsonObject, key: string): string => String(json[key]);

export function lookupOf(nodes: readonly Pick<Identity, 'kind' | 'name' | 'node'>[]): PlanLookup {
  const all = [...nodes, ...builtins().values()];
  const find = (kind: string, name: string) => all.find((entry) => entry.kind === kind && entry.name === name)?.node;
  return {
    schema: (name) => find('defschema', name)?.['type'] as JsonObject | undefined,
    effectByKind: (kind) => {
      const node = all.find((entry) => entry.kind === 'defeffect' && entry.node['kind'] === kind)?.node;
      return node && { params: text(node, 'params_schema'), receipt: text(node, 'receipt_schema') };
    },
    plan: (name) => {
      const node = find('defplan', name);
      return node && { input: text(node, 'input') };
    },
  };
}
