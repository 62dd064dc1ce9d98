// The commands of a random schedule. Each predicts with the model what the kernel must say, does it, and asks every oracle.
import fc, { type AsyncCommand } from 'fast-check';
import type { Hash } from '@nx-air/canon';
import type { Answer, Submitted } from '../../src/index.ts';
import { error, ok, timeout } from '../support/run.ts';
import { Model } from './model.ts';
import { checkAfterCommand } from './oracles.ts';
import { EVENTS, IDS } from './random-world.ts';
import type { Subject, Submission } from './subject.ts';
import type { Tally } from './tally.ts';

export interface Held {
  model: Model;
  /** Before the last submission: what a crash may bring back. */
  previous: Model;
  readonly tally: Tally;
}

/** The names by which weights are drawn and commands are counted. */
export const KINDS = ['Ingress', 'DuplicateIngress', 'Receipt', 'DupReceipt', 'LateReceipt', 'UnknownReceipt', 'Tick', 'Crash', 'Restart', 'Snapshot', 'ManifestChange'] as const;
export type Kind = (typeof KINDS)[number];

type Act = (held: Held, subject: Subject) => Promise<void>;

class Command implements AsyncCommand<Held, Subject> {
  readonly #kind: Kind;
  readonly #words: string;
  readonly #act: Act;

  constructor(kind: Kind, words: string, act: Act) {
    this.#kind = kind;
    this.#words = words;
    this.#act = act;
  }

  check(): boolean {
    return true;
  }

