// Random worlds through random schedules against a small model: 10.10 to 10.25 as properties.
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { MemoryJournal, type Journal } from '../../src/index.ts';
import { decodeRecord } from '../../src/record-codec.ts';
import { property, SEED } from '../support/property.ts';
import { schedules, type Held } from './commands.ts';
import { Model } from './model.ts';
import { checkCrossTalk, checkEnds, checkPrefixes, checkTwin } from './oracles.ts';
import { buildWorld, DENY_FIRST, modules, plans, type Drawn } from './random-world.ts';
import { Subject, type Parts } from './subject.ts';
import { Tally } from './tally.ts';

const RUNS = 80;

type Schedule = typeof schedules extends fc.Arbitrary<infer T> ? T : never;

async function runSchedule([first, second, schedule]: readonly [Drawn, Drawn, Schedule], tally: Tally, parts: Parts = {}): Promise<Subject> {
  const manifests = [await buildWorld(first, 'allow'), await buildWorld(second, 'allow'), await buildWorld(first, DENY_FIRST)];
  const subject = await Subject.open(manifests, parts);
  const model = new Model();
  const held: Held = { model, previous: model, tally };
  await fc.asyncModelRun(() => ({ model: held, real: subject }), schedule);
  checkPrefixes(subject);
  await checkTwin(subject);
  tally.add('seen', checkCrossTalk(subject.records()));
  for (const started of subject.records()) {
    if (started.k !== 'plan_started') continue;
    const { defs } = manifests.find(({ manifestHash }) => manifestHash === started.manifest_hash)!;
    for (const { op } of defs.find(({ name }) => name === started.plan)!.normalized['steps'] as { op: string }[]) tally.add(`op ${op}`);
  }
  return subject;
}

const cases = fc.tuple(plans, plans, schedules);

describe('random worlds, random schedules', () => {
  const tally = new Tally();
  // The figures are what the run reached: printed, so that a change of the generators shows.
  afterAll(() => process.stdout.write(`reached in ${RUNS} runs, seed ${SEED}: ${String(tally)}\n`));

  test('every oracle holds after every command', () => property(cases, async (drawn) => void (await runSchedule(drawn, tally)), RUNS), 300_000);

  test('and the schedules reached what they are for', () => {
    const bounds = {
      Ingress: 80, DuplicateIngress: 20, Receipt: 80, DupReceipt: 30, LateReceipt: 20, UnknownReceipt: 20, Tick: 30, Crash: 20, Restart: 20, Snapshot: 20, ManifestChange: 20,
      'event accepted': 60, 'event duplicate': 10, 'event ingress_conflict': 10,
      'receipt accepted': 30, 'receipt duplicate': 2, 'receipt conflict': 2, 'receipt unknown_intent': 20,
      'receipt of ok': 40, 'receipt of error': 5, 'receipt of timeout': 2, 'receipt of bad': 2, 'orphan answered': 2,
      'manifest accepted': 10, 'manifest unchanged': 5,
      'crash: lost': 2, 'crash: completed': 2, 'crash: whole': 10, 'restart from snapshot': 5, 'restart from genesis': 10,
      plan_started: 100, event: 40, intent: 50, receipt: 2, cap_decision: 60, policy_decision: 60, module_call: 30, module_fault: 5, wait_fault: 10, limit: 2,
      plan_ended: 30, 'plan_ended expression_fault': 5, 'plan_ended policy_denied': 1, 'plan_ended adapter_error': 2, 'plan_ended limit': 2, seen: 10,
      'op assign': 30, 'op spawn_plan': 30, 'op spawn_for_each': 10, spawned: 20, 'op raise_event': 50, 'op emit_effect': 50, 'op await_receipt': 50, 'op await_event': 50, 'op end': 20,
    };
    expect(tally.below(bounds)).toBe('');
  });
});

/** A journal that has forgotten some of what it was told. */
function forgetful(drops: (batch: readonly Uint8Array[]) => readonly Uint8Array[]): NonNullable<Parts['journal']> {
  return (content): Journal => {
    const journal = new MemoryJournal(content);
    const append = journal.append.bind(journal);
    journal.append = (batch) => append(drops(batch));
    return journal;
  };
}
const isReceipt = (bytes: Uint8Array): boolean => decodeRecord(bytes).k === 'receipt_in';

/** A module host that remembers between calls. */
function remembering(): NonNullable<Parts['modules']> {
  let calls = 0;
  return { call: (...call) => ((calls += 1) % 2 === 0 ? { ok: false, code: 'trap', message: 'every second' } : modules.call(...call)) };
}

describe('a broken twin is caught', () => {
  test.each<[string, Parts, RegExp]>([
    ['a journal without the last record of long batches', { journal: forgetful((batch) => (batch.length > 3 ? batch.slice(0, -1) : batch)) }, /receipts|ends|prefix|replay|twin|lost|recorded|diverges/],
    ['a journal that swallows receipts', { journal: forgetful((batch) => (isReceipt(batch[0]!) ? [] : batch)) }, /replay|receipts|lost/],
    ['a caller that is told of receipts that never came in', { submit: (submission, through) => (submission.k === 'receipt' && submission.answer.status === 'ok' ? Promise.resolve({ status: 'accepted', cause: 1, derived: [] }) : through(submission)) }, /lost receipt|model|receipts/],
    ['receipts that go to other intents', { submit: crossing() }, /cross-talk|model|lost receipt/],
    ['a module that remembers between calls', { modules: remembering() }, /replay|twin|diverges|prefix/],
  ])('%s', async (_name, parts, found) => {
    const run = fc.asyncProperty(cases, async (drawn) => void (await runSchedule(drawn, new Tally(), parts)));
    const { failed, errorInstance } = await fc.check(run, { seed: SEED, numRuns: RUNS, endOnFailure: true });
    expect(failed).toBe(true);
    expect(String(errorInstance)).toMatch(found);
  }, 120_000);

  /** Gives each answer to the intent that was answered last as well. */
  function crossing(): NonNullable<Parts['submit']> {
    let token = '';
    return (submission, through) => {
      if (submission.k !== 'receipt' || submission.answer.status !== 'ok' || typeof submission.answer.payload !== 'object') return through(submission);
      const other = token === '' ? submission.intentId : token;
      token = submission.intentId;
      return through({ ...submission, answer: { status: 'ok', payload: { delivered_at_ns: 7, key: `${other}#0` } } });
    };
  }

  test('an instance that ends twice, or not at all', async () => {
    const [drawn] = fc.sample(plans, { seed: 1, numRuns: 1 });
    const subject = await Subject.open([await buildWorld([{ ...drawn![0]!, parts: [0], on: 'w/Go@1' }], 'allow')]);
    await subject.submit({ k: 'event', now: 1n, schema: 'w/Go@1', id: 'a' });
    const records = subject.records();
    const end = records.filter(({ k }) => k === 'plan_ended');
    expect(end).toHaveLength(1);
    expect(() => checkEnds(records, new Set())).not.toThrow();
    expect(() => checkEnds([...records, ...end], new Set())).toThrow('twice');
    expect(() => checkEnds(records.filter((record) => !end.includes(record)), new Set())).toThrow('neither alive nor ended');
  });
});
