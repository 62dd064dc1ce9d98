// The head of the page: one sentence on the runs, one on the gates.
import type { JournalRecord } from '@nx-air/kernel';
import { describe, expect, test } from 'vitest';
import { gatesVerdict, overviewSection, verdictOf } from '../../src/report/overview-section.ts';
import { summarise, type GateVerdict } from '../../src/summary.ts';
import * as r from '../summary/support/records.ts';

const summaryOf = (...records: readonly JournalRecord[]) => summarise([r.journal(records)]);
const plain = (html: string): string => html.replaceAll(/<[^>]*>/gu, '');
const go = [r.eventIn(0), r.started()];

describe('what became of the runs', () => {
  test.each<[string, readonly JournalRecord[], string, string]>([
    ['nothing was started', [r.eventIn(0)], 'No plan or workflow was started.', ''],
    ['one ended ok', [...go, r.ended()], 'All 1 run ended ok.', 'ok-text'],
    ['two ended ok', [...go, r.ended(), r.started(2), r.ended(2)], 'All 2 runs ended ok.', 'ok-text'],
    ['one ended in error', [...go, r.ended(1, { code: 'no_result' })], 'Of 1 run, 1 ended in error.', 'error-text'],
    ['one runs', go, 'Of 1 run, 1 still running.', 'running-text'],
    ['one each', [...go, r.ended(1, { code: 'no_result' }), r.started(2)], 'Of 2 runs, 1 ended in error and 1 still running.', 'error-text'],
  ])('%s', (_what, records, said, look) => {
    const html = verdictOf(summaryOf(...records));
    expect(plain(html)).toBe(said);
    expect(html).toContain(look);
  });
});

describe('what the gates say', () => {
  const gate = (state: GateVerdict['state']): GateVerdict => ({ gate: 'g', subject: 's', state, detail: '' });

  test.each<[string, readonly GateVerdict['state'][], string]>([
    ['none was asked', [], ''],
    ['all passed', ['passed', 'passed'], 'Gates: all 2 passed.'],
    ['one failed', ['passed', 'failed'], 'Gates: 1 failed, 1 passed.'],
    ['one did not run', ['passed', 'not run', 'not run'], 'Gates: 2 not run, 1 passed.'],
    ['none ran', ['not run'], 'Gates: 1 not run, 0 passed.'],
    ['all three', ['not run', 'failed', 'passed'], 'Gates: 1 failed, 1 not run, 1 passed.'],
  ])('%s', (_what, states, said) => {
    expect(plain(gatesVerdict(states.map(gate)))).toBe(said);
  });

  test('green is said only where all have passed', () => {
    expect(gatesVerdict(['passed', 'passed'].map((state) => gate(state as 'passed')))).toContain('ok-text');
    for (const other of ['failed', 'not run'] as const) expect(gatesVerdict([gate('passed'), gate(other)])).not.toContain('ok-text');
  });
});

describe('the tables', () => {
  const rows = (...records: readonly JournalRecord[]): readonly string[] => {
    const summary = summaryOf(...records);
    const html = overviewSection(summary, summary.plans.map((row, index) => ({ row, anchor: `plan-${index}`, what: 'plan' as const })));
    return [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/gsu)].map(([, row = '']) => plain(row.replaceAll('</t', ' </t')).trim());
  };

  test('one plan has no sum, two have one', () => {
    expect(rows(...go, r.ended()).filter((row) => row.startsWith('all'))).toEqual([]);
    expect(rows(...go, r.ended(), r.started(2, { plan: 'w/other@1' }), r.cap('deny', r.planOrigin(2, 'emit', 'w/other@1')), r.ended(2, { plan: 'w/other@1', code: 'cap_denied' })).filter((row) => row.startsWith('all'))).toEqual(['all  2 0 1 1 0 0 0 1']);
  });

  test('a journal that is cut short says so', () => {
    const summary = summarise([{ ...r.journal([...go]), torn: true }]);
    expect(overviewSection(summary, [])).toContain('<strong class="bad">cut short</strong>');
  });
});
