// A run of the repository's world rate-quotes with every outcome: answered, timed out, refused, busy, never answered.
import { fileURLToPath } from 'node:url';
import { memoryStore } from '@nx-air/canon';
import { BUILTIN_ENFORCERS, BUILTIN_KINDS, Kernel, MemoryJournal, runUntilIdle, Schedule, scriptedAdapter, seededSampler, timerAdapter, type Answer } from '@nx-air/kernel';
import { pictureOf, type PlanPicture } from '@nx-air/plan/picture';
import { nodeHost } from '@nx-air/world';
import { loadRunnableWorld } from '../../../src/index.ts';
import type { JournalInput } from '../../../src/summary.ts';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url)).replace(/\/$/u, '');
const HOUR = 3_600_000_000_000n;
const START = 1_790_000_000_000_000_000n;

const ANSWERS: readonly (readonly [string, Answer, bigint] | undefined)[] = [
  ['fast', { status: 'ok', payload: { status: 200, headers: {}, body_ref: null, timings: { start_ns: 0, end_ns: 1 }, adapter_id: 'http' } }, HOUR / 6n],
  ['late', { status: 'ok', payload: { status: 200, headers: {}, body_ref: null, timings: { start_ns: 0, end_ns: 1 }, adapter_id: 'http' } }, 30n * HOUR],
  ['busy', { status: 'error', fault: { code: 'busy', message: 'try later' } }, HOUR],
];

export interface SampleRun {
  readonly journal: JournalInput;
  readonly pictures: readonly { readonly world: string; readonly picture: PlanPicture }[];
}

/** `quotes` flows, one started each hour; of ten, six are answered in time, two late, one busy, one goes to a host without grant. */
export async function sampleRun(quotes = 40): Promise<SampleRun> {
  const { world } = await loadRunnableWorld(nodeHost(), `${ROOT}/worlds/rate-quotes`);
  if (!world) throw new Error('rate-quotes does not load');
  const journal = new MemoryJournal();
  let now = START;
  const kernel = await Kernel.open({ journal, store: memoryStore(), manifest: world.manifest, sample: seededSampler('sample', () => now), enforcers: BUILTIN_ENFORCERS, internal: BUILTIN_KINDS });
  const schedule = new Schedule();
  for (let index = 0; index < quotes; index += 1) {
    const dueNs = START + BigInt(index) * HOUR;
    const kind = index % 10;
    const host = kind === 9 ? 'elsewhere.example.org' : 'supplier.example.org';
    const path = kind === 8 ? 'busy' : kind > 5 ? 'late' : 'fast';
    schedule.add({
      dueNs,
      run: async () => {
        now = dueNs;
        await kernel.submitEvent({ schema: 'rate-quotes/QuoteWanted@1', value: { quote_id: `quote-${String(index).padStart(3, '0')}`, supplier_url: `https://${host}/${path}`, deadline_ns: dueNs + 24n * HOUR, grace_until_ns: dueNs + 48n * HOUR } });
      },
    });
  }
  const rules = ANSWERS.flatMap((rule) => (rule ? [{ kind: 'http.request', params: { url: `https://supplier.example.org/${rule[0]}` }, receipts: [{ answer: rule[1], delayNs: rule[2] }] }] : []));
  await runUntilIdle(kernel, { adapters: [timerAdapter(), scriptedAdapter(rules)], schedule });
  return {
    journal: { name: 'sample.journal', header: journal.header!, records: [...journal.records()] },
    pictures: world.manifest.defs.filter(({ kind, listed }) => kind === 'defplan' && listed).map((def) => ({ world: world.id, picture: pictureOf(def, []) })),
  };
}
