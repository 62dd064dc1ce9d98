// Lints about waits: no way out by time, and registering too late.
import { describe, expect, it } from 'vitest';
import { DONE, ORDER, ref } from '../support/defs.ts';
import type { Json } from '../support/world.ts';
import { awaitEvent, call, codesOf, edges, end, eq, flow, http, key, packLints, raise, timer } from './lint-findings.ts';

const where: Json = { where: eq(ref('@event.id'), ref('@plan.input.id')) };
const lints = (...plans: readonly Json[]): string => packLints([ORDER, DONE, ...plans]);
const count = (value: number): Json => eq(ref('@plan.input.count'), { nat: value });

describe('wait_without_timeout', () => {
  const wait = awaitEvent('answer', where);
  const out = [...timer('late'), end('too_late')];
  const outEdges = edges('late -> late_done -> too_late', 'answer -> done');

  it('reports an event that nothing bounds', () => {
    expect(lints(flow('p/core_wait@1', [wait, end('done')], edges('answer -> done')))).toMatchInlineSnapshot(`
      "p/defs.air.json:32:7 warning wait_without_timeout
        defplan p/core_wait@1: wait without a timeout
        found answer waits for the event t/Done@1, and no timer ends the plan meanwhile
        hint: Set a timer before the wait, await it on a branch of its own, and lead that branch to an \`end\`."
    `);
  });

  it('reports a receipt of an adapter that nothing bounds', () => {
    expect(lints(flow('p/core_wait@1', [http('fetch'), end('done')], edges('fetch -> fetch_done -> done')))).toMatchInlineSnapshot(`
      "p/defs.air.json:57:7 warning wait_without_timeout
        defplan p/core_wait@1: wait without a timeout
        found fetch_done waits for the receipt of http.request, and no timer ends the plan meanwhile
        hint: Set a timer before the wait, await it on a branch of its own, and lead that branch to an \`end\`."
    `);
  });

  const unbounded: readonly (readonly [what: string, plan: Json])[] = [
    ['a timer that starts after the wait', flow('p/core_w@1', [wait, out, end('done')], edges('answer -> late -> late_done -> too_late'))],
    ['a timer that the plan waits for before the wait', flow('p/core_w@1', [out, wait, end('done')], edges('late -> late_done -> answer -> done', 'late_done -> too_late'))],
    ['a timer that nobody awaits', flow('p/core_w@1', [timer('late').slice(0, 1), wait, end('done')], edges('late -> answer -> done'))],
    ['a timer whose path leads nowhere', flow('p/core_w@1', [wait, timer('late'), end('done')], edges('late -> late_done', 'answer -> done'))],
    ['a timer whose path joins behind the wait', flow('p/core_w@1', [wait, timer('late'), end('done')], edges('late -> late_done -> done', 'answer -> done'))],
    ['a timer on a branch that excludes the wait', flow('p/core_w@1', [raise('begin'), wait, out, end('done')], [...edges(['begin -> answer', count(1)], ['begin -> late', count(2)], 'late -> late_done -> too_late', 'answer -> done')])],
    ['a timer that starts after another long wait', flow('p/core_w@1', [wait, http('fetch'), out, end('done')], edges('fetch -> fetch_done -> late -> late_done -> too_late', 'answer -> done'))],
    ['names that speak of time', flow('p/core_timeout@1', [raise('deadline'), awaitEvent('timeout', where), end('ttl')], edges('deadline -> timeout -> ttl'))],
  ];
  it.each(unbounded)('is not satisfied by %s', (_what, plan) => {
    expect(codesOf(lints(plan))).toContain('wait_without_timeout');
  });

  const bounded: readonly (readonly [what: string, plan: Json])[] = [
    ['a timer beside the wait', flow('p/core_w@1', [wait, out, end('done')], outEdges)],
    ['a timer set before the fork', flow('p/core_w@1', [timer('late'), wait, end('too_late'), end('done')], edges('late -> answer -> done', 'late -> late_done -> too_late'))],
    ['a timer under the guard of the wait', flow('p/core_w@1', [raise('begin'), wait, out, end('done')], [...edges(['begin -> answer', count(1)], ['begin -> late', count(1)], 'late -> late_done -> too_late', 'answer -> done')])],
    ['a timer whose path does something first', flow('p/core_w@1', [wait, timer('late'), raise('expired'), end('too_late'), end('done')], edges('late -> late_done -> expired -> too_late', 'answer -> done'))],
    ['a wait that the kernel answers', flow('p/core_w@1', [call('list', 'workspace.list', { root_hash: ref('@plan.input.id') }), end('done')], edges('list -> list_done -> done'))],
    ['a wait for the timer alone', flow('p/core_w@1', [timer('nap'), end('done')], edges('nap -> nap_done -> done'))],
  ];
  it.each(bounded)('passes %s', (_what, plan) => {
    expect(codesOf(lints(plan))).not.toContain('wait_without_timeout');
  });

  it('says nothing about a graph that is broken', () => {
    expect(lints(flow('p/core_w@1', [wait, end('done')], edges('answer -> done -> answer')))).toBe('');
    expect(lints(flow('p/core_w@1', [wait, end('done')], edges('answer -> dine')))).toBe('');
    expect(lints(flow('p/core_w@1', [wait, wait, end('done')], edges('answer -> done')))).toBe('');
  });
});

