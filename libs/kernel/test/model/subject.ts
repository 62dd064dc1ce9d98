// The kernel under test with what may be done to it from outside: submissions, crashes, restarts, snapshots.
import type { MergedManifest } from '@nx-air/air';
import { decodeCanonical, memoryStore, type Hash } from '@nx-air/canon';
import { decodeRecord, isIngress, Kernel, MemoryJournal, Programs, replay, seededSampler, type Replayed } from '../../src/index.ts';
import type { Answer, Journal, JournalRecord, KernelOptions, ModuleHost, Submitted } from '../../src/index.ts';
import { RETAINED_IDS, RETAINED_SETTLED } from './model.ts';
import { modules } from './random-world.ts';

/** What came in, with the time at which it did: enough to do the same again. */
export type Submission = { readonly now: bigint } & (
  | { readonly k: 'event'; readonly schema: string; readonly id: string; readonly ingressId?: string }
  | { readonly k: 'receipt'; readonly intentId: Hash; readonly answer: Answer }
  | { readonly k: 'manifest'; readonly to: number }
);

/** Parts that a broken twin has in place of the real ones. */
export interface Parts {
  readonly modules?: ModuleHost;
  readonly journal?: (content: ConstructorParameters<typeof MemoryJournal>[0]) => Journal;
  /** Between the caller and the kernel. */
  readonly submit?: (submission: Submission, through: (submission: Submission) => Promise<Submitted>) => Promise<Submitted>;
}

export class Subject {
  readonly manifests: readonly MergedManifest[];
  readonly options: Omit<KernelOptions, 'journal'>;
  readonly log: Submission[] = [];
  now = 1n;
  kernel!: Kernel;
  journal!: Journal;
  checkpoint: ReturnType<Kernel['checkpoint']> | undefined;
  /** Records before the last submission. */
  before = 0;
  readonly #parts: Parts;

  private constructor(manifests: readonly MergedManifest[], parts: Parts) {
    this.manifests = manifests;
    this.#parts = parts;
    this.options = {
      manifest: manifests[0]!,
      store: memoryStore(),
      programs: new Programs(),
      modules: parts.modules ?? modules,
      sample: seededSampler('model', () => this.now),
      limits: { derived_records: 60, retained_settled: RETAINED_SETTLED, retained_ingress_ids: RETAINED_IDS },
    };
  }

  static async open(manifests: readonly MergedManifest[], parts: Parts = {}): Promise<Subject> {
    const subject = new Subject(manifests, parts);
    await subject.#reopen({});
    return subject;
  }

  async submit(submission: Submission): Promise<Submitted> {
    this.before = this.journal.length;
    const through = (given: Submission): Promise<Submitted> => this.#through(given);
    const submitted = await (this.#parts.submit?.(submission, through) ?? through(submission));
    if (this.journal.length > this.before) this.log.push(submission);
    return submitted;
  }

  #through(submission: Submission): Promise<Submitted> {
    switch (submission.k) {
      case 'event':
        return this.kernel.submitEvent({ schema: submission.schema, value: { id: submission.id }, ...(submission.ingressId !== undefined && { ingressId: submission.ingressId }) });
      case 'receipt':
        return this.kernel.submitReceipt({ intentId: submission.intentId, adapterId: 'x', answer: submission.answer });
      case 'manifest':
        return this.kernel.changeManifest(this.manifests[submission.to]!);
    }
  }

  /** Dies; of the last batch the first records are in the journal, `kept` says how many. @returns whether the submission is lost */
  async crash(kept: number): Promise<boolean> {
    const all = [...this.journal.records()];
    const last = all.length - this.before;
    const cut = this.before + (kept % (last + 1));
    const isLost = last > 0 && cut === this.before;
    if (isLost) this.log.pop();
    if (this.checkpoint && this.checkpoint.seq > cut) this.checkpoint = undefined;
    await this.#reopen({ header: this.journal.header!, records: all.slice(0, cut) });
    this.before = this.journal.length;
    return isLost;
  }

  /** Closes and opens again, from the last snapshot where there is one. */
  async restart(): Promise<void> {
    await this.kernel.close();
    await this.#reopen({ header: this.journal.header!, records: [...this.journal.records()] }, this.checkpoint);
    this.before = this.journal.length;
  }

  async #reopen(content: NonNullable<ConstructorParameters<typeof MemoryJournal>[0]>, from?: Subject['checkpoint']): Promise<void> {
    this.journal = this.#parts.journal?.(content) ?? new MemoryJournal(content);
    this.kernel = await Kernel.open({ ...this.options, journal: this.journal, ...(from && { from }) });
  }

  records(): readonly JournalRecord[] {
    return [...this.journal.records()].map(decodeRecord);
  }

  replay(records: readonly Uint8Array[] = [...this.journal.records()]): Replayed {
    return replay({ ...this.options, header: this.journal.header!, records });
  }

  /** The same submissions to a kernel that nothing happened to. */
  async again(): Promise<Subject> {
    const twin = await Subject.open(this.manifests, this.#parts);
    for (const submission of this.log) {
      twin.now = submission.now;
      await twin.submit(submission);
    }
    return twin;
  }
}

export function boundariesOf(records: readonly JournalRecord[]): readonly number[] {
  return [...records.flatMap((record, seq) => (isIngress(record) ? [seq] : [])), records.length];
}

export function dataOf(bytes: Uint8Array): ReadonlyMap<unknown, unknown> {
  const data = decodeCanonical(bytes);
  if (!(data instanceof Map)) throw new Error('no record');
  return data;
}
