// Several copies of one run in one world, driven in an order that the caller chooses: who belongs to whom is known from causes.
import { decodeCanonical, type Hash } from '@nx-air/canon';
import { replay, type Answer, type BytesJournal, type DerivedRecord, type Kernel, type Mark, type PlanEnded, type Submitted } from '@nx-air/kernel';
import type { Reference } from './reference.ts';
import { endsOf, mapText, siteOf, type Script, type ScriptAnswer } from './script.ts';

/** What can come in next. */
export type Choice = { readonly copy: number; readonly kind: 'event' } | { readonly copy: number; readonly kind: 'receipt'; readonly intent: Hash };

interface Copy {
  next: number;
  receipts: number;
  readonly used: Map<string, number>;
  readonly ended: PlanEnded[];
  /** Everything came in the order of the run: only then is its end that of the run. */
  isOrdered: boolean;
}

const endsByCopy = new WeakMap<Script, Map<number, readonly string[]>>();

export class Copies {
  readonly journal: BytesJournal;
  readonly #kernel: Kernel;
  readonly #reference: Reference;
  readonly #script: Script;
  readonly #copies: readonly Copy[];
  readonly #copyOfIntent = new Map<Hash, { readonly copy: number; readonly site: string; readonly use: number }>();
  readonly #copyOfInstance = new Map<string, number>();
  #mark: Mark | undefined;
  #wrong: string | undefined;

  private constructor(reference: Reference, script: Script, journal: BytesJournal, kernel: Kernel, copies: readonly Copy[]) {
    this.journal = journal;
    this.#kernel = kernel;
    this.#reference = reference;
    this.#script = script;
    this.#copies = copies;
  }

