// The patterns that hardened plans keep to (timeout, approval, correlated answer): as written no lint speaks; with one part
// taken away exactly its lint does.
import { describe, expect, it } from 'vitest';
import { DONE, ORDER, record, ref, schema, text } from '../support/defs.ts';
import { worldFindings, type Json, type WorldParts } from '../support/world.ts';
import { and, awaitEvent, call, codesOf, edges, eq, flow, http, key, or, raise, timer, TRUE, worldLints } from './lint-findings.ts';

const effect = (kind: string): Json => ({ $kind: 'defeffect', name: `t/${kind}@1`, kind, params_schema: 't/Done@1', receipt_schema: 't/Done@1', cap_type: 'own', origin_scope: 'plan' });
const DEFS = [ORDER, DONE, schema('t/Text@1'), schema('t/Late@1', record({ id: { text: {} } })), effect('approval.request'), effect('timer.wait'), effect('deadline.set')];
const CORRELATED = { event: 't/Order@1', plan: 't/p@1', correlate_by: 'id' };
const OURS = new Set(['wait_not_correlated', 'uncorrelated_path', 'wait_without_timeout', 'missing_idempotency_key']);

/** Lints and the error about correlation; that this small world grants nothing is another matter. */
function about(plans: readonly Json[], triggers: readonly Json[] = []): readonly string[] {
  const parts: WorldParts = { manifest: { triggers }, defs: [...DEFS, ...plans] };
  return [...codesOf(worldFindings(parts)), ...codesOf(worldLints(parts))].filter((code) => OURS.has(code));
}

const set = (id: string, name: string, value: string): Json => ({ id, op: 'assign', expr: text(value), bind: { as: name } });
const end = (id: string): Json => ({ id, op: 'end' });
const EVENT = ref('@event.id');
const VALUE = ref('@var:correlation_id');

describe('timeout by a race', () => {
  const OPEN = eq(ref('@var:decision'), text('open'));
  /** A request and a timer side by side; the first one writes the decision, and only an open one can be late. */
  const race = (request: readonly Json[], deadline: readonly Json[], links: readonly Json[] = RACE): readonly Json[] => [
    flow('t/p@1', [set('begin', 'decision', 'open'), request, set('win', 'decision', 'answered'), end('answered'), deadline, set('lose', 'decision', 'late'), end('late')], links, { locals: { decision: 't/Text@1' } }),
  ];
  const RACE = edges('begin -> ask -> ask_done -> win -> answered', 'begin -> clock -> clock_done', ['clock_done -> lose', OPEN], 'lose -> late');
  const ask = http('ask', 'POST', key());
  const clock = timer('clock');

  it('is a timer.set receipt beside the wait, whose branch ends the plan', () => expect(about(race(ask, clock))).toEqual([]));

  const broken: readonly (readonly [string, readonly Json[], readonly string[]])[] = [
    ['no timer', race(ask, [], edges('begin -> ask -> ask_done -> win -> answered')), ['wait_without_timeout']],
    ['a timer nobody awaits', race(ask, clock.slice(0, 1), edges('begin -> ask -> ask_done -> win -> answered', 'begin -> clock')), ['wait_without_timeout']],
    ['a timer set when the answer is there', race(ask, clock, edges('begin -> ask -> ask_done -> clock -> clock_done -> lose -> late', 'ask_done -> win -> answered')), ['wait_without_timeout']],
    ['a timer that has fired before the request', race(ask, clock, edges('begin -> clock -> clock_done -> ask -> ask_done -> win -> answered', 'clock_done -> lose -> late')), ['wait_without_timeout']],
    ['a timer awaited after the answer', race(ask, clock, edges('begin -> clock -> ask -> ask_done -> clock_done -> lose -> late', 'ask_done -> win -> answered')), ['wait_without_timeout']],
    ['a timer whose branch goes on to the same end', race(ask, clock, edges('begin -> ask -> ask_done -> win -> answered', 'begin -> clock -> clock_done -> lose -> answered')), ['wait_without_timeout']],
    ['a timer on a branch that is not always taken', race(ask, clock, [...edges('begin -> ask -> ask_done -> win -> answered', 'clock -> clock_done -> lose -> late'), { from: 'begin', to: 'clock', when: eq(ref('@plan.input.count'), { nat: 1 }) }]), ['wait_without_timeout']],
    ['another effect that speaks of a timer', race(ask, call('clock', 'timer.wait', { id: text('x') }, key())), ['wait_without_timeout', 'wait_without_timeout']],
    ['another effect that speaks of a deadline', race(ask, call('clock', 'deadline.set', { id: text('x') }, key())), ['wait_without_timeout', 'wait_without_timeout']],
    ['an event that speaks of lateness', race(ask, [{ ...awaitEvent('clock_done', { where: eq(EVENT, ref('@plan.input.id')) }), event: 't/Late@1' }], edges('begin -> ask -> ask_done -> win -> answered', 'begin -> clock_done -> lose -> late')), ['wait_without_timeout', 'wait_without_timeout']],
    ['a request without a key', race(http('ask', 'POST'), clock), ['missing_idempotency_key']],
    ['a timer without a key', race(ask, timer('clock', {})), ['missing_idempotency_key']],
  ];
  it.each(broken)('is not with %s', (_what, plans, expected) => expect(about(plans)).toEqual(expected));
  it('needs no key to read', () => expect(about(race(http('ask', 'GET'), clock))).toEqual([]));

  const NAMES = [set('timeout', 'deadline', 'ttl'), ...http('timer_set', 'POST', key()), end('timed_out')];
  it('is not made by names of steps, variables and plans', () => {
    expect(about([flow('t/core_timeout@1', NAMES, edges('timeout -> timer_set -> timer_set_done -> timed_out'), { locals: { deadline: 't/Text@1' } })])).toEqual(['wait_without_timeout']);
  });
});

