// Worlds for the figures of composition: a parent and its child, and the same by events as in AIR 1.
import type { MergedManifest } from '@nx-air/air';
import { chain, ID_TYPE, loadBenchWorld, ref, type Json } from './bench-world.ts';
import { ASKING, GO } from './generate-kernel-world.ts';

export const BATCH = 'bench/Batch@1';
const CHILD = 'bench/core_child@1';
const PARENT = 'bench/entry_parent@1';
const ASK = 'bench/Asked@1';
const TOLD = 'bench/Told@1';

const ID = { record: { id: ref('@plan.input.id') } };
const plan = (name: string, input: string, steps: readonly Json[], more: Json = {}): Json => ({ $kind: 'defplan', name, input, ...more, steps, edges: chain(steps) });

/** A parent that spawns a child, which ends at once, and awaits it. */
export const pairWorld = (): Promise<MergedManifest> =>
  worldOf('1.1', [{ event: GO, plan: PARENT }], [
    plan(PARENT, GO, [
      { id: 'go', op: 'spawn_plan', plan: CHILD, input: ref('@plan.input'), bind: { handle_as: 'handle' } },
      { id: 'gone', op: 'await_plan', for: ref('@var:handle'), bind: { as: 'outcome' } },
      { id: 'done', op: 'end' },
    ]),
    plan(CHILD, GO, [{ id: 'done', op: 'end', result: ref('@plan.input') }], { output: GO }),
  ]);

/** The same in AIR 1: the parent raises what starts the other plan, and waits for what that raises. */
export const eventPairWorld = (): Promise<MergedManifest> =>
  worldOf('1', [{ event: GO, plan: PARENT }, { event: ASK, plan: CHILD }], [
    {
      ...plan(PARENT, GO, []),
      steps: [
        { id: 'told', op: 'await_event', event: TOLD, where: { op: 'eq', args: [ref('@event.id'), ref('@plan.input.id')] }, bind: { as: 'answer' } },
        { id: 'ask', op: 'raise_event', event: ASK, value: ID },
        { id: 'done', op: 'end' },
      ],
      edges: [{ from: 'told', to: 'done' }],
    },
    plan(CHILD, ASK, [{ id: 'tell', op: 'raise_event', event: TOLD, value: ID }, { id: 'done', op: 'end' }]),
  ]);

/** A parent that starts a child for each id of its batch and goes on when all have ended; each asks for a timer. */
export const fanOutWorld = (bound: number): Promise<MergedManifest> =>
  worldOf('1.1', [{ event: BATCH, plan: PARENT }], [
    plan(PARENT, BATCH, [
      { id: 'each', op: 'spawn_for_each', plan: CHILD, inputs: ref('@plan.input.items'), max_fanout: bound, bind: { handles_as: 'handles' } },
      { id: 'all', op: 'await_plans_all', handles: ref('@var:handles'), bind: { results_as: 'outcomes' } },
      { id: 'done', op: 'end' },
    ]),
    plan(CHILD, GO, ASKING),
  ]);

const SCHEMAS: Json = { [GO]: ID_TYPE, [ASK]: ID_TYPE, [TOLD]: ID_TYPE, [BATCH]: { record: { items: { list: { ref: GO } } } } };

const worldOf = (version: '1' | '1.1', triggers: readonly Json[], plans: readonly Json[]): Promise<MergedManifest> =>
  loadBenchWorld({ version, schemas: SCHEMAS, defs: plans, triggers });
