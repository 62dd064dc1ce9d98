// A world in which a plan awaits timers, for tests of receipts.
import type { MergedManifest } from '@nx-air/air';
import { awaitReceipt, chain, end, op, plan, record, ref, text, timer, type EdgeForm } from './plan.ts';
import { world, type Json, type WorldParts } from './world.ts';

export const GO = { record: { id: { text: {} }, key: { option: { text: {} } } } };
export const OUT = { record: { status: { text: {} }, at: { option: { nat: {} } } } };
const go = { event: 'w/Go@1', plan: 'w/core_main@1' };

export const timerWorld = (steps: readonly Json[], edges: readonly EdgeForm[], more: Json = {}, parts: WorldParts = {}): Promise<MergedManifest> =>
  world({ schemas: { Go: GO, Out: OUT, Ping: { record: { id: { text: {} } } } }, nodes: [plan(steps, edges, more)], triggers: [go], ...parts });

/** Emits, awaits, ends with what came. A fault ends it. */
export const simple = (emit: Json = timer('t')): Promise<MergedManifest> =>
  timerWorld([emit, awaitReceipt('got', 't_handle'), end('done', record({ status: text('ok'), at: ref('@var:got.delivered_at_ns') }))], chain('t', 'got', 'done'), { output: 'w/Out@1' });

/** The same with a guard on `$status`: a fault goes its own way. */
export const guarded = (): Promise<MergedManifest> =>
  timerWorld(
    [
      timer('t'),
      awaitReceipt('got', 't_handle'),
      end('done', record({ status: ref('@step:got.$status'), at: ref('@var:got.delivered_at_ns') })),
      end('failed', record({ status: ref('@step:got.$fault.code'), at: { null: {} } })),
    ],
    ['t got', ['got done', op('eq', ref('@step:got.$status'), text('ok'))], ['got failed', op('ne', ref('@step:got.$status'), text('ok'))]],
    { output: 'w/Out@1' },
  );