describe('approval', () => {
  const LINKS = edges('approve -> approve_done -> granted', 'approve -> clock -> clock_done -> late');
  const gate = (more: Json, deadline: readonly Json[] = timer('clock'), links: readonly Json[] = LINKS): readonly Json[] =>
    [flow('t/p@1', [call('approve', 'approval.request', { id: ref('@plan.input.id') }, more), end('granted'), deadline, end('late')], links)];

  it('is an approval.request with a key, bounded by a timer', () => expect(about(gate(key()))).toEqual([]));
  it('is a change outside, so it wants a key', () => expect(about(gate({}))).toEqual(['missing_idempotency_key']));
  it('is a long wait, so it wants a way out', () => expect(about(gate(key(), [], edges('approve -> approve_done -> granted')))).toEqual(['wait_without_timeout']));
  it('is not long where the kernel answers', () => {
    const resolve = call('look', 'workspace.resolve', { workspace: text('w'), version: { null: {} } });
    expect(about([flow('t/p@1', [resolve, end('found')], edges('look -> look_done -> found'))])).toEqual([]);
  });
});

describe('correlated request and answer', () => {
  const answer = (where?: Json): readonly Json[] =>
    [flow('t/p@1', [raise('ask'), awaitEvent('answer', where ? { where } : {}), end('answered'), timer('clock'), end('late')], edges('ask -> answer -> answered', 'ask -> clock -> clock_done -> late'))];

  it('is correlate_by on the trigger and the value in every where', () => expect(about(answer(eq(EVENT, VALUE)), [CORRELATED])).toEqual([]));

  const loose: readonly (readonly [string, Json | undefined])[] = [
    ['no predicate', undefined],
    ['or(…, true)', or(eq(EVENT, VALUE), TRUE)],
    ['or(true, …)', or(TRUE, eq(EVENT, VALUE))],
    ['or(…, not(…))', or(eq(EVENT, VALUE), { op: 'not', args: [eq(EVENT, VALUE)] })],
    ['the event alone', eq(EVENT, text('x'))],
    ['the value alone', eq(VALUE, VALUE)],
    ['both sides, compared with other things', and(eq(EVENT, EVENT), eq(VALUE, VALUE))],
    ['both sides, unequal', { op: 'ne', args: [EVENT, VALUE] }],
    ['and(or(…, true), true)', and(or(eq(EVENT, VALUE), TRUE), TRUE)],
  ];
  it.each(loose)('is not with %s', (_what, where) => expect(about(answer(where), [CORRELATED])).toEqual(['wait_not_correlated']));
  it.each(loose.filter(([, where]) => where !== undefined && !JSON.stringify(where).includes('correlation_id')))('needs no correlation without correlate_by: %s', (_what, where) => {
    expect(about(answer(where), [{ event: 't/Order@1', plan: 't/p@1' }])).toEqual([]);
  });

  it('is asked for on the whole path, as a warning further down', () => {
    const START = flow('t/start@1', [{ id: 'tell', op: 'raise_event', event: 't/Late@1', value: record({ id: ref('@plan.input.id') }) }]);
    const next = (where: Json): Json => flow('t/p@1', [awaitEvent('answer', { where }), end('answered'), timer('clock'), end('late')], edges('answer -> answered', 'clock -> clock_done -> late'), { input: 't/Late@1' });
    const path = [{ ...CORRELATED, plan: 't/start@1' }, { event: 't/Late@1', plan: 't/p@1' }];
    expect(about([START, next(eq(EVENT, ref('@plan.input.id')))], path)).toEqual([]);
    expect(about([START, next(or(eq(EVENT, ref('@plan.input.id')), TRUE))], path)).toEqual(['uncorrelated_path']);
  });
});
