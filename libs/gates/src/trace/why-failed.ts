// Why an instance ended in error, from its last record and the refusal or receipt before it.
import type { PlanEnded } from '@nx-air/kernel';
import type { Cause } from './diagnosis.ts';

const BY_CODE: ReadonlyMap<string, Cause> = new Map([
  ['policy_denied', 'policy_denied'],
  ['cap_denied', 'cap_denied'],
  ['adapter_timeout', 'adapter_timeout'],
  ['adapter_error', 'adapter_error'],
  ['limit', 'limit'],
  ['invariant_violation', 'invariant_violation'],
]);

const NEXT: Readonly<Record<Cause, string>> = {
  policy_denied: 'allow the effect in the policy of the world, or do without it: rules are tried in order, none that matches denies',
  cap_denied: 'grant the capability in `defaults.cap_grants`, renew it, or stay within its bounds',
  adapter_timeout: 'raise the deadline of the adapter, or let an edge read `$status` and handle `timeout`',
  adapter_error: 'correct what the adapter answered, or let an edge read `$status` and handle `error`',
  module_fault: 'correct the module: nothing of the call was applied',
  limit: 'look for a loop of events: one cause led to more records than the runtime profile allows',
  invariant_violation: 'read the journal with the kernel that wrote it: this one knows no invariants',
  plan_fault: 'correct the step: `air check` reports what can be known before a run',
  wait_fault: '',
  waiting_receipt: '',
  waiting_child: '',
  waiting_event: '',
  waiting_timer: '',
};

export function causeOf({ error }: PlanEnded): Cause {
  return BY_CODE.get(error?.code ?? '') ?? 'plan_fault';
}

/** `code` tells the limits of one call from those of a run. */
export const nextAfter = (cause: Cause, code = ''): string => (cause === 'limit' && code === 'limit_exceeded' ? 'make the module answer less in one call; `defaults.limits` of the manifest says how much it may' : NEXT[cause]);