  async run(held: Held, subject: Subject): Promise<void> {
    await this.#act(held, subject);
    held.tally.add(this.#kind);
    checkAfterCommand(subject, held.model);
  }

  toString(): string {
    return `${this.#kind}(${this.#words})`;
  }
}

const verdictOf = (submitted: Submitted): string => (submitted.status === 'refused' ? submitted.code : submitted.status === 'duplicate' && submitted.conflict ? 'conflict' : submitted.status);

async function submit(held: Held, subject: Subject, submission: Submission, expected: string, came: (model: Model) => void): Promise<void> {
  const after = new Model(held.model);
  const submitted = await subject.submit(submission);
  const verdict = verdictOf(submitted);
  if (verdict !== expected) throw new Error(`model: expected ${expected}, the kernel says ${verdict}`);
  held.tally.add(`${submission.k} ${verdict}`);
  if (submitted.status === 'accepted') {
    came(after);
    after.derived(submitted.derived);
    for (const { k, ...more } of submitted.derived) held.tally.add(k === 'plan_ended' && 'error' in more ? `${k} ${more.error?.code}` : k);
  }
  held.previous = held.model;
  held.model = after;
}

const event = (held: Held, subject: Subject, schema: string, id: string, ingressId?: string): Promise<void> => {
  const content = `${schema} ${id}`;
  const submission: Submission = { k: 'event', now: subject.now, schema, id, ...(ingressId !== undefined && { ingressId }) };
  return submit(held, subject, submission, held.model.expectEvent(content, ingressId), (model) => model.eventCame(content, ingressId));
};

const HOW = ['ok', 'error', 'timeout', 'bad'] as const;

function answerOf(how: (typeof HOW)[number], intent: string, n: number): Answer {
  switch (how) {
    case 'ok':
      return ok({ delivered_at_ns: 7, key: `${intent}#${n}` });
    case 'error':
      return error('refused', `no ${n}`);
    case 'timeout':
      return timeout(`late ${n}`);
    case 'bad':
      return ok(n);
  }
}

const receipt = (held: Held, subject: Subject, intent: string, how: (typeof HOW)[number], n: number): Promise<void> => {
  const outcome = `${how} ${n}`;
  held.tally.add(`receipt of ${how}`);
  return submit(held, subject, { k: 'receipt', now: subject.now, intentId: intent as Hash, answer: answerOf(how, intent, n) }, held.model.expectReceipt(intent, outcome), (model) => model.receiptCame(intent, outcome));
};

const at = <T>(items: readonly T[], n: number): T | undefined => items[n % Math.max(1, items.length)];
const nat = fc.nat(9);

const ARBITRARIES: Readonly<Record<Kind, fc.Arbitrary<Command>>> = {
  Ingress: fc.tuple(fc.constantFrom(...EVENTS), fc.constantFrom(...IDS), fc.option(fc.constantFrom('i', 'j', 'k'), { nil: undefined })).map(([schema, id, ingress]) => new Command('Ingress', `${schema} ${id} ${ingress}`, (held, subject) => event(held, subject, schema, id, ingress))),
  DuplicateIngress: nat.map((n) => new Command('DuplicateIngress', `${n}`, async (held, subject) => {
    const [id, content] = at([...held.model.ids], n) ?? [];
    const [schema = '', value = ''] = content?.split(' ') ?? [];
    if (id !== undefined) await event(held, subject, schema, value, id);
  })),
  Receipt: fc.tuple(nat, fc.constantFrom(...HOW, 'ok' as const, 'ok' as const, 'ok' as const), nat).map(([n, how, m]) => new Command('Receipt', `${n} ${how} ${m}`, async (held, subject) => {
    const intent = at(subject.kernel.outbox(), n)?.intentId;
    if (intent) await receipt(held, subject, intent, how, m);
  })),
  DupReceipt: fc.tuple(nat, fc.boolean(), nat).map(([n, isSame, m]) => new Command('DupReceipt', `${n} ${isSame} ${m}`, async (held, subject) => {
    const [intent, outcome = ''] = at([...held.model.outcomes], -n - 1 + 10) ?? [];
    if (!intent) return;
    const [how = 'ok', count] = outcome.split(' ');
    const again = HOW.find((word) => word === how);
    await (isSame && again ? receipt(held, subject, intent, again, Number(count ?? 0)) : receipt(held, subject, intent, 'error', 20 + m));
  })),
  LateReceipt: fc.tuple(nat, nat).map(([n, m]) => new Command('LateReceipt', `${n} ${m}`, async (held, subject) => {
    const intent = at(subject.kernel.outbox().filter(({ orphaned }) => orphaned), n)?.intentId;
    if (intent) held.tally.add('orphan answered');
    if (intent) await receipt(held, subject, intent, 'ok', m);
  })),
  UnknownReceipt: nat.map((n) => new Command('UnknownReceipt', `${n}`, (held, subject) => receipt(held, subject, `sha256:${String(n).repeat(64)}`, 'ok', n))),
  Tick: fc.bigInt(-3n, 20n).map((by) => new Command('Tick', `${by}`, async (held, subject) => {
    subject.now += by > -subject.now ? by : 0n;
    const due = subject.kernel.outbox()[0]?.intentId;
    if (due) await receipt(held, subject, due, 'ok', 0);
  })),
  Crash: nat.map((kept) => new Command('Crash', `${kept}`, async (held, subject) => {
    const isLost = await subject.crash(kept);
    if (isLost) held.model = held.previous;
    held.tally.add(isLost ? 'crash: lost' : subject.kernel.recovery.completed > 0 ? 'crash: completed' : 'crash: whole');
    held.previous = held.model;
  })),
  Restart: fc.constant(new Command('Restart', '', async (held, subject) => {
    const hash = subject.kernel.stateHash();
    held.tally.add(subject.checkpoint ? 'restart from snapshot' : 'restart from genesis');
    await subject.restart();
    if (subject.kernel.stateHash() !== hash) throw new Error('restart: another state');
    held.previous = held.model;
  })),
  Snapshot: fc.constant(new Command('Snapshot', '', (_held, subject) => {
    subject.checkpoint = subject.kernel.checkpoint();
    return Promise.resolve();
  })),
  ManifestChange: fc.nat(2).map((to) => new Command('ManifestChange', `${to}`, (held, subject) => {
    const isSame = subject.manifests[to]!.manifestHash === subject.manifests[held.model.manifest]!.manifestHash;
    return submit(held, subject, { k: 'manifest', now: subject.now, to }, isSame ? 'unchanged' : 'accepted', (model) => {
      model.manifest = to;
    });
  })),
};

/** Swarm: first which kinds are on and how often, then a schedule of those; an even mix would reach less. */
export const schedules = fc
  .record(Object.fromEntries(KINDS.map((kind) => [kind, fc.constantFrom(0, 1, 2, 5)])) as Record<Kind, fc.Arbitrary<number>>)
  .chain((weights) => fc.commands(['Ingress' as const, 'Ingress' as const, 'Receipt' as const, 'Receipt' as const, ...KINDS.flatMap((kind) => Array.from({ length: weights[kind] }, () => kind))].map((kind) => ARBITRARIES[kind]), { maxCommands: 30, size: 'max' }));
