// Random worlds that load by construction: small plans over the ten ops, with waits, timers, races, children, keys and denials.
import fc from 'fast-check';
import type { MergedManifest } from '@nx-air/air';
import { ModuleTrap, scriptedModules } from '../../src/index.ts';
import { assign, awaitEvent, awaitReceipt, end, op, plan, raise, record, ref, text, timer } from '../support/plan.ts';
import { world, type Json } from '../support/world.ts';

export const IDS = ['a', 'b', 'c'];
export const EVENTS = ['w/Go@1', 'w/Ping@1'];

const same = op('eq', ref('@event.id'), ref('@plan.input.id'));
/** Tells which step of which instance saw which payload: the oracle for cross-talk. */
const seen = (n: number): Json => raise(`s${n}seen`, 'w/Seen@1', record({ step: text(`s${n}`), got: ref(`@var:s${n}r.key`) }));
const ask = (n: number, more: Json = {}): readonly Json[] => [timer(`s${n}`, { nat: 10 + n }, more), awaitReceipt(`s${n}r`, `s${n}_handle`)];
const status = (n: number, name: string): Json => op(name, ref(`@step:s${n}r.$status`), text('ok'));

interface Part {
  readonly steps: readonly Json[];
  /** Guards of the edges inside, by position; a plain edge without. */
  readonly guards?: readonly Json[];
}

const CHILD = 'w/core_child@1';

/** One part of a random plan; `n` makes names unique. */
const PARTS: readonly ((n: number) => Part)[] = [
  (n) => ({ steps: [assign(`s${n}`, text('x'))] }),
  (n) => ({ steps: [raise(`s${n}`, 'w/Ping@1', record({ id: ref('@plan.input.id') }))] }),
  (n) => ({ steps: [timer(`s${n}`, { nat: 10 + n })] }),
  (n) => ({ steps: [...ask(n), seen(n)] }),
  (n) => ({ steps: [timer(`s${n}`, { nat: 3 }), end(`s${n}e`)] }),
  (n) => ({ steps: [...ask(n), seen(n), awaitEvent(`s${n}w`, 'w/Ping@1', same)] }),
  // A key shared with other instances of the same id, and one shared with all.
  (n) => ({ steps: [...ask(n, { idempotency_key: op('hash', ref('@plan.input.id')) }), seen(n)] }),
  (n) => ({ steps: [timer(`s${n}`, { nat: 5 }, { idempotency_key: op('hash', text('all')) })] }),
  (n) => ({ steps: [...ask(n), seen(n)], guards: [status(n, 'ne'), status(n, 'eq')] }),
  (n) => ({ steps: [awaitEvent(`s${n}`, 'w/Ping@1', same)] }),
  (n) => ({ steps: [awaitEvent(`s${n}`, 'w/Ping@1', op('and', same, op('ne', ref('@event.id'), text('b'))))] }),
  (n) => ({ steps: [awaitEvent(`s${n}`, 'w/Ping@1', op('lt', ref('@event.id'), { nat: 1 }))] }),
  (n) => ({ steps: [awaitEvent(`s${n}`, 'w/Go@1')] }),
  (n) => ({ steps: [assign(`s${n}`, op('add', ref('@plan.input.id'), { nat: 1 }))] }),
  (n) => ({ steps: [end(`s${n}`)] }),
  (n) => ({ steps: [{ id: `s${n}`, op: 'spawn_plan', plan: CHILD, input: ref('@plan.input'), bind: { handle_as: `s${n}h` } }, { id: `s${n}w`, op: 'await_plan', for: ref(`@var:s${n}h`), bind: { as: `s${n}o` } }] }),
  (n) => ({ steps: [{ id: `s${n}`, op: 'spawn_for_each', plan: CHILD, inputs: { list: [ref('@plan.input'), ref('@plan.input')] }, bind: { handles_as: `s${n}h` } }, { id: `s${n}w`, op: 'await_plans_all', handles: ref(`@var:s${n}h`), bind: { results_as: `s${n}o` } }] }),
  // A child that nobody awaits outlives its parent.
  (n) => ({ steps: [{ id: `s${n}`, op: 'spawn_plan', plan: CHILD, input: ref('@plan.input'), bind: { handle_as: `s${n}h` } }] }),
];

export const plans = fc.array(
  fc.record({
    parts: fc.array(fc.nat(PARTS.length - 1), { minLength: 1, maxLength: 4 }),
    /** For each pair of parts whether and how an edge leads forward. */
    edges: fc.array(fc.constantFrom('none', 'plain', 'true', 'false'), { minLength: 6, maxLength: 6 }),
    on: fc.constantFrom(...EVENTS),
  }),
  { minLength: 1, maxLength: 3 },
);
export type Drawn = typeof plans extends fc.Arbitrary<infer T> ? T : never;

export type Policy = 'allow' | readonly Json[];
/** The first plan may set no timers. */
export const DENY_FIRST: Policy = [{ when: { origin_name: 'w/core_p0@1' }, decision: 'deny' }, { when: {}, decision: 'allow' }];

export function buildWorld(drawn: Drawn, policy: Policy): Promise<MergedManifest> {
  const nodes = drawn.map(({ parts, edges, on }, index) => {
    const built = parts.map((part, n) => PARTS[part]!(n));
    const idsOf = ({ steps }: Part): readonly string[] => steps.map(({ id }) => String(id));
    const inner = built.flatMap((part) => {
      const ids = idsOf(part);
      return ids.slice(1).map((id, at): string | readonly [string, Json] => {
        const guard = at === ids.length - 2 ? part.guards?.at(-1) : undefined;
        return guard ? [`${ids[at]} ${id}`, guard] : `${ids[at]} ${id}`;
      });
    });
    let pair = 0;
    const between = built.flatMap((from, left) =>
      built.slice(left + 1).flatMap((to): (string | readonly [string, Json])[] => {
        const kind = edges[pair++] ?? 'none';
        const ends = `${idsOf(from).at(-1)} ${idsOf(to)[0]}`;
        return kind === 'none' ? [] : kind === 'plain' ? [ends] : [[ends, op('eq', text(kind), text('true'))]];
      }),
    );
    return plan(built.flatMap(({ steps }) => steps), [...inner, ...between], { name: `w/core_p${index}@1`, input: on });
  });
  const child = plan([...ask(1), seen(1), end('e', ref('@plan.input'))], ['s1 s1r', 's1r s1seen', 's1seen e'], { name: CHILD, input: 'w/Go@1', output: 'w/Go@1' });
  const module = { $kind: 'defmodule', name: 'w/Log@1', module_kind: 'reducer', wasm_hash: '', key_schema: 'w/Key@1', abi: { reducer: { state: 'w/Count@1', event: 'w/Ping@1' } } };
  const id = { id: { text: {} } };
  return world({
    schemas: { Go: { record: id }, Ping: { record: id }, Seen: { record: { step: { text: {} }, got: { option: { text: {} } } } }, Count: { nat: {} }, Key: { text: {} } },
    airVersion: '1.1',
    nodes: [...nodes, child, module],
    triggers: drawn.map(({ on }, index) => ({ event: on, plan: `w/core_p${index}@1`, correlate_by: 'id' })),
    routes: [{ event: 'w/Ping@1', reducer: 'w/Log@1', key_field: 'id' }],
    policy,
  });
}

/** Counts pings; every fourth of one id is a trap. */
export const modules = scriptedModules({
  'w/Log@1': ({ state }) => {
    const count = Number(state ?? 0) + 1;
    if (count % 4 === 0) throw new ModuleTrap('the fourth');
    return { state: count };
  },
});
