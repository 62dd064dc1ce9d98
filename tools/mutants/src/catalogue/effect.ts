// Mutants of effects: grants, policy, expiry, idempotency keys.
import type { Mutant } from '../mutant.ts';

const GATE = 'libs/kernel/src/effect/gate.ts';

export const EFFECT_MUTANTS: readonly Mutant[] = [
  {
    name: 'denied-effect-dispatched',
    file: 'libs/kernel/src/machine/steps/emit-effect.ts',
    old: '  if (!verdict.allowed) return failure(verdict.code, verdict.message);\n',
    new: '',
    breaks: 'An effect that was denied is issued all the same.',
  },
  {
    name: 'enforcer-not-asked',
    file: GATE,
    old: "'enforcer', enforceGrant(request, grant, authority));",
    new: "'enforcer', enforceGrant(request, grant, authority) && undefined);",
    breaks: 'A grant allows more than its parameters say.',
  },
  {
    name: 'revoked-grant-used',
    file: 'libs/kernel/src/machine/steps/emit-effect.ts',
    old: 'passGate(request, { program: batch.program,',
    new: 'passGate(request, { program,',
    breaks: 'An instance keeps grants that the world has taken away.',
  },
  {
    name: 'policy-ignored',
    file: 'libs/kernel/src/effect/policy.ts',
    old: '  return found ? { allows: found.allows, rule } : { allows: false };',
    new: '  return found ? { allows: true, rule } : { allows: true };',
    breaks: 'The policy allows everything.',
  },
  {
    name: 'key-ignored',
    file: 'libs/kernel/src/machine/issue-intent.ts',
    old: "key ? lookUpKey(state, key, hash, origin.name) : { kind: 'new' };",
    new: "key && key.length === 0 ? lookUpKey(state, key, hash, origin.name) : { kind: 'new' };",
    breaks: 'An idempotency key stands for nothing.',
  },
  {
    name: 'effect-not-kept',
    file: 'libs/kernel/src/machine/issue-intent.ts',
    old: '  state.intents.set(intentId, pending);\n',
    new: '  if (isInternal) state.intents.set(intentId, pending);\n',
    breaks: 'An intent is journaled and then lost.',
  },
  {
    name: 'payload-not-checked',
    file: 'libs/kernel/src/effect/outcome.ts',
    old: '  if (!typed.ok) return badPayload(`payload${typed.fault.path}: expected ${typed.fault.expected}, found ${typed.fault.actual}`);',
    new: '  if (!typed.ok) return { status: \'ok\', payload: encodeCanonical(answer.payload) };',
    breaks: 'A payload that does not fit its type is taken as it came.',
  },
  {
    name: 'outcome-hash-without-fault',
    file: 'libs/kernel/src/effect/outcome.ts',
    old: '[status, payload ?? null, fault ? [fault.code, fault.message] : null]',
    new: '[payload ?? null, null]',
    breaks: 'Two receipts without payload count as the same, whatever they say.',
  },
];
