// Writes a journal file of any length: flows of ten records, each with an effect, a timer, waits and an end.
import { encodeCanonical, hashValue, ZERO_HASH, type Hash } from '@nx-air/canon';
import { encodeRecord, instanceId, JOURNAL_FORMAT, profileOf, type InstanceId, type JournalRecord, type Origin } from '@nx-air/kernel';
import { FileJournal } from '@nx-air/kernel/fs';

const RECORDS_OF_A_FLOW = 10;
/** Flows that are under way at the same time. */
const ABREAST = 200;
const PLAN = 'bench/core_flow@1';
const NOTHING = encodeCanonical({});

/** `records` is a multiple of 10. */
export async function generateJournal(file: string, records: number): Promise<void> {
  const journal = FileJournal.open(file, { durability: 'none' });
  journal.create({ format: JOURNAL_FORMAT, world_id: 'bench', runtime_profile: profileOf(), manifest_hash: ZERO_HASH });
  const flows = records / RECORDS_OF_A_FLOW;
  for (let first = 0; first < flows; first += ABREAST) {
    const numbers = Array.from({ length: Math.min(ABREAST, flows - first) }, (_, index) => first + index);
    for (const number of numbers) journal.append(beginning(number).map(encodeRecord));
    for (const number of numbers) journal.append(ending(number).map(encodeRecord));
    await journal.commit();
  }
  await journal.close();
}

const stamp = (number: number, later: number) => ({ now_ns: 0n, logical_now_ns: BigInt(Math.floor(number / ABREAST) * 10_000 + later) * 1_000_000_000n, entropy: new Uint8Array(32) });
const intentOf = (number: number, step: string): Hash => hashValue([number, step]);
const instanceOf = (number: number): InstanceId => instanceId('bench', PLAN, number, 0);
const originOf = (number: number, step: string): Origin => ({ kind: 'plan', name: PLAN, instance_id: instanceOf(number), step });

/** Six records: an event, a start, a timer, a decision of each kind and an effect. */
function beginning(number: number): readonly JournalRecord[] {
  const value = encodeCanonical({ id: `flow-${number}` });
  const origin = originOf(number, 'call');
  const effect = { effect_kind: 'http.request', cap_name: 'http', origin } as const;
  const intent = { k: 'intent', effect_hash: ZERO_HASH, params: NOTHING, internal: false } as const;
  return [
    { k: 'event_in', cause: number * 2 + 1, stamp: stamp(number, number % ABREAST), schema: 'bench/Go@1', value, event_hash: ZERO_HASH },
    { k: 'plan_started', instance_id: instanceOf(number), plan: PLAN, plan_hash: ZERO_HASH, manifest_hash: ZERO_HASH, input: value, correlation: encodeCanonical(`flow-${number}`), trigger: 0 },
    { ...intent, intent_id: intentOf(number, 'deadline'), effect_kind: 'timer.set', cap_name: 'timer', origin: originOf(number, 'deadline') },
    { k: 'cap_decision', intent_id: intentOf(number, 'call'), cap_type: 'http.out', ...effect, stage: 'enforcer', decision: 'allow' },
    { k: 'policy_decision', intent_id: intentOf(number, 'call'), ...effect, policy: 'bench/policy@1', rule: 0, decision: 'allow' },
    { ...intent, intent_id: intentOf(number, 'call'), ...effect },
  ];
}

/** Four records: the receipt, an event that the plan raises, its end; the timer fires after it. */
function ending(number: number): readonly JournalRecord[] {
  const value = encodeCanonical({ id: `flow-${number}` });
  return [
    { k: 'receipt_in', cause: number * 2 + 2, stamp: stamp(number, 1000 + ((number * 7919) % 5000)), intent_id: intentOf(number, 'call'), adapter_id: 'http', status: 'ok', payload: NOTHING },
    { k: 'event', schema: 'bench/Done@1', value, event_hash: ZERO_HASH, source: { kind: 'plan', name: PLAN, instance_id: instanceOf(number), step: 'tell' } },
    { k: 'plan_ended', instance_id: instanceOf(number), plan: PLAN, status: 'ok', orphaned: [intentOf(number, 'deadline')] },
    { k: 'receipt_in', cause: number * 2 + 3, stamp: stamp(number, 9000), intent_id: intentOf(number, 'deadline'), adapter_id: 'timer', status: 'ok', payload: NOTHING },
  ];
}
