// What must hold after every command, whatever happened: each oracle throws with what it found.
import { encodeRecord, stateHash, type JournalRecord } from '../../src/index.ts';
import type { Model } from './model.ts';
import { boundariesOf, dataOf, type Subject } from './subject.ts';

function fail(oracle: string, what: string): never {
  throw new Error(`${oracle}: ${what}`);
}

type Of<K extends JournalRecord['k']> = Extract<JournalRecord, { readonly k: K }>;
const only = <K extends JournalRecord['k']>(records: readonly JournalRecord[], k: K): readonly Of<K>[] => records.filter((record): record is Of<K> => record.k === k);

function once(oracle: string, ids: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) fail(oracle, `${id} twice`);
    seen.add(id);
  }
  return seen;
}

/** hash(replay(genesis)) = hash(live). */
export function checkReplayed(subject: Subject): void {
  const replayed = subject.replay();
  if (!replayed.ok) fail('replay', `${replayed.divergence.message} at ${replayed.divergence.seq}`);
  if (replayed.stateHash !== stateHash(subject.kernel.state)) fail('replay', 'another state than the live one');
}

/** Every instance starts once and ends at most once; it is alive exactly until it ends. */
export function checkEnds(records: readonly JournalRecord[], alive: ReadonlySet<string>): void {
  const started = once('starts', only(records, 'plan_started').map(({ instance_id }) => instance_id));
  const ended = once('ends', only(records, 'plan_ended').map(({ instance_id }) => instance_id));
  for (const id of ended) if (!started.has(id)) fail('ends', `${id} has not started`);
  for (const id of started) if (ended.has(id) === alive.has(id)) fail('ends', `${id} is ${alive.has(id) ? 'alive and ended' : 'neither alive nor ended'}`);
}

/** Every intent is under way or has exactly one receipt; what the caller was told was accepted is in the journal. */
export function checkReceipts(records: readonly JournalRecord[], subject: Pick<Subject, 'kernel'>, model: Model): void {
  const { intents, instances } = subject.kernel.state;
  const issued = once('intents', only(records, 'intent').map(({ intent_id }) => intent_id));
  const answered = once('receipts', [...only(records, 'receipt_in'), ...only(records, 'receipt')].map(({ intent_id }) => intent_id));
  const underWay: ReadonlySet<string> = new Set(intents.keys());
  for (const id of answered) if (!issued.has(id)) fail('receipts', `${id} was never issued`);
  for (const id of issued) if (answered.has(id) === underWay.has(id)) fail('receipts', `${id} is ${underWay.has(id) ? 'under way and answered' : 'neither under way nor answered'}`);
  for (const id of model.outcomes.keys()) if (!answered.has(id)) fail('lost receipt', id);
  for (const id of model.open) if (!underWay.has(id)) fail('lost intent', id);
  for (const instance of instances.values()) {
    for (const [step, id] of instance.emitted) if (instance.outcomes.has(step) === underWay.has(id)) fail('lost receipt', `${instance.id} does not know that ${id} has settled`);
  }
}

/** What an instance has seen is the answer to an intent of its own, of that very step. */
export function checkCrossTalk(records: readonly JournalRecord[]): number {
  const own = new Map<string, Set<string>>();
  for (const { intent_id, origin, same_as } of only(records, 'intent')) {
    if (origin.kind === 'plan') own.set(`${origin.instance_id} ${origin.step}`, new Set([intent_id, ...(same_as ? [same_as] : [])]));
  }
  const seen = only(records, 'event').filter(({ schema }) => schema === 'w/Seen@1');
  for (const { value, source } of seen) {
    const data = dataOf(value);
    const [token = ''] = String(data.get('got')).split('#');
    const place = source.kind === 'plan' ? `${source.instance_id} ${String(data.get('step'))}` : '';
    if (!own.get(place)?.has(token)) fail('cross-talk', `${place} saw the answer to ${token}`);
  }
  return seen.length;
}

export function checkAfterCommand(subject: Subject, model: Model): void {
  const records = subject.records();
  checkReplayed(subject);
  checkEnds(records, new Set(subject.kernel.state.instances.keys()));
  checkReceipts(records, subject, model);
  checkCrossTalk(records);
}

/** Every prefix replays; behind a batch it lacks nothing, inside of one exactly the rest. */
export function checkPrefixes(subject: Subject): void {
  const records = [...subject.journal.records()];
  const boundaries = boundariesOf(subject.records());
  for (let cut = 0; cut <= records.length; cut += 1) {
    const replayed = subject.replay(records.slice(0, cut));
    if (!replayed.ok) fail('prefix', `${cut} records: ${replayed.divergence.message}`);
    const rest = (boundaries.find((boundary) => boundary >= cut) ?? cut) - cut;
    if (replayed.missing !== rest) fail('prefix', `${cut} records lack ${replayed.missing}, expected ${rest}`);
  }
}

/** The same submissions give the same bytes. */
export async function checkTwin(subject: Subject): Promise<void> {
  const twin = await subject.again();
  const [left, right] = [subject, twin].map(({ journal }) => [...journal.records()].map((bytes) => Buffer.from(bytes).toString('hex')));
  if (left!.join() !== right!.join()) fail('twin', `differs at record ${left!.findIndex((bytes, at) => bytes !== right![at])}`);
  for (const [seq, record] of subject.records().entries()) if (Buffer.from(encodeRecord(record)).toString('hex') !== left![seq]) fail('twin', `record ${seq} is written in another way than it is read`);
}
