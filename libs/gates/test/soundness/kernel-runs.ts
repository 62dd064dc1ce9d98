// Runs plans on the kernel: many in one world, started by one event, with random receipts and events until nothing is left to answer.
import { decodeRecord, Kernel, MemoryJournal, seededSampler, type Answer, type FaultInfo } from '@nx-air/kernel';
import { loadWorld, memoryHost } from '@nx-air/world';
import { memoryStore, type CanonValue, type JsonObject } from '@nx-air/canon';
import { toCanon } from '@nx-air/plan/runtime';
import type { Random } from './random.ts';
import { DEFINITIONS, KINDS, receiptOf, valueOf } from './world.ts';

/** How one instance ended: `ok`, `running`, or its error. */
export interface Ending {
  readonly plan: string;
  readonly end: 'ok' | 'running' | FaultInfo;
}

const LISTS: Readonly<Record<string, string>> = { defschema: 'schemas', defplan: 'plans', defcap: 'caps', defeffect: 'effects', defpolicy: 'policies' };

/** A world in which every one of the plans is started by `t/In@1`; the plan at `n` is named `t/core_p<n>@1`. */
export async function kernelWith(plans: readonly JsonObject[]): Promise<{ readonly kernel: Kernel; readonly journal: MemoryJournal }> {
  const named = plans.map((plan, index): JsonObject => ({ ...plan, name: planName(index) }));
  const defs: readonly JsonObject[] = [...DEFINITIONS, ...named];
  const listOf = (kind: string): { name: string }[] => defs.filter((def) => def['$kind'] === kind).map((def) => ({ name: String(def['name']) }));
  const manifest = {
    $kind: 'manifest',
    air_version: '1',
    ...Object.fromEntries(Object.entries(LISTS).map(([kind, list]) => [list, listOf(kind)])),
    modules: [],
    secrets: [],
    defaults: { policy: 't/policy@1', cap_grants: [{ name: 'any', cap: 't/any@1', params: { record: {} } }] },
    triggers: named.map(({ name }) => ({ event: 't/In@1', plan: String(name), correlate_by: 'name' })),
    routing: { events: [] },
  };
  const files = {
    '/repo/nx.json': '{}',
    '/repo/w/aos.sync.json': JSON.stringify({ version: 1, id: 'w', air: {} }),
    '/repo/w/air/manifest.json': JSON.stringify(manifest),
    '/repo/w/air/defs.json': JSON.stringify(defs),
  };
  const { merged, problems } = await loadWorld(memoryHost(files), '/repo/w');
  if (!merged) throw new Error(problems.map(({ code, pointer, actual }) => `${code} ${pointer} ${actual ?? ''}`).join('\n'));
  const journal = new MemoryJournal();
  const kernel = await Kernel.open({ manifest: merged, journal, store: memoryStore(), sample: seededSampler('soundness', () => 1n) });
  return { kernel, journal };
}

export const planName = (index: number): string => `t/core_p${index}@1`;

const value = (schema: string, random: Random): CanonValue => toCanon(valueOf({ kind: 'ref', name: schema }, random));

function answer(kind: string, random: Random): Answer {
  const status = random.pick(['ok', 'ok', 'ok', 'error', 'timeout'] as const);
  if (status !== 'ok') return { status, fault: { code: 'x', message: '' } };
  return { status, payload: value(receiptOf(kind), random) };
}

/** One input for every plan, and then receipts and events in random order. */
export async function runOnKernel(plans: readonly JsonObject[], random: Random, mostEvents: number): Promise<{ readonly endings: readonly Ending[]; readonly waitFaults: readonly Ending[] }> {
  const { kernel, journal } = await kernelWith(plans);
  await kernel.submitEvent({ schema: 't/In@1', value: value('t/In@1', random) });
  for (let events = 0; events < mostEvents; ) {
    const outbox = kernel.outbox();
    if (outbox.length > 0 && random.chance(90)) {
      const intent = random.pick(outbox);
      const kind = KINDS.find((each) => each === intent.kind) ?? '';
      await kernel.submitReceipt({ intentId: intent.intentId, adapterId: 'random', answer: answer(kind, random) });
    } else {
      events += 1;
      await kernel.submitEvent({ schema: 't/Event@1', value: value('t/Event@1', random) });
    }
  }
  const ends = new Map<string, Ending>();
  const waitFaults: Ending[] = [];
  const plan = new Map<string, string>();
  for (const record of [...journal.records()].map(decodeRecord)) {
    if (record.k === 'plan_started') {
      plan.set(record.instance_id, record.plan);
      ends.set(record.instance_id, { plan: record.plan, end: 'running' });
    } else if (record.k === 'plan_ended') ends.set(record.instance_id, { plan: record.plan, end: record.error ?? 'ok' });
    else if (record.k === 'wait_fault') waitFaults.push({ plan: plan.get(record.instance_id) ?? '', end: { code: 'wait_fault', message: `${record.code}: ${record.message}` } });
  }
  return { endings: [...ends.values()], waitFaults };
}

const VALUE_FAULTS = ['overflow', 'division_by_zero', 'missing_key', 'index_out_of_range'];
const BY_VALUE = new Set(['adapter_error', 'adapter_timeout', 'idempotency_conflict', 'bad_idempotency_key', 'limit', 'value_too_deep']);

/** Whether checks claim that this does not happen. */
export function isExcluded({ end }: Ending): boolean {
  if (typeof end === 'string' || BY_VALUE.has(end.code)) return false;
  if (VALUE_FAULTS.some((code) => new RegExp(`(^|: )${code}[: ]`).test(end.message))) return false;
  // A number outside the range of its slot.
  return !((end.code === 'bad_value' || end.code === 'bad_params') && /expected (nat|int), found -?\d+$/.test(end.message));
}
