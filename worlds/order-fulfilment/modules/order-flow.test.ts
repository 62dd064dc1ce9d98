// One order, call by call.
import { outcome, testModule, type OutcomeParts } from '@nx-air/module-sdk/testing';
import { expect, test } from 'vitest';

const flow = await testModule(new URL('./order-flow.ts', import.meta.url), { kind: 'workflow' });
const ORDER = { order_id: 'a1', body_ref: `sha256:${'d'.repeat(64)}` };
const placed = { $tag: 'Placed', $value: ORDER };
const answered = (parts: Omit<OutcomeParts, 'kind'>) => ({ $tag: 'Receipt', $value: outcome({ kind: 'http.request', ...parts }) });
const http = (status: number) => answered({ receipt: { status, headers: {}, body_ref: null, timings: { start_ns: 0, end_ns: 1 }, adapter_id: 'x' } });
const inPhase = (phase: { readonly $tag: string; readonly $value?: { readonly [field: string]: string | number } }) => ({ order: ORDER, phase });
const CHARGING = inPhase({ $tag: 'Charging' });

test('an order reserves its goods', async () => {
  const { state, effects, events } = await flow.step({ event: placed, key: 'a1' });
  expect(state).toEqual(inPhase({ $tag: 'Reserving' }));
  expect(effects).toMatchObject([{ kind: 'http.request', slot: 'stock', params: { method: 'POST', url: 'https://stock.example.org/reservations/a1', body_ref: ORDER.body_ref } }]);
  expect(events).toEqual([]);
});

test('placed again, it goes on as it was', async () => {
  expect(await flow.step({ state: CHARGING, event: placed })).toMatchObject({ state: CHARGING, effects: [] });
});

test('reserved, it is charged; charged, customer and warehouse are told in one call', async () => {
  const charged = await flow.step({ state: inPhase({ $tag: 'Reserving' }), event: http(201) });
  expect(charged).toMatchObject({ state: CHARGING, effects: [{ slot: 'payments' }] });
  const told = await flow.step({ state: CHARGING, event: http(200) });
  expect(told.state).toEqual(inPhase({ $tag: 'Telling', $value: { left: 2, told: 0 } }));
  expect(told.effects.map(({ slot }) => slot)).toEqual(['messages', 'messages']);
});

test.each([
  [http(402), 'http_402'],
  [answered({ denied: 'policy_denied' }), 'policy_denied'],
  [answered({ faulted: 'timeout' }), 'timeout'],
])('a charge that fails releases the goods: %#', async (event, code) => {
  const releasing = inPhase({ $tag: 'Releasing', $value: { code } });
  expect(await flow.step({ state: CHARGING, event })).toMatchObject({ state: releasing, effects: [{ slot: 'stock', params: { method: 'DELETE' } }] });
  const ended = await flow.step({ state: releasing, event: http(204) });
  expect(ended).toMatchObject({ effects: [], events: [{ schema: 'order-fulfilment/OrderRejected@1', value: { order_id: 'a1', stage: { $tag: 'Charge' }, code, released: true } }] });
  expect(ended.state).toBeUndefined();
});

test.each([[http(202), 2], [answered({ faulted: 'unreachable' }), 1]])('the last message ends it: %#', async (event, told) => {
  const ended = await flow.step({ state: inPhase({ $tag: 'Telling', $value: { left: 1, told: 1 } }), event });
  expect(ended).toMatchObject({ events: [{ schema: 'order-fulfilment/OrderFulfilled@1', value: { order_id: 'a1', told } }] });
  expect(ended.state).toBeUndefined();
});
