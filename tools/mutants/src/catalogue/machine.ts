// Mutants of the machine: identities, waits, triggers, order, what one cause leads to.
import type { Mutant } from '../mutant.ts';

const DELIVER = 'libs/kernel/src/machine/deliver-event.ts';
const SETTLE = 'libs/kernel/src/machine/settle-intent.ts';

export const MACHINE_MUTANTS: readonly Mutant[] = [
  {
    name: 'ids-from-memory',
    file: 'libs/kernel/src/ids.ts',
    old: "  return uuidOf(hashValue(['instance', worldId, plan, cause, start]));\n}",
    new: "  made += 1;\n  return uuidOf(hashValue(['instance', worldId, plan, made, start]));\n}\n\nlet made = 0;",
    breaks: 'Ids of instances are counted in memory, not made from their cause.',
  },
  {
    name: 'reads-a-clock',
    file: 'libs/kernel/src/machine/apply.ts',
    old: '  state.logicalNow = ingress.stamp.logical_now_ns;',
    new: '  state.logicalNow = ingress.stamp.logical_now_ns + (process.hrtime.bigint() % 2n);',
    breaks: 'A clock decides a part of the state.',
  },
  {
    name: 'matches-without-correlation',
    file: 'libs/kernel/src/program/compile-plan.ts',
    old: "return { op, index, id, event: textOf(step, 'event') ?? '', where, shape, as };",
    new: "return { op, index, id, event: textOf(step, 'event') ?? '', where: where && undefined, shape: shape && undefined, as };",
    breaks: 'A waiting instance takes every event of the schema.',
  },
  {
    name: 'index-without-value',
    file: 'libs/kernel/src/machine/wait-index.ts',
    old: 'if (value.ok) found.push(...(byValue.get(keyOf(value.value)) ?? []));',
    new: 'if (value.ok) found.push(...[...byValue.values()].slice(0, 1).flatMap((waits) => [...waits]));',
    breaks: 'The index of waits asks whoever waited first.',
  },
  {
    name: 'double-starts-trigger',
    file: DELIVER,
    old: '  startInstance(batch, trigger, input.value, correlation);',
    new: '  startInstance(batch, trigger, input.value, correlation);\n  startInstance(batch, trigger, input.value, correlation);',
    breaks: 'An event starts a plan twice.',
  },
  {
    name: 'trigger-without-guard',
    file: DELIVER,
    old: '    if (!guard.value.v) return;',
    new: '',
    breaks: 'The guard of a trigger decides nothing.',
  },
  {
    name: 'last-in-first-out',
    file: 'libs/kernel/src/machine/batch.ts',
    old: '    const work = this.#work[this.#taken];\n    if (work) this.#taken += 1;\n    return work;',
    new: '    return this.#work.pop();',
    breaks: 'What follows from one cause is done last in, first out.',
  },
  {
    name: 'triggers-unsorted',
    file: 'libs/kernel/src/program/triggers.ts',
    old: 'triggers.sort((a, b) => compareText(a.plan.name, b.plan.name) || a.index - b.index)',
    new: 'triggers.sort((a, b) => compareText(b.plan.name, a.plan.name) || b.index - a.index)',
    breaks: 'Plans are started in another order than the one that is promised.',
  },
  {
    name: 'receipt-routed-by-kind',
    file: SETTLE,
    old: '  const instance = batch.machine.state.instances.get(origin.instance_id);\n  if (!instance) return;',
    new: '  const instance = [...batch.machine.state.instances.values()].find(({ plan }) => plan === origin.name);\n  if (!instance) return;',
    breaks: 'A receipt goes to the first instance of the plan that asks for such effects.',
  },
  {
    name: 'applies-duplicate-receipt',
    file: 'libs/kernel/src/accept.ts',
    old: '  if (!settled) return { kind: \'effective\', record: { k: \'receipt_in\'',
    new: '  if (!settled || settled.kind !== \'\') return { kind: \'effective\', record: { k: \'receipt_in\'',
    breaks: 'A repeated receipt is journaled as a new one.',
  },
  {
    name: 'applies-duplicate-event',
    file: 'libs/kernel/src/accept.ts',
    old: '  if (id === undefined || known === undefined) {',
    new: '  if (id === undefined || known === undefined || known === hash) {',
    breaks: 'A repeated event comes in a second time.',
  },
  {
    name: 'conflict-not-told',
    file: 'libs/kernel/src/accept.ts',
    old: '  const conflict = hash !== settled.outcome;',
    new: '  const conflict = hash !== settled.outcome && hash === intentId;',
    breaks: 'A second receipt with another outcome counts as a repetition.',
  },
  {
    name: 'orphans-not-marked',
    file: 'libs/kernel/src/machine/end-instance.ts',
    old: '  for (const intent of underWay) intent.orphaned = true;\n',
    new: '',
    breaks: 'The intents of an instance that has ended are offered as if somebody waited for them.',
  },
  {
    name: 'ended-instance-resumed',
    file: 'libs/kernel/src/machine/end-instance.ts',
    old: '  state.instances.delete(instance.id);\n',
    new: "  if (ending.status === 'error') state.instances.delete(instance.id);\n",
    breaks: 'An instance that has ended stays, and takes the receipts that come later.',
  },
  {
    name: 'first-turn-forgotten',
    file: SETTLE,
    old: "  if (waiting.length > 0) batch.later({ kind: 'resume', instance: instance.id });",
    new: "  if (waiting.length > 1) batch.later({ kind: 'resume', instance: instance.id });",
    breaks: 'An instance does not go on once its effect has settled.',
  },
  {
    name: 'manifest-forgets-running-instances',
    file: 'libs/kernel/src/machine/running.ts',
    old: 'const program = batch.machine.programs.get(instance.manifest);',
    new: 'const program = batch.program;',
    breaks: 'A running instance goes on with the definitions of the new manifest.',
  },
];
