// Runs a world in memory and shows its journal as text.
import type { MergedManifest } from '@nx-air/air';
import { bytesToHex, decodeCanonical, memoryStore, type CanonValue, type ContentStore, type Hash } from '@nx-air/canon';
import { decodeRecord, Kernel, MemoryJournal, replay, seededSampler, stateHash } from '../../src/index.ts';
import type { Answer, JournalRecord, KernelOptions, Submitted, SubmitOptions } from '../../src/index.ts';

export type RunOptions = Partial<Omit<KernelOptions, 'manifest' | 'journal'>> & { readonly journal?: MemoryJournal; readonly clock?: { now: bigint } };

export interface Run {
  readonly kernel: Kernel;
  readonly journal: MemoryJournal;
  readonly store: ContentStore;
  readonly options: KernelOptions;
  event(schema: string, value: CanonValue, ingressId?: string, options?: SubmitOptions): Promise<Submitted>;
  /** Answers the intent at this position of the outbox, the first by default. */
  answer(answer: Answer, position?: number, options?: SubmitOptions): Promise<Submitted>;
  records(): readonly JournalRecord[];
  /** From the `from`th record on, one line each. */
  lines(from?: number): string;
  /** Kinds of records from the `from`th on. */
  kinds(from?: number): readonly string[];
}

export async function run(manifest: MergedManifest, more: RunOptions = {}): Promise<Run> {
  const { clock = { now: 1n }, journal = new MemoryJournal(), store = memoryStore(), ...rest } = more;
  const options: KernelOptions = { sample: seededSampler('test', () => clock.now), ...rest, manifest, journal, store };
  const kernel = await Kernel.open(options);
  const records = (): readonly JournalRecord[] => [...journal.records()].map(decodeRecord);
  return {
    kernel,
    journal,
    store,
    options,
    event: (schema, value, ingressId, submit) => kernel.submitEvent({ schema, value, ...(ingressId !== undefined && { ingressId }) }, submit),
    answer: (answer, position = 0, submit) =>
      kernel.submitReceipt({ intentId: kernel.outbox()[position]!.intentId, adapterId: 'test', answer }, submit),
    records,
    lines: (from = 0) => show(records()).slice(from).join('\n'),
    kinds: (from = 0) => records().slice(from).map(({ k }) => k),
  };
}

export const ok = (payload: CanonValue): Answer => ({ status: 'ok', payload });
export const error = (code = 'refused', message = 'no'): Answer => ({ status: 'error', fault: { code, message } });
export const timeout = (message = 'late'): Answer => ({ status: 'timeout', fault: { code: 'deadline', message } });

/** The receipt of a timer. */
export const fired = (at: number | bigint = 1000): Answer => ok({ delivered_at_ns: at, key: null });

/** Replays from genesis and compares the state; the hash. */
export function checkReplay({ journal, options, kernel }: Run): Hash {
  const replayed = replay({ ...options, header: journal.header!, records: journal.records() });
  if (!replayed.ok) throw new Error(`diverged: ${replayed.divergence.message} at ${replayed.divergence.seq}`);
  if (replayed.stateHash !== stateHash(kernel.state)) throw new Error('replay ends in another state');
  return replayed.stateHash;
}

/** Hashes and ids as #1, @1 in the order in which they appear; canonical bytes as what they encode. */
export function show(records: readonly JournalRecord[]): readonly string[] {
  const names = new Map<string, string>();
  const nameOf = (value: string, prefix: string): string => {
    const name = names.get(value) ?? `${prefix}${[...names.values()].filter((known) => known.startsWith(prefix)).length + 1}`;
    names.set(value, name);
    return name;
  };
  const form = (value: unknown): string => {
    if (typeof value === 'string') {
      if (/^sha256:[0-9a-f]{64}$/.test(value)) return nameOf(value, '#');
      return /^[0-9a-f]{8}-/.test(value) ? nameOf(value, '@') : value;
    }
    if (value instanceof Uint8Array) return value[0] === 0xd9 ? form(decodeCanonical(value)) : bytesToHex(value);
    if (Array.isArray(value)) return `[${value.map(form).join(', ')}]`;
    if (value instanceof Map) return `{${[...value].map(([key, item]) => `${String(key)}: ${form(item)}`).join(', ')}}`;
    if (typeof value === 'object' && value !== null) return `{${Object.entries(value).map(([key, item]) => `${key}: ${form(item)}`).join(', ')}}`;
    return String(value);
  };
  const isOrigin = (name: string, value: object): value is { name: string; step?: string } => name === 'origin' || (name === 'source' && 'name' in value);
  const hidden = new Set(['k', 'stamp', 'cause', 'cap_type', 'enforcer', 'policy', 'internal', 'plan_hash', 'manifest_hash', 'module_hash', 'event_hash', 'effect_hash', 'grant_hash', 'state_hash']);
  return records.map((record) => {
    const fields = Object.entries(record).filter(([name, value]) => !(name === 'orphaned' && Array.isArray(value) && value.length === 0)).filter(([name]) => !hidden.has(name) || (name === 'manifest_hash' && record.k === 'manifest_in'));
    return [record.k, ...fields.map(([name, value]) => `${name}=${typeof value === 'object' && value !== null && isOrigin(name, value) ? `${value.name}:${value.step ?? ''}` : form(value)}`)].join(' ');
  });
}
