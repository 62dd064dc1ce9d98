// A digest, call by call.
import { hashBytes } from '@nx-air/canon';
import { outcome, testModule, type OutcomeParts } from '@nx-air/module-sdk/testing';
import { expect, test } from 'vitest';

const collector = await testModule(new URL('./collector.ts', import.meta.url), { kind: 'workflow' });
const requested = (...urls: readonly string[]) => ({ $tag: 'Requested', $value: { digest_id: 'm', urls: [...urls] } });
const answered = (parts: Omit<OutcomeParts, 'kind'>) => ({ $tag: 'Receipt', $value: outcome({ kind: 'http.request', seq: 4, ...parts }) });
const PAGE = hashBytes(new Uint8Array([1]));
const page = (index: number, status = 200) => answered({ index, receipt: { status, headers: {}, body_ref: PAGE, timings: { start_ns: 0, end_ns: 1 }, adapter_id: 'x' } });
const STATE = { seq: 4, first: 3, left: 2, missing: 0, pages: [null, null] };

test('asks for all pages in one call and remembers how the first is named', async () => {
  const { state, effects } = await collector.step({ event: requested('https://a', 'https://b'), key: 'm', emission: { seq: 4, index: 3 } });
  expect(state).toEqual(STATE);
  expect(effects.map(({ params }) => params)).toMatchObject([{ url: 'https://a' }, { url: 'https://b' }]);
});

test('puts a page where it belongs, whenever it comes', async () => {
  expect((await collector.step({ state: STATE, event: page(4), key: 'm' })).state).toEqual({ ...STATE, left: 1, pages: [null, PAGE] });
});

test.each([[page(3, 404)], [answered({ index: 3, denied: 'cap_denied' })], [answered({ index: 3, faulted: 'timeout' })]])('a page that is not to be had is missing: %#', async (event) => {
  expect((await collector.step({ state: STATE, event, key: 'm' })).state).toEqual({ ...STATE, left: 1, missing: 1 });
});

test('the last one ends it', async () => {
  const ended = await collector.step({ state: { ...STATE, left: 1, pages: [null, PAGE], missing: 1 }, event: page(3), key: 'm' });
  expect(ended).toMatchObject({ events: [{ schema: 'fan-out-digest/DigestCollected@1', value: { digest_id: 'm', pages: [PAGE, PAGE], missing: 1 } }] });
  expect(ended.state).toBeUndefined();
});

test('no pages: it ends at once', async () => {
  expect(await collector.step({ event: requested(), key: 'm' })).toMatchObject({ effects: [], events: [{ value: { pages: [], missing: 0 } }] });
});

test.each([[page(2)], [page(5)], [answered({ seq: 3, index: 3, denied: 'x' })]])('an outcome of no request of its own fails: %#', async (event) => {
  expect((await collector.step({ state: STATE, event, key: 'm' })).fault).toMatchObject({ code: 'trap', message: 'an outcome of no request' });
});