  /** How a copy ends when it has the world to itself, and everything comes in the order of the run. */
  static async endsAlone(reference: Reference, script: Script, index: number): Promise<readonly string[]> {
    const known = endsByCopy.get(script) ?? new Map<number, readonly string[]>();
    endsByCopy.set(script, known);
    let ends = known.get(index);
    if (!ends) {
      const alone = await Copies.open(reference, script, index + 1);
      for (let next = alone.#earliest(index); next; next = alone.#earliest(index)) await alone.take(next);
      ends = endsOf(alone.#copies[index]?.ended ?? []);
      known.set(index, ends);
    }
    return ends;
  }

  static async open(reference: Reference, script: Script, count: number): Promise<Copies> {
    const { subject } = reference;
    const journal = subject.doors.journal(new Uint8Array());
    const kernel = await subject.doors.kernel({ ...subject.options, journal });
    return new Copies(reference, script, journal, kernel, Array.from({ length: count }, () => ({ next: 0, receipts: 0, used: new Map(), ended: [], isOrdered: true })));
  }

  /** What is wrong so far. */
  get wrong(): string | undefined {
    return this.#wrong;
  }

  /** Copies that stand where these do and go on by themselves, from a mark. */
  async fork(): Promise<Copies> {
    const { subject } = this.#reference;
    const journal = subject.doors.journal(this.journal.bytes, this.journal.checkedUpTo(this.journal.length));
    const kernel = await subject.doors.kernel({ ...subject.options, journal, from: this.#markHere() });
    const made = new Copies(this.#reference, this.#script, journal, kernel, this.#copies.map(({ used, ended, ...copy }) => ({ ...copy, used: new Map(used), ended: [...ended] })));
    for (const [id, known] of this.#copyOfIntent) made.#copyOfIntent.set(id, known);
    for (const [id, copy] of this.#copyOfInstance) made.#copyOfInstance.set(id, copy);
    made.#wrong = this.#wrong;
    return made;
  }

  /** Of this moment; made once. */
  #markHere(): Mark {
    if (this.#mark?.seq !== this.journal.length) this.#mark = this.#kernel.mark();
    return this.#mark;
  }

  /** In a fixed order: copies, events before receipts, receipts in the order of emission. */
  choices(): readonly Choice[] {
    const choices: Choice[] = [];
    for (const [copy, { next, receipts }] of this.#copies.entries()) {
      const event = this.#script.events[next];
      if (event && event.after <= receipts) choices.push({ copy, kind: 'event' });
    }
    for (const [intentId, { sameAs }] of this.#kernel.state.intents) {
      if (sameAs !== undefined) continue;
      const known = this.#copyOfIntent.get(intentId);
      if (known && this.#answerTo(known)) choices.push({ copy: known.copy, kind: 'receipt', intent: intentId });
    }
    return choices;
  }

  /** Of those that have not begun only the first. */
  choicesInTurn(): readonly Choice[] {
    const begun = this.#copies.filter(({ next }) => next > 0).length;
    return this.choices().filter(({ copy }) => copy <= begun);
  }

  /** As `take`; what it journaled is then derived once more, from the mark before it. */
  async takeTwice(choice: Choice): Promise<void> {
    const { subject } = this.#reference;
    const from = this.#markHere();
    await this.take(choice);
    const again = await subject.doors.kernel({ ...subject.options, journal: this.journal, from });
    if (again.recovery.completed > 0 || !again.isAt(this.#markHere())) this.#wrong ??= 'expected replay to end in the same state';
  }

  async take(choice: Choice): Promise<void> {
    const copy = this.#copies[choice.copy];
    if (!copy) return;
    const first = this.#earliest(choice.copy);
    if (first && this.#orderOf(choice) > this.#orderOf(first)) copy.isOrdered = false;
    const submitted = choice.kind === 'event' ? await this.#event(choice.copy, copy) : await this.#receipt(choice.intent, copy);
    if (submitted.status === 'accepted') for (const entry of submitted.derived) this.#note(choice.copy, copy, entry);
    else if (submitted.status === 'refused') this.#wrong ??= `expected copy ${choice.copy} to go on, found ${submitted.code}: ${submitted.message}`;
  }

  /** Once nothing can come in any more. */
  async judge(): Promise<string | undefined> {
    if (this.#wrong !== undefined) return this.#wrong;
    const { header, subject } = this.#reference;
    const records = [...this.journal.records()];
    const replayed = replay({ ...subject.options, header, records });
    if (!replayed.ok) return `expected replay to agree, found ${replayed.divergence.message} at record ${replayed.divergence.seq}`;
    if (replayed.stateHash !== this.#kernel.stateHash()) return 'expected replay to end in the same state';
    return this.judgeEnds();
  }

  /** The same where every step was replayed. */
  async judgeEnds(): Promise<string | undefined> {
    if (this.#wrong !== undefined) return this.#wrong;
    for (const [index, copy] of this.#copies.entries()) {
      if (!copy.isOrdered) continue;
      const [ends, alone] = [endsOf(copy.ended), await Copies.endsAlone(this.#reference, this.#script, index)];
      if (ends.join('\n') !== alone.join('\n')) return `expected copy ${index} to end as it does alone: ${alone.join('; ') || 'not at all'}, found ${ends.join('; ') || 'nothing'}`;
    }
    return undefined;
  }

  async #event(index: number, copy: Copy): Promise<Submitted> {
    const event = this.#script.events[copy.next++]?.event;
    if (!event) throw new RangeError('no event is left');
    const rename = (text: string): string => this.#rename(text, index);
    const at = event.stamp.logical_now_ns;
    return this.#kernel.submitEvent({ schema: event.schema, value: mapText(decodeCanonical(event.value), rename), ingressId: `${event.ingress_id ?? event.cause} of copy ${index}` }, { at });
  }

  async #receipt(intentId: Hash, copy: Copy): Promise<Submitted> {
    const known = this.#copyOfIntent.get(intentId);
    const found = known && this.#answerTo(known);
    if (!known || !found) throw new RangeError('no such intent');
    copy.receipts += 1;
    const { answer } = found;
    const renamed: Answer = answer.status === 'ok' ? { ...answer, payload: mapText(answer.payload, (text) => this.#rename(text, known.copy)) } : answer;
    return this.#kernel.submitReceipt({ intentId, adapterId: 'copies', answer: renamed }, { at: found.at });
  }

  /** Of one copy, what the run did first. */
  #earliest(copy: number): Choice | undefined {
    return this.choices()
      .filter((choice) => choice.copy === copy)
      .sort((left, right) => this.#orderOf(left) - this.#orderOf(right))[0];
  }

  /** Position at which the run did it. */
  #orderOf(choice: Choice): number {
    if (choice.kind === 'event') return this.#script.events[this.#copies[choice.copy]?.next ?? 0]?.order ?? Infinity;
    const known = this.#copyOfIntent.get(choice.intent);
    return (known && this.#answerTo(known)?.order) ?? Infinity;
  }

  #answerTo({ site, use }: { readonly site: string; readonly use: number }): ScriptAnswer | undefined {
    return this.#script.answers.get(site)?.[use];
  }

  /** What follows from what came in for a copy is the copy's own. */
  #note(index: number, copy: Copy, entry: DerivedRecord): void {
    if (entry.k === 'plan_started') this.#copyOfInstance.set(entry.instance_id, index);
    if (entry.k === 'plan_ended') {
      const owner = this.#copyOfInstance.get(entry.instance_id);
      if (owner !== index) this.#wrong ??= `expected what came in for copy ${index} to reach its instances only, found the end of ${entry.plan} of copy ${owner ?? 'none'}`;
      copy.ended.push(entry);
    }
    if (entry.k !== 'intent') return;
    const owner = entry.origin.kind === 'plan' ? this.#copyOfInstance.get(entry.origin.instance_id) : index;
    if (owner !== index) this.#wrong ??= `expected what came in for copy ${index} to reach its instances only, found an effect of ${entry.origin.name} of copy ${owner ?? 'none'}`;
    const site = siteOf(entry.origin, entry.effect_kind);
    const use = copy.used.get(site) ?? 0;
    copy.used.set(site, use + 1);
    this.#copyOfIntent.set(entry.intent_id, { copy: index, site, use });
  }

  /** Short values are told from parts of words only when they are all there is. */
  #rename(text: string, copy: number): string {
    if (copy === 0) return text;
    const suffix = `~${copy}`;
    for (const value of this.#script.correlations) {
      if (text === value) return `${value}${suffix}`;
      if (value.length >= TELLING && text.includes(value)) return text.replaceAll(value, `${value}${suffix}`);
    }
    return text;
  }
}

const TELLING = 5;
