// A world with correlated instances, waits for events and receipts, and a driver that goes on from any point of its journal.
import { memoryStore } from '@nx-air/canon';
import { Programs, seededSampler, type Answer, type Kernel } from '@nx-air/kernel';
import type { MergedManifest } from '@nx-air/air';
import { awaitEvent, awaitReceipt, chain, end, op, plan, raise, record, ref, timer } from '../../../kernel/test/support/plan.ts';
import { world } from '../../../kernel/test/support/world.ts';
import { DOORS, type Doors, type Subject } from '../../src/faults/subject.ts';
import { runReference, type Reference } from '../../src/faults/reference.ts';

const ID = { record: { id: { text: {} } } };
export const OUT = { record: { id: { text: {} }, at: { option: { nat: {} } } } };

/** Asks, waits for two timers at once and for the answer that is for it, and raises what came. */
export const manifest = (): Promise<MergedManifest> =>
  world({
    schemas: { Go: ID, Answer: ID, Out: OUT },
    nodes: [
      plan(
        [
          timer('one', { nat: 1000 }),
          timer('two', { nat: 2000 }),
          awaitReceipt('first', 'one_handle'),
          awaitReceipt('second', 'two_handle'),
          awaitEvent('answer', 'w/Answer@1', op('eq', ref('@event.id'), ref('@plan.input.id'))),
          raise('out', 'w/Out@1', record({ id: ref('@var:answer.id'), at: ref('@var:second.delivered_at_ns') })),
          end('done', record({ id: ref('@plan.input.id'), at: ref('@var:first.delivered_at_ns') })),
        ],
        [...chain('one', 'two', 'first', 'answer', 'out', 'done'), 'two second', 'second answer'],
        { output: 'w/Out@1' },
      ),
    ],
    triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1', correlate_by: 'id' }],
  });

const EVENTS = [
  ['w/Go@1', 'a'],
  ['w/Go@1', 'b'],
  ['w/Answer@1', 'a'],
  ['w/Answer@1', 'b'],
] as const;

const fired = (at: bigint): Answer => ({ status: 'ok', payload: { delivered_at_ns: at, key: null } });

/** Events that nobody has sent yet, but answers only once nothing else can be answered. */
async function step(kernel: Kernel, events: readonly (readonly [string, string])[]): Promise<boolean> {
  const next = events.findIndex((_event, index) => !kernel.state.ingressIds.has(`e${index}`));
  const event = events[next];
  const [intent] = kernel.outbox();
  if (event && (event[0] !== 'w/Answer@1' || !intent)) {
    await kernel.submitEvent({ schema: event[0], value: event[0] === 'w/Out@1' ? { id: event[1], at: null } : { id: event[1] }, ingressId: `e${next}` });
    return true;
  }
  if (!intent) return false;
  await kernel.submitReceipt({ intentId: intent.intentId, adapterId: 'test', answer: fired(1000n + kernel.state.logicalNow) });
  return true;
}

export interface SubjectParts {
  readonly doors?: Partial<Doors>;
  /** How many instances; 2 by default. */
  readonly instances?: number;
}

export async function subject({ doors = {}, instances }: SubjectParts = {}): Promise<Subject> {
  const names = instances === undefined ? undefined : Array.from({ length: instances }, (_, index) => `i${index}`);
  const events = names ? [...names.map((name) => ['w/Go@1', name] as const), ...names.map((name) => ['w/Answer@1', name] as const)] : EVENTS;
  return {
    name: 'two instances',
    options: { manifest: await manifest(), store: memoryStore(), programs: new Programs(), sample: seededSampler('test', () => 1n) },
    doors: { ...DOORS, ...doors },
    async proceed(kernel, _journal, { most = Infinity } = {}) {
      for (let done = 0; done < most; done += 1) if (!(await step(kernel, events))) return;
    },
  };
}

export const reference = async (parts: SubjectParts = {}): Promise<Reference> => runReference(await subject(parts));

/** Events that start nothing: a journal of three records. */
export const shorter = async (doors: Partial<Doors> = {}): Promise<Reference> => {
  const events = ['a', 'b', 'c'].map((id) => ['w/Out@1', id] as const);
  const parts = await subject({ doors });
  return runReference({
    ...parts,
    async proceed(kernel, _journal, { most = Infinity } = {}) {
      for (let done = 0; done < most; done += 1) if (!(await step(kernel, events))) return;
    },
  });
};
