// Everything that a summary counts, with the records that it is counted by; spec/summary.md prints this table.

interface Counter {
  /** Group and name; `receipts.ok` is the member `ok` of `receipts` in JSON. */
  readonly name: string;
  readonly title: string;
  /** Which records, for spec/summary.md. */
  readonly by: string;
}

export const COUNTERS = [
  { name: 'instances.started', title: 'started', by: '`plan_started`; of a workflow the first `module_call` or failing `module_fault` of a key that is not running' },
  { name: 'instances.child', title: 'started as child', by: '`plan_started` with `parent`; part of `started`' },
  { name: 'instances.ok', title: 'ended ok', by: '`plan_ended` with status `ok`; of a workflow the call that leaves it `completed`' },
  { name: 'instances.error', title: 'ended in error', by: '`plan_ended` with status `error`; of a workflow the call or fault that leaves it `failed`' },
  { name: 'instances.running', title: 'running', by: '`started` without an end before the end of the journal' },
  { name: 'instances.timeout_branch', title: 'timeout branch taken', by: 'instances that went on because of a timer or a `timeout` receipt; each once, see below' },
  { name: 'effects.intents', title: 'intents', by: '`intent`' },
  { name: 'effects.internal', title: 'answered inside', by: '`intent` with `internal`; part of `intents`' },
  { name: 'effects.same_as', title: 'same as an earlier one', by: '`intent` with `same_as`; part of `intents`' },
  { name: 'effects.in_flight', title: 'in flight', by: '`intent` without a receipt before the end of the journal' },
  { name: 'effects.orphaned', title: 'orphaned', by: 'entries of `orphaned` in `plan_ended`: intents under way when their instance ended' },
  { name: 'receipts.ok', title: 'ok', by: '`receipt_in` and `receipt` with status `ok`' },
  { name: 'receipts.error', title: 'error', by: '`receipt_in` and `receipt` with status `error`' },
  { name: 'receipts.timeout', title: 'timeout', by: '`receipt_in` and `receipt` with status `timeout`' },
  { name: 'receipts.denied', title: 'denied', by: '`receipt` with status `denied`: a refusal that a workflow is told of' },
  { name: 'receipts.late', title: 'late', by: 'receipts of orphaned intents; part of the four above' },
  { name: 'cap.allow', title: 'allowed', by: '`cap_decision` with `allow`' },
  { name: 'cap.deny', title: 'denied', by: '`cap_decision` with `deny`; such an effect has no intent' },
  { name: 'policy.allow', title: 'allowed', by: '`policy_decision` with `allow`' },
  { name: 'policy.deny', title: 'denied', by: '`policy_decision` with `deny`; such an effect has no intent' },
  { name: 'failures.policy_deny', title: 'policy denials', by: '`policy_decision` with `deny`' },
  { name: 'failures.cap_deny', title: 'capability denials', by: '`cap_decision` with `deny`' },
  { name: 'failures.timeout', title: 'timeouts', by: 'receipts with status `timeout`' },
  { name: 'failures.adapter_error', title: 'adapter errors', by: 'receipts with status `error`' },
  { name: 'failures.module_fault', title: 'module faults', by: '`module_fault` with any code but `limit_exceeded`' },
  { name: 'failures.limit', title: 'limits reached', by: '`plan_ended` with code `limit`, `module_fault` with `limit_exceeded`, and `limit` where no plan ended by it' },
  { name: 'failures.plan_fault', title: 'plan faults', by: '`plan_ended` in error with a code that no other category counts: `bad_params`, `guard_fault`, `no_result`, …' },
  { name: 'failures.invariant_violation', title: 'invariant violations (reserved)', by: '`plan_ended` with code `invariant_violation`, which no kernel of this repository writes' },
  { name: 'events.in', title: 'came in', by: '`event_in`' },
  { name: 'events.raised', title: 'raised', by: '`event`, for the plan or module that raised it' },
  { name: 'modules.calls', title: 'calls', by: '`module_call`' },
  { name: 'duplicates.events', title: 'events', by: '`event_duplicate`' },
  { name: 'duplicates.receipts', title: 'receipts', by: '`receipt_duplicate`' },
  { name: 'duplicates.conflicts', title: 'conflicting receipts', by: '`receipt_duplicate` with `conflict`; part of `receipts`' },
  { name: 'skipped.triggers', title: 'skipped triggers', by: '`trigger_skipped`' },
  { name: 'skipped.wait_faults', title: 'faulty waits', by: '`wait_fault`' },
] as const satisfies readonly Counter[];

export type CounterName = (typeof COUNTERS)[number]['name'];

/** All of them, also those that are 0. */
export type Counts = Readonly<Record<CounterName, number>>;

const ZERO: Counts = Object.freeze(Object.fromEntries(COUNTERS.map(({ name }) => [name, 0]))) as Counts;

/** Counts that grow. */
export class Tally {
  readonly #counts: Record<CounterName, number> = { ...ZERO };

  add(name: CounterName, by = 1): void {
    this.#counts[name] += by;
  }

  get counts(): Counts {
    return { ...this.#counts };
  }
}

export function sumCounts(all: Iterable<Counts>): Counts {
  const tally = new Tally();
  for (const counts of all) for (const { name } of COUNTERS) tally.add(name, counts[name]);
  return tally.counts;
}

export const isZero = (counts: Counts): boolean => COUNTERS.every(({ name }) => counts[name] === 0);

/** Groups in the order of the table, with their counters. */
export function groupCounters(): ReadonlyMap<string, readonly { readonly name: CounterName; readonly member: string; readonly title: string }[]> {
  const groups = new Map<string, { name: CounterName; member: string; title: string }[]>();
  for (const { name, title } of COUNTERS) {
    const [group = '', member = ''] = name.split('.');
    const listed = groups.get(group) ?? [];
    listed.push({ name, member, title });
    groups.set(group, listed);
  }
  return groups;
}
