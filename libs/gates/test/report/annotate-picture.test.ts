// Pictures with what journals say: counts where records name a step, and what follows for those that leave none.
import type { JournalRecord } from '@nx-air/kernel';
import { pictureOf } from '@nx-air/plan/picture';
import { describe, expect, test } from 'vitest';
import { annotatePicture } from '../../src/report/annotate-picture.ts';
import { summarise } from '../../src/summary.ts';
import * as r from '../summary/support/records.ts';

type Json = Readonly<Record<string, unknown>>;

const edge = (from: string, to: string, when?: unknown): Json => ({ from, to, ...(when !== undefined && { when }) });
const planOf = (steps: readonly Json[], edges: readonly Json[]) => ({ name: 'w/core_main@1', origin: { file: 'defs.json', pointer: '' }, normalized: { $kind: 'defplan', name: 'w/core_main@1', input: 'w/Go@1', steps, edges } });

const ASK = planOf(
  [{ id: 'emit', op: 'emit_effect', kind: 'http.request', params: {}, cap: 'http', bind: { effect_id_as: 'intent' } }, { id: 'got', op: 'await_receipt', for: { ref: '@var:intent' }, bind: { as: 'answer' } }, { id: 'note', op: 'assign', expr: { bool: true }, bind: { as: 'noted' } }, { id: 'done', op: 'end' }],
  [edge('emit', 'got'), edge('got', 'note'), edge('note', 'done')],
);
const FAN = planOf(
  [{ id: 'spawn', op: 'spawn_for_each', plan: 'w/core_child@1', inputs: { list: [] }, bind: { handles_as: 'all' } }, { id: 'join', op: 'await_plans_all', handles: { ref: '@var:all' }, bind: { results_as: 'out' } }, { id: 'done', op: 'end' }],
  [edge('spawn', 'join'), edge('join', 'done')],
);

/** Steps by id: whether they were seen, and their texts. */
function drawn(plan: ReturnType<typeof planOf>, ...records: readonly JournalRecord[]): Readonly<Record<string, string>> {
  const row = summarise([r.journal([r.eventIn(0), ...records])]).plans.find(({ name }) => name === 'w/core_main@1');
  if (!row) throw new Error('no row');
  const { svg } = annotatePicture(pictureOf(plan as never, []), row, 'p');
  return Object.fromEntries([...svg.matchAll(/<g class="step \S+ (taken|unseen)" id="p-s\d+"[^>]*>(.*?)<\/g>/gsu)].map(([, seen, inner = '']) => {
    const [id = '', , ...texts] = [...inner.matchAll(/<text[^>]*>([^<]*)<\/text>/gu)].map(([, said = '']) => said);
    return [id, `${seen}: ${texts.join(' | ')}`];
  }));
}

describe('an effect', () => {
  test('under way: emitted, its wait is not over', () => {
    const steps = drawn(ASK, r.started(), r.intent('a'));
    expect(steps['emit']).toContain('1 emitted');
    expect(steps['emit']).toMatch(/^taken/u);
    expect(steps['done']).toBe('unseen: not seen');
  });

  test('answered: what only it leads to was seen', () => {
    const steps = drawn(ASK, r.started(), r.intent('a'), r.receiptIn(1, 'a'), r.ended());
    expect(steps['got']).toContain('1 receipts');
    expect([steps['note'], steps['done']].map((said) => said?.slice(0, 5))).toEqual(['taken', 'taken']);
  });

  test('answered in error and refused', () => {
    expect(drawn(ASK, r.started(), r.intent('a'), r.receiptIn(1, 'a', 'error'), r.ended(1, { code: 'adapter_error', step: 'got' }))['got']).toContain('1 receipts | 1 of them not ok | 1 ended in error here');
    expect(drawn(ASK, r.started(), r.cap('deny'), r.ended(1, { code: 'cap_denied', step: 'emit' }))['emit']).toContain('1 refused');
  });
});

describe('children', () => {
  const child = { parent: 1, plan: 'w/core_child@1' };

  test('k of n have ended, at the step that spawned them', () => {
    const steps = drawn(FAN, r.started(), r.spawned(3), r.started(2, child), r.started(3, child), r.started(4, child), r.ended(2, { plan: child.plan }), r.ended(3, { plan: child.plan, code: 'no_result' }));
    expect(steps['spawn']).toContain('2 of 3 children ended | 1 of them in error');
    expect(steps['done']).toBe('unseen: not seen');
  });

  test('none at all, from an empty list', () => {
    expect(drawn(FAN, r.started(), r.spawned(0))['spawn']).toContain('0 of 0 children ended');
  });
});
