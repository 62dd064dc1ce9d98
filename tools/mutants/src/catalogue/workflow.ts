// Mutants of workflow modules: delivery, denials, limits, ends, identity.
import type { Mutant } from '../mutant.ts';

const CALLS = 'libs/kernel/src/machine/call-workflow.ts';
const EFFECTS = 'libs/kernel/src/machine/emit-effects.ts';

export const WORKFLOW_MUTANTS: readonly Mutant[] = [
  {
    name: 'outcome-to-another-instance',
    file: CALLS,
    old: '  const keyHex = bytesToHex(origin.key);\n',
    new: "  const keyHex = [...(state.workflows.get(origin.name)?.keys() ?? [bytesToHex(origin.key)])][0] ?? '';\n",
    breaks: 'Outcomes go to whichever instance of the module is there.',
  },
  {
    name: 'denial-not-delivered',
    file: EFFECTS,
    old: "    batch.later({ kind: 'delivery', delivery: { origin, intentId, effectKind: effect.kind, params: encodeValue(params), status: 'denied', fault } });\n",
    new: '',
    breaks: 'A workflow never learns that an effect of its own was denied.',
  },
  {
    name: 'effects-over-the-limit',
    file: 'libs/kernel/src/machine/module-output.ts',
    old: 'if (emitted.length > limits.module_effects)',
    new: 'if (emitted.length > limits.module_effects + 1)',
    breaks: 'A call may emit one effect more than the limit.',
  },
  {
    name: 'ended-instance-called',
    file: CALLS,
    old: '  if (instance && hasEnded(instance)) return refuseCall(',
    new: "  if (instance && hasEnded(instance) && routed.keyHex === 'none') return refuseCall(",
    breaks: 'A completed or failed instance takes events again.',
  },
  {
    name: 'workflow-keeps-revoked-grant',
    file: EFFECTS,
    old: 'passGate(request, { program: batch.program, enforcers,',
    new: 'passGate(request, { program, enforcers,',
    breaks: 'A workflow instance keeps grants that the world has taken away.',
  },
  {
    name: 'effects-of-a-call-share-an-id',
    file: EFFECTS,
    old: '  const index = batch.nextEffect(module.name, keyHex);\n',
    new: '  const index = batch.effectsOf(module.name, keyHex);\n',
    breaks: 'Two effects of one call have one intent id.',
  },
  {
    name: 'workflow-events-lost',
    file: CALLS,
    old: '  for (const { schema, value } of events) batch.raise(schema, value, source);\n',
    new: '  for (const { schema, value } of events.slice(1)) batch.raise(schema, value, source);\n',
    breaks: 'The first event of a workflow call is not raised.',
  },
  {
    name: 'completed-instance-keeps-its-state',
    file: 'libs/kernel/src/machine/ask-module.ts',
    old: '  else cells.delete(keyHex);\n',
    new: '',
    breaks: 'The state of a completed instance stays behind.',
  },
];
