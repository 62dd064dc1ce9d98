// Worlds for the figures of the kernel: one plan each, loaded as a world on disk is.
import type { MergedManifest } from '@nx-air/air';
import { chain, ID_TYPE, loadBenchWorld, ref, type Json } from './bench-world.ts';

export const GO = 'bench/Go@1';
export const PING = 'bench/Ping@1';

/** Steps that only compute. */
export function computing(steps: number): readonly Json[] {
  return Array.from({ length: steps }, (_, index) => ({ id: `s${index}`, op: 'assign', expr: { op: 'concat', args: [ref('@plan.input.id'), { text: 'x' }] }, bind: { as: `v${index}` } }));
}

/** Waits for the ping of its own id. */
export const PARKED: readonly Json[] = [
  { id: 'wait', op: 'await_event', event: PING, where: { op: 'eq', args: [ref('@event.id'), ref('@plan.input.id')] }, bind: { as: 'ping' } },
  { id: 'done', op: 'end' },
];

/** Asks for a timer and waits for its receipt. */
export const ASKING: readonly Json[] = [
  { id: 'ask', op: 'emit_effect', kind: 'timer.set', params: { record: { deliver_at_ns: { nat: 1000 }, key: { null: {} } } }, cap: 'timer', bind: { effect_id_as: 'handle' } },
  { id: 'got', op: 'await_receipt', for: ref('@var:handle'), bind: { as: 'answer' } },
  { id: 'done', op: 'end' },
];

const asking = (index: number): readonly Json[] => [
  { id: `ask_${index}`, op: 'emit_effect', kind: 'timer.set', params: { record: { deliver_at_ns: { nat: 1000 }, key: { text: `call ${index}` } } }, cap: 'timer', bind: { effect_id_as: `handle_${index}` } },
  { id: `got_${index}`, op: 'await_receipt', for: ref(`@var:handle_${index}`), bind: { as: `answer_${index}` } },
];
const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** Steps and edges of a plan; steps alone are a chain. */
export interface Flow {
  readonly steps: readonly Json[];
  readonly edges: readonly Json[];
}

/** Effects one after another, each with its receipt. */
export function sequentialFlow(effects: number): Flow {
  const steps = [...numbers(effects).flatMap(asking), { id: 'done', op: 'end' }];
  return { steps, edges: chain(steps) };
}

/** Effects at once, then all their receipts. */
export function fanOutFlow(effects: number): Flow {
  const steps = [...numbers(effects).flatMap(asking), { id: 'done', op: 'end' }];
  return { steps, edges: numbers(effects).flatMap((index) => [{ from: `ask_${index}`, to: `got_${index}` }, { from: `got_${index}`, to: 'done' }]) };
}

/** Waits for pings of its own id, one after another. */
export function pingedFlow(pings: number): Flow {
  const steps = [
    ...numbers(pings).map((index) => ({ id: `wait_${index}`, op: 'await_event', event: PING, where: { op: 'eq', args: [ref('@event.id'), ref('@plan.input.id')] }, bind: { as: `ping_${index}` } })),
    { id: 'done', op: 'end' },
  ];
  return { steps, edges: chain(steps) };
}

/** @throws when the world does not load */
export function generateKernelWorld(flow: readonly Json[] | Flow): Promise<MergedManifest> {
  const { steps, edges } = 'steps' in flow ? flow : { steps: flow, edges: chain(flow) };
  const plan = { $kind: 'defplan', name: 'bench/core_main@1', input: GO, steps, edges };
  return loadBenchWorld({ version: '1', schemas: { [GO]: ID_TYPE, [PING]: ID_TYPE }, defs: [plan], triggers: [{ event: GO, plan: plan.name }] });
}
