// Short forms of plans and expressions.
import type { Json } from './world.ts';

export const ref = (path: string): Json => ({ ref: path });
export const op = (name: string, ...args: readonly Json[]): Json => ({ op: name, args });
export const text = (value: string): Json => ({ text: value });
export const record = (fields: Json): Json => ({ record: fields });

export const assign = (id: string, expr: unknown, as = id): Json => ({ id, op: 'assign', expr, bind: { as } });
export const raise = (id: string, event: string, value: unknown): Json => ({ id, op: 'raise_event', event, value });
export const awaitEvent = (id: string, event: string, where?: Json, as = id): Json => ({ id, op: 'await_event', event, ...(where && { where }), bind: { as } });
export const awaitReceipt = (id: string, handle: string, as = id): Json => ({ id, op: 'await_receipt', for: ref(`@var:${handle}`), bind: { as } });
export const end = (id: string, result?: unknown): Json => ({ id, op: 'end', ...(result !== undefined && { result }) });

/** Emits `timer.set`; binds the handle `<id>_handle`. */
export const timer = (id: string, deliverAt: unknown = { nat: 1000 }, more: Json = {}): Json => ({
  id,
  op: 'emit_effect',
  kind: 'timer.set',
  params: { record: { deliver_at_ns: deliverAt, key: { null: {} } } },
  cap: 'timer',
  bind: { effect_id_as: `${id}_handle` },
  ...more,
});

/** `a b` is an edge, `[a b, guard]` one with a guard. */
export type EdgeForm = string | readonly [string, Json];

export function plan(steps: readonly Json[], edges: readonly EdgeForm[] = [], more: Json = {}): Json {
  return {
    $kind: 'defplan',
    name: 'w/core_main@1',
    input: 'w/Go@1',
    steps,
    ...(edges.length > 0 && {
      edges: edges.map((edge) => {
        const [ends, when] = typeof edge === 'string' ? [edge, undefined] : edge;
        const [from, to] = ends.split(' ');
        return { from, to, ...(when && { when }) };
      }),
    }),
    ...more,
  };
}

/** Edges from each step to the next. */
export const chain = (...ids: readonly string[]): readonly string[] => ids.slice(1).map((id, index) => `${ids[index]} ${id}`);
