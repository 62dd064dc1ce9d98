// What is remembered is bounded: by live instances and intents, by names, whatever the length of a journal.
import { encodeRecord, JOURNAL_FORMAT, profileOf, type JournalRecord } from '@nx-air/kernel';
import { describe, expect, test } from 'vitest';
import { DEFAULT_BOUNDS, summarise, SummaryError, summaryJson } from '../../src/summary.ts';
import { BoundedMap } from '../../src/summary/bounded-map.ts';
import { shortName } from '../../src/summary/bounds.ts';
import * as r from './support/records.ts';

const many = (count: number, make: (index: number) => readonly JournalRecord[]): readonly JournalRecord[] => Array.from({ length: count }, (_, index) => make(index + 1)).flat();

describe('bounds', () => {
  test('the oldest running instances are forgotten; their ends still count, their waits do not', () => {
    const records = [...many(10, (index) => [r.eventIn(0), r.started(index)]), ...many(10, (index) => [r.eventIn(5, 'w/Answer@1'), r.ended(index)])];
    const whole = summarise([r.journal(records)]);
    const bounded = summarise([r.journal(records)], { ...DEFAULT_BOUNDS, instances: 4 });
    expect(bounded.totals).toEqual(whole.totals);
    expect([whole.journals[0]!.forgotten.instances, bounded.journals[0]!.forgotten.instances]).toEqual([0, 6]);
    expect([whole, bounded].map(({ plans }) => plans[0]!.awaits[0]!.times.count)).toEqual([10, 4]);
  });

  test('receipts of intents that were forgotten belong to no plan', () => {
    const records = [r.eventIn(0), r.started(), ...many(5, (index) => [r.intent(`i${index}`)]), ...many(5, (index) => [r.receiptIn(1, `i${index}`)])];
    const { plans, worlds, journals } = summarise([r.journal(records)], { ...DEFAULT_BOUNDS, intents: 2 });
    expect([plans[0]!.counts['receipts.ok'], worlds[0]!.unattributed['receipts.ok'], journals[0]!.forgotten.intents]).toEqual([2, 3, 3]);
  });

  test('names beyond the bound are pooled, and sums stay right', () => {
    const records = many(9, (index) => [r.eventIn(0), r.started(index, { plan: `w/core_p${index}@1` }), r.ended(index, { plan: `w/core_p${index}@1`, code: `code_${index}` })]);
    const { plans, totals, worlds } = summarise([r.journal(records)], { ...DEFAULT_BOUNDS, rows: 3 });
    expect(plans.map(({ name, counts }) => [name, counts['instances.started']])).toEqual([['(others)', 6], ['w/core_p1@1', 1], ['w/core_p2@1', 1], ['w/core_p3@1', 1]]);
    expect([totals['instances.started'], worlds[0]!.pooled]).toEqual([9, 12]);
  });

  test('awaits, children, steps and codes of a row are pooled', () => {
    const records = [r.eventIn(0), ...many(9, (index) => [r.started(index), r.intent(`i${index}`, r.planOrigin(index, `step_${index}`))]), ...many(9, (index) => [r.receiptIn(2, `i${index}`), r.ended(index, { code: `code_${index}` })])];
    const [plan] = summarise([r.journal(records)], { ...DEFAULT_BOUNDS, perRow: 4 }).plans;
    expect([plan!.awaits.length, plan!.errors.length, plan!.steps.length]).toEqual([5, 5, 5]);
    expect(plan!.awaits.reduce((sum, { times }) => sum + times.count, 0)).toBe(9);
    expect(plan!.errors.reduce((sum, { count }) => sum + count, 0)).toBe(9);
  });

  test('long names keep their beginning and differ', () => {
    const [a, b] = ['a', 'b'].map((end) => shortName(`${'x'.repeat(10_000)}${end}`));
    expect(a).not.toBe(b);
    expect(a!.length).toBeLessThan(300);
    expect(shortName('w/core_main@1')).toBe('w/core_main@1');
    expect(shortName('\ud800'.repeat(300)).length).toBeLessThan(300);
  });

  test('a map forgets its oldest entry', () => {
    const map = new BoundedMap<string, number>(2);
    for (const [index, key] of ['a', 'b', 'c'].entries()) map.set(key, index);
    expect([[...map.entries()], map.forgotten, map.size]).toEqual([[['b', 1], ['c', 2]], 1, 2]);
  });
});

describe('journals', () => {
  test('two journals of one world count into the same rows, those of two worlds apart', () => {
    const records = [r.eventIn(0), r.started(), r.ended()];
    const { plans, journals, worlds } = summarise([r.journal(records, 'w', 'a'), r.journal(records, 'w', 'b'), r.journal(records, 'v', 'c')]);
    expect(plans.map(({ world, counts }) => [world, counts['instances.started']])).toEqual([['v', 1], ['w', 2]]);
    expect([journals.map(({ name }) => name), worlds.map(({ world }) => world)]).toEqual([['a', 'b', 'c'], ['v', 'w']]);
  });

  test('manifests, logical time and a torn end are told', () => {
    const [facts] = summarise([{ ...r.journal([r.eventIn(3), r.manifestIn(4), r.eventIn(9)]), torn: true }]).journals;
    expect(facts).toMatchObject({ records: 3, manifests: [r.hash('manifest'), r.hash('next')], manifestCount: 2, torn: true, firstNs: 3n * r.SECOND, lastNs: 9n * r.SECOND });
  });

  test('an empty journal is a world in which nothing happened', () => {
    expect(summaryJson(summarise([r.journal([])]))).toMatchObject({ plans: [], totals: { instances: { started: 0 } }, journals: [{ records: 0, first_ns: '0' }] });
  });

  test('a journal that begins in the middle is refused; bytes that are no record are, too', () => {
    expect(() => summarise([r.journal([r.started()], 'w', 'tail.journal')])).toThrow(new SummaryError('bad_journal', 'tail.journal: the first record is `plan_started`, which follows from nothing', 'Name a whole journal, from its first record on.'));
    const broken = { name: 'x', header: { format: JOURNAL_FORMAT, world_id: 'w', runtime_profile: profileOf(), manifest_hash: r.hash('m') }, records: [encodeRecord(r.eventIn(0)), new Uint8Array([1])] };
    expect(() => summarise([broken])).toThrow(expect.objectContaining({ code: 'bad_record' }));
  });
});
