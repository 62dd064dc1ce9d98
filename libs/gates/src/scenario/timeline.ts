// A whole journal as a timeline: what came in, what it did, what was asked for and answered.
import type { Hash } from '@nx-air/canon';
import { decodeRecord, isIngress, type InstanceId } from '@nx-air/kernel';
import { describeRecord, type Described, type IntentName } from '../trace/describe-record.ts';

export interface TimelineEntry extends Described {
  readonly seq: number;
  /** Logical time. */
  readonly ns: bigint;
  /** The first eight characters of its id. */
  readonly instance?: string;
}

export function* timeline(records: Iterable<Uint8Array>): Generator<TimelineEntry> {
  const intents = new Map<Hash, IntentName>();
  let ns = 0n;
  let seq = 0;
  for (const bytes of records) {
    const record = decodeRecord(bytes);
    if (isIngress(record)) ns = record.stamp.logical_now_ns;
    if (record.k === 'intent') {
      const { origin } = record;
      intents.set(record.intent_id, { kind: record.effect_kind, by: origin.name, ...(origin.kind === 'plan' && { step: origin.step }) });
    }
    const instance = instanceOf(record);
    yield { seq: seq++, ns, ...describeRecord(record, (id) => intents.get(id)), ...(instance !== undefined && { instance: instance.slice(0, 8) }) };
  }
}

function instanceOf(record: ReturnType<typeof decodeRecord>): InstanceId | undefined {
  if ('instance_id' in record) return record.instance_id;
  if ('origin' in record && record.origin.kind === 'plan') return record.origin.instance_id;
  return record.k === 'event' && record.source.kind === 'plan' ? record.source.instance_id : undefined;
}
