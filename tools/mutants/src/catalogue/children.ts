// Mutants of composition: spawns, barriers, handles, outcomes of children, projection of triggers.
import type { Mutant } from '../mutant.ts';

const AWAIT = 'libs/kernel/src/machine/steps/await-children.ts';
const SETTLE = 'libs/kernel/src/machine/settle-child.ts';
const SPAWN = 'libs/kernel/src/machine/steps/spawn.ts';
const STATE = 'libs/kernel/src/state/state-codec.ts';
const DELIVER = 'libs/kernel/src/machine/deliver-event.ts';

export const CHILDREN_MUTANTS: readonly Mutant[] = [
  {
    name: 'fanout-bound-ignored',
    file: SPAWN,
    old: '  if (step.maxFanout !== undefined && BigInt(values.length) > step.maxFanout) {',
    new: '  if (step.maxFanout !== undefined && BigInt(values.length) > step.maxFanout * 1000n) {',
    breaks: 'A list that is longer than `max_fanout` starts all of its children.',
  },
  {
    name: 'children-share-an-id',
    file: SPAWN,
    old: 'const id = childId(instance.id, step.id, index);',
    new: 'const id = childId(instance.id, step.id, index >> 1);',
    breaks: 'Two neighbours of a fan-out have one id.',
  },
  {
    name: 'barrier-opens-early',
    file: SETTLE,
    old: '    if (barrier.left > 0) continue;',
    new: '    if (barrier.left > 1) continue;',
    breaks: 'A barrier opens when one child has yet to end.',
  },
  {
    name: 'outcomes-backwards',
    file: AWAIT,
    old: '  const outcomes = ids.flatMap(',
    new: '  const outcomes = [...ids].reverse().flatMap(',
    breaks: 'The outcomes of a barrier are not in the order of its handles.',
  },
  {
    name: 'ended-child-awaited-for-ever',
    file: AWAIT,
    old: '    if (!child.outcome) left += 1;',
    new: '    left += 1;',
    breaks: 'A child that has ended before it is awaited never counts as ended.',
  },
  {
    name: 'parent-not-resumed',
    file: SETTLE,
    old: "  if (isDone) batch.later({ kind: 'resume', instance: parent.id });",
    new: "  if (isDone && awaiters.length > 1) batch.later({ kind: 'resume', instance: parent.id });",
    breaks: 'A parent does not go on once its children have ended.',
  },
  {
    name: 'child-outcome-not-kept',
    file: SETTLE,
    old: '  entry.outcome = outcome;\n',
    new: '  if (entry.awaiters.length === 0) entry.outcome = outcome;\n',
    breaks: 'How a child ended is forgotten where somebody waits for it.',
  },
  {
    name: 'forged-handle-passed-over',
    file: AWAIT,
    old: "    if (!child) return failure('invalid_handle', 'this instance has not spawned what the handle names');",
    new: '    if (!id || !child) continue;',
    breaks: 'A handle that no spawn of the instance has bound is taken for a child that has ended.',
  },
  {
    name: 'barrier-forgets-how-many',
    file: STATE,
    old: 'const barrierCodec = struct<Barrier>({ left: count,',
    new: 'const barrierCodec = struct<Barrier>({ left: { write: count.write, read: (data, at) => Math.min(1, count.read(data, at)) },',
    breaks: 'A barrier that is read from a snapshot waits for one child.',
  },
  {
    name: 'restored-child-has-no-awaiter',
    file: STATE,
    old: 'awaiters: listOf(count) });',
    new: 'awaiters: { write: listOf(count).write, read: () => [] } });',
    breaks: 'After a snapshot nobody waits for the children any more.',
  },
  {
    name: 'projection-ignored',
    file: DELIVER,
    old: '  const projected = trigger.inputExpr ? evaluateSlot(trigger.inputExpr, scope, limits) : { ok: true as const, value: event.value };',
    new: '  const projected = trigger.inputExpr && trigger.when ? { ok: true as const, value: event.value } : { ok: true as const, value: event.value };',
    breaks: 'A trigger hands on the event as it is, whatever its `input_expr` says.',
  },
];
