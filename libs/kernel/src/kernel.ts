// A running world: takes what comes in, journals it with everything derived from it, offers intents once they are durable.
import type { MergedManifest } from '@nx-air/air';
import type { Hash } from '@nx-air/canon';
import { acceptEvent, acceptReceipt, type ExternalEvent, type ExternalReceipt } from './accept.ts';
import { KernelError } from './errors.ts';
import type { Journal } from './journal/journal.ts';
import type { KernelOptions } from './kernel-options.ts';
import { apply } from './machine/apply.ts';
import type { Machine } from './machine/machine.ts';
import { Mark } from './mark.ts';
import { openMachine, type Recovery } from './open.ts';
import { readOutbox, type OutboxIntent } from './outbox.ts';
import { putDefinitions } from './program/definitions.ts';
import type { Checkpoint } from './checkpoint.ts';
import { encodeRecord } from './record-codec.ts';
import type { DerivedRecord, EffectiveIngress, EventDuplicate, FaultInfo, ReceiptDuplicate } from './record.ts';
import { stampOf, type Sampler } from './stamp.ts';
import { encodeState, stateHash } from './state/state-codec.ts';
import type { WorldState } from './state/world-state.ts';

export type Submitted =
  | { readonly status: 'accepted'; readonly cause: number; readonly derived: readonly DerivedRecord[] }
  /** Journaled, nothing changed. `conflict`: a receipt that differs from the one that counts. */
  | { readonly status: 'duplicate'; readonly conflict: boolean }
  /** Nothing was journaled. */
  | { readonly status: 'refused'; readonly code: string; readonly message: string };

export interface SubmitOptions {
  /** Logical time in place of the sampled one, for what a timer delivers. */
  readonly at?: bigint;
}

/**
 * Calls take effect in the order in which they are made; each promise resolves once its batch is durable. When the
 * journal cannot be written or a host fails, the kernel throws and refuses every further call: open the journal again.
 */
export class Kernel {
  /** What opening the journal found. */
  readonly recovery: Recovery;
  readonly #machine: Machine;
  readonly #journal: Journal;
  readonly #sample: Sampler;
  #seq: number;
  #durableCause: number;
  /** In the order of emission. */
  readonly #unoffered: Set<Hash>;
  #stopped: KernelError | undefined;

  private constructor(options: KernelOptions, { machine, recovery, seq }: ReturnType<typeof openMachine>) {
    this.recovery = recovery;
    this.#machine = machine;
    this.#journal = options.journal;
    this.#sample = options.sample;
    this.#seq = seq;
    this.#durableCause = machine.state.nextCause - 1;
    this.#unoffered = new Set(machine.state.intents.keys());
  }

  /**
   * Creates the journal or recovers from it by deriving everything again (10.24). Throws `KernelError`: `journal_mismatch`
   * for another world or format, `journal_diverges` when what is recorded is not derived, `definitions_missing`, `bad_manifest`.
   */
  static async open(options: KernelOptions): Promise<Kernel> {
    const opened = openMachine(options);
    await options.journal.commit();
    return new Kernel(options, opened);
  }

  /** Refusals: `unknown_event`, `bad_event`, `bad_ingress_id`, `ingress_conflict`. */
  async submitEvent(event: ExternalEvent, options: SubmitOptions = {}): Promise<Submitted> {
    this.#checkRunning();
    return this.#take(acceptEvent(this.#machine, event), options);
  }

  /** Refusals: `unknown_intent` (never issued, or forgotten), `not_offered`. */
  async submitReceipt(receipt: ExternalReceipt, options: SubmitOptions = {}): Promise<Submitted> {
    this.#checkRunning();
    return this.#take(acceptReceipt(this.#machine, receipt), options);
  }

  /** Refusals: `unchanged`, `bad_manifest`. */
  async changeManifest(manifest: MergedManifest, options: SubmitOptions = {}): Promise<Submitted> {
    this.#checkRunning();
    const { manifestHash, worldId } = manifest;
    const { state, programs, store } = this.#machine;
    if (worldId !== state.worldId) return { status: 'refused', code: 'bad_manifest', message: `a manifest of world ${worldId}, this is ${state.worldId}` };
    if (manifestHash === state.manifest) return { status: 'refused', code: 'unchanged', message: `the manifest is ${manifestHash} already` };
    try {
      putDefinitions(store, manifest);
      programs.get(manifestHash);
    } catch (error) {
      if (!(error instanceof KernelError) || error.code !== 'bad_manifest') throw error;
      return { status: 'refused', code: 'bad_manifest', message: error.message };
    }
    return this.#take({ kind: 'effective', record: { k: 'manifest_in', manifest_hash: manifestHash } }, options);
  }

