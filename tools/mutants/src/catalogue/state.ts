// Mutants of the state and its bytes: what is kept, forgotten, or written in an order of its own.
import type { Mutant } from '../mutant.ts';

const CODEC = 'libs/kernel/src/state/state-codec.ts';

export const STATE_MUTANTS: readonly Mutant[] = [
  {
    name: 'forgets-pending-receipt',
    file: CODEC,
    old: '    return stateCodec.read(decodeCanonical(data), \'\');',
    new: '    const state = stateCodec.read(decodeCanonical(data), \'\');\n    const [first] = state.intents.keys();\n    if (first) state.intents.delete(first);\n    return state;',
    breaks: 'A restored state lacks the oldest intent that waits for its receipt.',
  },
  {
    name: 'unordered-instances',
    file: CODEC,
    old: 'listOf(instanceCodec).write([...instances.values()].sort(byBirth), out)',
    new: 'listOf(instanceCodec).write([...instances.values()].reverse(), out)',
    breaks: 'A snapshot lists instances as a map happens to hold them.',
  },
  {
    name: 'unordered-intents',
    file: CODEC,
    old: '  intents: orderedMapOf(hash, intentCodec),',
    new: '  intents: mapOf(hash, intentCodec),',
    breaks: 'A restored state offers intents in the order of their hashes, not of their emission.',
  },
  {
    name: 'forgets-ingress-ids',
    file: CODEC,
    old: '  ingressIds: orderedMapOf(text, hash),',
    new: '  ingressIds: { write: () => [], read: () => new Map() },',
    breaks: 'The ids of external events are not part of a snapshot.',
  },
  {
    name: 'forgets-outcomes',
    file: CODEC,
    old: '  outcomes: mapOf(count, outcomeCodec),',
    new: '  outcomes: { ...mapOf(count, outcomeCodec), read: () => new Map() },',
    breaks: 'A restored instance does not know what became of its effects.',
  },
  {
    name: 'forgets-settled-keys',
    file: CODEC,
    old: '  keysSettled: orderedMapOf(text, keyEntryCodec),',
    new: '  keysSettled: { ...orderedMapOf(text, keyEntryCodec), read: () => new Map() },',
    breaks: 'A restored state does not know which idempotency keys are settled.',
  },
  {
    name: 'forgets-keys-under-way',
    file: CODEC,
    old: '  keysUnderWay: mapOf(text, keyEntryCodec),',
    new: '  keysUnderWay: { ...mapOf(text, keyEntryCodec), read: () => new Map() },',
    breaks: 'A restored state does not know which idempotency keys are under way.',
  },
  {
    name: 'forgets-logical-time',
    file: CODEC,
    old: '  logicalNow: nat64,',
    new: '  logicalNow: { write: (now) => nat64.write(now), read: () => 0n },',
    breaks: 'Logical time begins at 0 after a restore.',
  },
  {
    name: 'forgets-cells',
    file: CODEC,
    old: '  cells: mapOf(text, mapOf(text, struct<Cell>({ state: bytes, activeNs: nat64 }))),',
    new: '  cells: { write: (cells) => mapOf(text, mapOf(text, struct<Cell>({ state: bytes, activeNs: nat64 }))).write(cells), read: () => new Map() },',
    breaks: 'Reducers begin anew after a restore.',
  },
  {
    name: 'loses-waits-on-restore',
    file: 'libs/kernel/src/machine/restore.ts',
    old: "if (step.op === 'await_event' && instance.steps[step.index] === WAITING) waits.add(instance, step, scope);",
    new: "if (step.op === 'await_event' && instance.steps[step.index] !== WAITING) waits.add(instance, step, scope);",
    breaks: 'Restored instances do not hear the events that they wait for.',
  },
];