describe('late_wait', () => {
  const post = (id: string) => http(id, 'POST', key());
  const wait = awaitEvent('answer', where);

  it('reports a wait that begins after another wait', () => {
    const plan = flow('p/core_ask@1', [raise('ask'), timer('nap'), wait, end('done')], edges('ask -> nap -> nap_done -> answer -> done'));
    expect(lints(plan)).toMatchInlineSnapshot(`
      "p/defs.air.json:81:7 warning late_wait
        defplan p/core_ask@1: wait registers late
        found answer registers after nap_done, the response to ask may come before
        see p/defs.air.json:32:7: what the response may answer
        hint: Wait for the event on a branch beside the other wait, beginning at the request.
      p/defs.air.json:81:7 warning wait_without_timeout
        defplan p/core_ask@1: wait without a timeout
        found answer waits for the event t/Done@1, and no timer ends the plan meanwhile
        hint: Set a timer before the wait, await it on a branch of its own, and lead that branch to an \`end\`."
    `);
  });

  const late: readonly (readonly [what: string, plan: Json])[] = [
    ['the receipt of the request itself', flow('p/core_a@1', [post('ask'), wait], edges('ask -> ask_done -> answer'))],
    ['another event', flow('p/core_a@1', [raise('ask'), awaitEvent('other', where), wait], edges('ask -> other -> answer'))],
    ['one of two ways', flow('p/core_a@1', [raise('ask'), timer('nap'), wait], edges('ask -> nap -> nap_done -> answer', 'ask -> answer'))],
  ];
  it.each(late)('reports a wait behind %s', (_what, plan) => {
    expect(codesOf(lints(plan))).toContain('late_wait');
  });

  const inTime: readonly (readonly [what: string, plan: Json])[] = [
    ['right after the request', flow('p/core_a@1', [raise('ask'), wait], edges('ask -> answer'))],
    ['beside the receipt of the request', flow('p/core_a@1', [post('ask'), wait], edges('ask -> ask_done', 'ask -> answer'))],
    ['after a request that follows an older wait', flow('p/core_a@1', [post('store'), raise('ask'), wait], edges('store -> store_done -> ask -> answer'))],
    ['after a wait without any request', flow('p/core_a@1', [timer('nap'), wait], edges('nap -> nap_done -> answer'))],
    ['after reading only', flow('p/core_a@1', [http('look'), wait], edges('look -> look_done -> answer'))],
  ];
  it.each(inTime)('passes a wait %s', (_what, plan) => {
    expect(codesOf(lints(plan))).not.toContain('late_wait');
  });
});
