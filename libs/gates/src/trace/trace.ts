// Everything that belongs to one flow, across journals and worlds, in the order in which it happened.
import type { Hash } from '@nx-air/canon';
import type { InstanceId, JournalRecord } from '@nx-air/kernel';
import { BoundedMap } from '../summary/bounded-map.ts';
import { workflowId } from '../summary/intent-tracker.ts';
import type { JournalInput } from '../summary/journal-input.ts';
import { walkJournal, type PlacedRecord } from '../summary/walk.ts';
import { describeRecord, type IntentName } from './describe-record.ts';
import { carriedFrom, Flow } from './flow.ts';
import { cutText, showBytes } from './show-value.ts';
import { mergeTimelines } from './timeline.ts';
import type { Trace, TraceEntry, TraceWorkflow } from './trace-entry.ts';

/** Entries of one journal. */
const MOST_ENTRIES = 10_000;
/** Each pass reads every journal; parents and carried deliveries may take another one. */
const MOST_PASSES = 8;
const MOST_INTENTS = 250_000;

/** `id`: a correlation value, an instance, intent or ingress id. Throws as `walkJournal` does. */
export function traceFlow(journals: readonly JournalInput[], id: string): Trace {
  return followFlow(journals, id).trace;
}

/** The trace, and the flow that it is of: who belongs to it. */
export function followFlow(journals: readonly JournalInput[], id: string): { readonly trace: Trace; readonly flow: Flow } {
  const flow = new Flow(id);
  for (let pass = 1; ; pass += 1) {
    const before = flow.size;
    const collected = journals.map((journal) => collect(journal, flow));
    if (flow.size === before || pass === MOST_PASSES) {
      return { flow, trace: { id, entries: mergeTimelines(collected.map(({ entries }) => entries)), leftOut: collected.reduce((sum, { leftOut }) => sum + leftOut, 0) } };
    }
  }
}

interface Collected {
  readonly entries: TraceEntry[];
  leftOut: number;
}

function collect(journal: JournalInput, flow: Flow): Collected {
  const collected: Collected = { entries: [], leftOut: 0 };
  const intents = new BoundedMap<Hash, IntentName>(MOST_INTENTS);
  let ingress: PlacedRecord | undefined;
  let isShown = false;
  for (const placed of walkJournal(journal)) {
    const { record, batch } = placed;
    const isIngress = batch.ingress === record;
    if (isIngress) [ingress, isShown] = [placed, false];
    if (!flow.takes(record, batch)) continue;
    // Decisions come before the intent, and a refused effect has no intent.
    if ('intent_id' in record && 'origin' in record) intents.set(record.intent_id, { kind: record.effect_kind, by: record.origin.name, ...(record.origin.kind === 'plan' && { step: record.origin.step }) });
    // What came in is the reason of what follows, so it is shown with it.
    if (!isIngress && !isShown && ingress) keep(collected, entryOf(journal, ingress, intents));
    if (!isIngress) flow.reachedBy(batch);
    isShown = true;
    keep(collected, entryOf(journal, placed, intents));
  }
  return collected;
}

function keep(collected: Collected, entry: TraceEntry): void {
  if (collected.entries.length < MOST_ENTRIES) collected.entries.push(entry);
  else collected.leftOut += 1;
}

function entryOf({ name, header }: JournalInput, { record, seq, batch }: PlacedRecord, intents: BoundedMap<Hash, IntentName>): TraceEntry {
  const ingressId = record.k === 'event_in' ? record.ingress_id : undefined;
  const instance = instanceOf(record);
  const workflow = workflowOf(record);
  return {
    ...describeRecord(record, (id) => intents.get(id)),
    world: header.world_id,
    journal: name,
    seq,
    ns: batch.ns,
    record: record.k,
    carriedFrom: ingressId === undefined ? [] : carriedFrom(ingressId),
    ...(batch.cause !== undefined && { cause: batch.cause }),
    ...(instance !== undefined && { instance }),
    ...(workflow && { workflow }),
    ...(record.k === 'plan_started' && record.parent && { parent: record.parent.instance_id, child: { parent: record.parent.instance_id, step: cutText(record.parent.step, 80), index: record.parent.index } }),
    ...(record.k === 'spawned' && { spawned: { plan: cutText(record.plan, 120), count: record.count } }),
    ...(record.k === 'intent' && { effectKind: record.effect_kind }),
    ...('intent_id' in record && { intent: record.intent_id }),
  };
}

function instanceOf(record: JournalRecord): InstanceId | undefined {
  if ('instance_id' in record) return record.instance_id;
  if ('origin' in record && record.origin.kind === 'plan') return record.origin.instance_id;
  return record.k === 'event' && record.source.kind === 'plan' ? record.source.instance_id : undefined;
}

/** Reducers are called without a status: they have no instances. */
function workflowOf(record: JournalRecord): TraceWorkflow | undefined {
  if ('origin' in record) return record.origin.kind === 'workflow' ? nameWorkflow(record.origin.name, record.origin.key) : undefined;
  if (record.k !== 'module_call' && record.k !== 'module_fault') return undefined;
  return record.status && { ...nameWorkflow(record.module, record.key), status: record.status };
}

function nameWorkflow(module: string, key: Uint8Array | undefined): TraceWorkflow {
  return { id: workflowId(module, key), ...(key && key.length > 0 && { key: showBytes(key, 60) }) };
}