  /** Intents without a receipt whose batch is durable, in the order of emission. */
  outbox(): readonly OutboxIntent[] {
    return readOutbox(this.#machine, this.#machine.state.intents.keys(), this.#durableCause);
  }

  /** Those of the outbox that no earlier call has handed out: what is to be offered to adapters now. */
  takeNewIntents(): readonly OutboxIntent[] {
    const taken = readOutbox(this.#machine, this.#unoffered, this.#durableCause);
    for (const { intentId } of taken) this.#unoffered.delete(intentId);
    return taken;
  }

  /** The state as it is; it changes with the next call. */
  get state(): Readonly<WorldState> {
    return this.#machine.state;
  }

  stateHash(): Hash {
    return stateHash(this.#machine.state);
  }

  /** The state between two batches, as a later `from`. */
  checkpoint(): Checkpoint {
    this.#checkRunning();
    return { state: encodeState(this.#machine.state), seq: this.#seq };
  }

  /** The same, kept in memory. */
  mark(): Mark {
    this.#checkRunning();
    return new Mark(this.#machine, this.#seq);
  }

  /** Whether the state is that of the mark, wherever it stands; cheap where they share most of it. */
  isAt(mark: Mark): boolean {
    return mark.holds(this.#machine.state);
  }

  async close(): Promise<void> {
    this.#stopped ??= new KernelError('closed', 'the kernel is closed');
    await this.#journal.close();
  }

  /** Everything up to the first `await` happens at once, so that the order of calls is the order of the journal. */
  async #take(accepted: Taken, { at }: SubmitOptions): Promise<Submitted> {
    if (accepted.kind === 'refused') return { status: 'refused', ...accepted.fault };
    const { state } = this.#machine;
    const cause = state.nextCause;
    const stamp = stampOf(this.#sample(cause, at), state.logicalNow, at);
    if (accepted.kind === 'duplicate') {
      const record = { ...accepted.record, stamp };
      await this.#append([encodeRecord(record)]);
      return { status: 'duplicate', conflict: record.k === 'receipt_duplicate' && record.conflict };
    }
    const record: EffectiveIngress = { ...accepted.record, cause, stamp };
    const derived = this.#apply(record);
    for (const made of derived) if (made.k === 'intent' && !made.internal && !made.same_as) this.#unoffered.add(made.intent_id);
    if (record.k === 'receipt_in') this.#unoffered.delete(record.intent_id);
    await this.#append([encodeRecord(record), ...derived.map(encodeRecord)]);
    this.#durableCause = Math.max(this.#durableCause, cause);
    return { status: 'accepted', cause, derived };
  }

  #apply(record: EffectiveIngress): readonly DerivedRecord[] {
    try {
      return apply(this.#machine, record);
    } catch (error) {
      throw this.#stop(new KernelError('host_fault', 'applying an ingress record failed; nothing of it was journaled', { cause: error, hint: 'open the journal again' }));
    }
  }

  async #append(batch: readonly Uint8Array[]): Promise<void> {
    try {
      this.#journal.append(batch);
      this.#seq += batch.length;
      await this.#journal.commit();
    } catch (error) {
      throw this.#stop(new KernelError('journal_io', 'the journal could not be written', { cause: error, hint: 'open the journal again: what was acknowledged is in it' }));
    }
  }

  #stop(error: KernelError): KernelError {
    this.#stopped ??= error;
    return error;
  }

  #checkRunning(): void {
    if (this.#stopped) throw this.#stopped.code === 'closed' ? this.#stopped : new KernelError('closed', `the kernel has stopped: ${this.#stopped.message}`, { cause: this.#stopped });
  }
}

type Taken =
  | { readonly kind: 'effective'; readonly record: DistributedOmit<EffectiveIngress> }
  | { readonly kind: 'duplicate'; readonly record: DistributedOmit<EventDuplicate | ReceiptDuplicate> }
  | { readonly kind: 'refused'; readonly fault: FaultInfo };

type DistributedOmit<T> = T extends unknown ? Omit<T, 'cause' | 'stamp'> : never;
