// The definitions of a workflow module that waits for a timer.
import type { JsonObject } from '@nx-air/canon/json';

export interface ModuleNames {
  readonly namespace: string;
  /** `OrderFlow`. */
  readonly pascal: string;
  /** `order-flow`: of the source and of the file of definitions. */
  readonly stem: string;
}

export const SLOT = 'timer';
export const GRANT = 'cap_timer';

/** `order-flow` or `order_flow`. */
export function moduleNames(namespace: string, name: string): ModuleNames {
  const words = name.split(/[_-]/u);
  return { namespace, pascal: words.map((word) => (word[0] ?? '').toUpperCase() + word.slice(1)).join(''), stem: words.join('-') };
}

export const defName = ({ namespace, pascal }: ModuleNames, suffix = ''): string => `${namespace}/${pascal}${suffix}@1`;

export function moduleDefs(names: ModuleNames): readonly JsonObject[] {
  const schema = (suffix: string, type: JsonObject): JsonObject => ({ $kind: 'defschema', name: defName(names, suffix), type });
  const id = { ref: defName(names, 'Id') };
  return [
    schema('Id', { text: {} }),
    schema('Started', { record: { id, due_ns: { nat: {} } } }),
    schema('Done', { record: { id } }),
    schema('State', { record: { id, due_ns: { nat: {} } } }),
    schema('Event', { variant: { Started: { ref: defName(names, 'Started') }, Receipt: { ref: 'sys/EffectReceiptEnvelope@1' } } }),
    {
      $kind: 'defmodule',
      name: defName(names),
      module_kind: 'workflow',
      key_schema: defName(names, 'Id'),
      abi: { workflow: { state: defName(names, 'State'), event: defName(names, 'Event'), effects_emitted: ['timer.set'], cap_slots: { [SLOT]: 'timer' } } },
    },
  ];
}
