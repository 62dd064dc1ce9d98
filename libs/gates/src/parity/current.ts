// Current parity: what came in is fed to the definitions of today; what comes of it is compared with definition hashes blanked (10.26).
import { compareBytes, decodeCanonical, type CanonValue } from '@nx-air/canon';
import { decodeRecord, encodeRecord, isIngress, Kernel, MemoryJournal, type Answer, type Definitions, type Divergence, type EffectiveIngress, type JournalRecord } from '@nx-air/kernel';
import type { MergedManifest } from '@nx-air/air';
import { decodeManifest, type ListedHashes } from './listed-hashes.ts';
import type { JournalContent } from './pinned.ts';

export type Current =
  | { readonly kind: 'same' }
  | { readonly kind: 'differs'; readonly divergence: Divergence; readonly changed: readonly string[] }
  /** Its manifest changes while it runs: there is no one set of definitions to compare with. */
  | { readonly kind: 'skipped'; readonly reason: string };

/** Intents and instances have ids of their own when a definition changes nothing that they are made from: then ids agree, too. */
export async function compareCurrent({ header, records }: JournalContent, manifest: MergedManifest, definitions: Definitions): Promise<Current> {
  const recorded = records.map(decodeRecord);
  if (recorded.some(({ k }) => k === 'manifest_in')) return { kind: 'skipped', reason: 'its manifest changes while it runs' };
  const journal = new MemoryJournal();
  const { semantics: _semantics, ...limits } = header.runtime_profile;
  const stamps = new Map(recorded.flatMap((entry) => ('cause' in entry ? [[entry.cause, entry.stamp] as const] : [])));
  const kernel = await Kernel.open({ ...definitions, manifest, journal, limits, sample: (cause) => stamps.get(cause) ?? { now_ns: 0n, entropy: new Uint8Array(32) } });
  let seq = 0;
  for (const [index, entry] of recorded.entries()) {
    if (!isIngress(entry) || entry.k === 'event_duplicate' || entry.k === 'receipt_duplicate' || entry.k === 'manifest_in') continue;
    const refused = await feed(kernel, entry);
    if (refused !== undefined) return differs(entry, index, entry, undefined, `today's definitions refuse what came in: ${refused}`);
    const end = recorded.findIndex((other, at) => at > index && isIngress(other));
    const expected = recorded.slice(index, end < 0 ? undefined : end);
    const derived = [...journal.records(seq)].map(decodeRecord);
    seq = journal.length;
    for (let at = 0; at < Math.max(expected.length, derived.length); at += 1) {
      const [before, now] = [expected[at], derived[at]];
      const field = before && now ? differingField(before, now) : '';
      if (field === undefined) continue;
      return differs(entry, index + at, before, now, before && now ? `recorded ${before.k}, today ${now.k}${field === '' ? '' : `: ${field} differs`}` : before ? `recorded ${before.k}, today nothing more` : `today ${now?.k ?? ''}, recorded nothing more`, field);
    }
  }
  return { kind: 'same' };

  function differs(entry: EffectiveIngress, at: number, before: JournalRecord | undefined, now: JournalRecord | undefined, message: string, field = ''): Current {
    const changed = changedDefinitions(decodeManifest(definitions.store, header.manifest_hash), decodeManifest(definitions.store, manifest.manifestHash));
    return { kind: 'differs', divergence: { cause: entry.cause, seq: at, ...(before && { recorded: before }), ...(now && { derived: now }), field, message }, changed };
  }
}

/** The code of the refusal; undefined when it was taken. */
async function feed(kernel: Kernel, entry: EffectiveIngress): Promise<string | undefined> {
  const at = { at: entry.stamp.logical_now_ns };
  if (entry.k === 'manifest_in') return undefined;
  const submitted =
    entry.k === 'event_in'
      ? await kernel.submitEvent({ schema: entry.schema, value: decodeCanonical(entry.value), ...(entry.ingress_id !== undefined && { ingressId: entry.ingress_id }) }, at)
      : await kernel.submitReceipt({ intentId: entry.intent_id, adapterId: entry.adapter_id, answer: answerIn(entry) }, at);
  if (submitted.status === 'accepted') return undefined;
  return submitted.status === 'refused' ? `${submitted.code}: ${submitted.message}` : 'it counts as a duplicate';
}

function answerIn({ status, payload, fault }: Extract<EffectiveIngress, { k: 'receipt_in' }>): Answer {
  if (status === 'ok' && payload) return { status, payload: decodeCanonical(payload) };
  return { status: status === 'timeout' ? 'timeout' : 'error', fault: fault ?? { code: '', message: '' } };
}

const BLANKED: ReadonlySet<string> = new Set(['manifest_hash', 'plan_hash', 'module_hash', 'grant_hash']);

/**
 * The first field that differs; undefined for records that say the same, `k` for those of different kinds. What a call
 * costs is of its code: `fuel` counts where the code is the same.
 */
export function differingField(before: JournalRecord, now: JournalRecord): string | undefined {
  if (before.k !== now.k) return 'k';
  const [left, right] = [encoded(before), encoded(now)];
  const isOtherCode = left.get('module_hash') !== right.get('module_hash');
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    if (BLANKED.has(name) || (name === 'fuel' && isOtherCode)) continue;
    const [one, other] = [left.get(name), right.get(name)];
    if (one === undefined || other === undefined || !isSame(one, other)) return name;
  }
  return undefined;
}

function encoded(record: JournalRecord): ReadonlyMap<string, CanonValue> {
  const value = decodeCanonical(encodeRecord(record));
  return value instanceof Map ? new Map([...value].map(([key, item]) => [String(key), item])) : new Map();
}

function isSame(left: CanonValue, right: CanonValue): boolean {
  if (left instanceof Uint8Array && right instanceof Uint8Array) return compareBytes(left, right) === 0;
  if (Array.isArray(left) && Array.isArray(right)) return left.length === right.length && left.every((item, index) => isSame(item, right[index] ?? null));
  if (left instanceof Map && right instanceof Map) return left.size === right.size && [...left].every(([key, item]) => right.has(key) && isSame(item, right.get(key) ?? null));
  return left === right;
}

/** Names of definitions with another hash, that came, or that went. */
function changedDefinitions(before: ListedHashes, now: ListedHashes): readonly string[] {
  const names = [...new Set([...before.keys(), ...now.keys()])].sort();
  return names.filter((name) => before.get(name) !== now.get(name));
}
