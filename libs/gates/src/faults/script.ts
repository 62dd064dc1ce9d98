// One run as a script: what comes in, in which order, and which answer belongs to which place of a plan.
import { decodeCanonical, type CanonKey, type CanonValue, type Hash } from '@nx-air/canon';
import type { Answer, EventIn, Origin, PlanEnded } from '@nx-air/kernel';
import { answerOf } from './ingress-sweep.ts';
import type { Reference } from './reference.ts';

interface ScriptEvent {
  readonly event: EventIn;
  /** Receipts of the copy that come before it. */
  readonly after: number;
  /** Position of its record. */
  readonly order: number;
}

export interface ScriptAnswer {
  readonly answer: Answer;
  /** Logical time. */
  readonly at: bigint;
  /** Position of its record. */
  readonly order: number;
}

/** What one copy does: its events in order, and the answer to each effect by where it is emitted. */
export interface Script {
  readonly events: readonly ScriptEvent[];
  readonly answers: ReadonlyMap<string, readonly ScriptAnswer[]>;
  /** Texts by which instances are told apart. */
  readonly correlations: readonly string[];
  /** Whether several copies stay apart: every plan that waits for events is correlated by a text. */
  readonly isCopyable: boolean;
}

/** Undefined for a run that changes its manifest: orders would mean other definitions. */
export function scriptOf({ records, subject }: Reference): Script | undefined {
  const events: ScriptEvent[] = [];
  const answers = new Map<string, readonly ScriptAnswer[]>();
  const origins = new Map<Hash, string>();
  const correlations = new Set<string>();
  const waiting = plansThatWait(subject.options.manifest.defs);
  let [receipts, isCopyable] = [0, true];
  for (const [order, entry] of records.entries()) {
    if (entry.k === 'manifest_in') return undefined;
    if (entry.k === 'event_in') events.push({ event: entry, after: receipts, order });
    if (entry.k === 'intent') origins.set(entry.intent_id, siteOf(entry.origin, entry.effect_kind));
    if (entry.k === 'receipt_in') {
      receipts += 1;
      const site = origins.get(entry.intent_id) ?? '';
      answers.set(site, [...(answers.get(site) ?? []), { answer: answerOf(entry), at: entry.stamp.logical_now_ns, order }]);
    }
    if (entry.k === 'module_call') isCopyable &&= entry.key !== undefined;
    if (entry.k !== 'plan_started') continue;
    const value = entry.correlation && decodeCanonical(entry.correlation);
    if (typeof value === 'string' && value !== '') correlations.add(value);
    else if (waiting.has(entry.plan)) isCopyable = false;
  }
  return { events, answers, correlations: [...correlations].sort((left, right) => right.length - left.length), isCopyable };
}

function plansThatWait(defs: Reference['subject']['options']['manifest']['defs']): ReadonlySet<string> {
  return new Set(defs.filter(({ kind, normalized }) => kind === 'defplan' && JSON.stringify(normalized['steps']).includes('"await_event"')).map(({ name }) => name));
}

/** Where an effect is emitted: the same for each copy. */
export function siteOf(origin: Origin, kind: string): string {
  return origin.kind === 'plan' ? `${origin.name} ${origin.step}` : `${origin.name} ${kind} ${origin.effect_index}`;
}

/** One line an instance, sorted. */
export function endsOf(ended: readonly PlanEnded[]): readonly string[] {
  return ended.map(({ plan, status, result, error }) => `${plan} ${status} ${error?.code ?? ''} ${result ? JSON.stringify(shown(decodeCanonical(result))) : ''}`).sort();
}

function shown(value: CanonValue): unknown {
  if (value instanceof Map) return [...value].map(([key, item]) => [shown(key), shown(item)]);
  if (Array.isArray(value)) return value.map(shown);
  return typeof value === 'bigint' ? value.toString() : value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}

/** Names of fields and keys of maps stay. */
export function mapText(value: CanonValue, rename: (text: string) => string): CanonValue {
  if (typeof value === 'string') return rename(value);
  if (Array.isArray(value)) return value.map((item) => mapText(item, rename));
  if (value instanceof Map) return new Map<CanonKey, CanonValue>([...value].map(([key, item]) => [key, mapText(item, rename)]));
  return value;
}
