// The smallest definitions that pass, to be broken in one place each.
import type { Json, WorldParts } from './world.ts';

export const ref = (name: string): Json => ({ ref: name });
export const text = (value: string): Json => ({ text: value });
export const schema = (name: string, type: Json = { text: {} }): Json => ({ $kind: 'defschema', name, type });
export const record = (fields: Json): Json => ({ record: fields });

export const ORDER = schema('t/Order@1', record({ id: { text: {} }, count: { nat: {} } }));
export const DONE = schema('t/Done@1', record({ id: { text: {} } }));

export const end = { id: 'end', op: 'end' };

/** A plan without effects; `more` replaces its members. */
export const plan = (name: string, more: Json = {}): Json => ({ $kind: 'defplan', name, input: 't/Order@1', steps: [end], ...more });

/** Emits one `timer.set` through `cap_timer` and does not wait for it. */
export const emitTimer = (more: Json = {}): Json => ({
  id: 'tick',
  op: 'emit_effect',
  kind: 'timer.set',
  params: { record: { deliver_at_ns: { nat: 1 }, key: { null: {} } } },
  cap: 'cap_timer',
  bind: { effect_id_as: 'tick_intent' },
  ...more,
});

export const timerPlan = (name: string, more: Json = {}): Json =>
  plan(name, { steps: [emitTimer(), end], edges: [{ from: 'tick', to: 'end' }], ...more });

export const reducer = (name: string, abi: Json = {}, more: Json = {}): Json => ({
  $kind: 'defmodule',
  name,
  module_kind: 'reducer',
  abi: { reducer: { state: 't/Done@1', event: 't/Order@1', ...abi } },
  ...more,
});

export const pureModule = (name: string): Json => ({ $kind: 'defmodule', name, module_kind: 'pure', abi: { pure: { input: 't/Order@1', output: 't/Done@1' } } });

/** An event family of the module `t/Flow@1`, with an arm for receipts. */
export const FLOW_EVENT = schema('t/FlowEvent@1', { variant: { Order: ref('t/Order@1'), Receipt: ref('sys/EffectReceiptEnvelope@1') } });

export const workflow = (name: string, abi: Json = {}): Json => ({
  $kind: 'defmodule',
  name,
  module_kind: 'workflow',
  abi: { workflow: { state: 't/Done@1', event: 't/FlowEvent@1', effects_emitted: ['timer.set'], cap_slots: { clock: 'timer' }, ...abi } },
});

export type Rule = readonly [when: Json, decision?: string];

export const policy = (...rules: readonly Rule[]): Json => ({
  $kind: 'defpolicy',
  name: 't/policy@1',
  rules: rules.map(([when, decision = 'allow']) => ({ when, decision })),
});

export const TIMER_GRANT = { name: 'cap_timer', cap: 'sys/timer@1', params: { record: {} } };
export const DEFAULTS = { policy: 't/policy@1', cap_grants: [TIMER_GRANT] };

/** A world whose plan `t/tick@1` sets a timer, granted and allowed. */
export const TIMER_WORLD: WorldParts = {
  manifest: { defaults: DEFAULTS },
  defs: [ORDER, DONE, timerPlan('t/tick@1'), policy([{ effect_kind: 'timer.set', cap_name: 'cap_timer', origin_kind: 'plan', origin_name: 't/tick@1' }])],
};
