// Plans of any number of steps, with effects, waits, guards and joins, in which the checks find nothing.
import type { Definition } from './generate-definitions.ts';
import { EMPTY_MANIFEST } from './generate-world.ts';

export const STEPS_PER_ROUND = 5;

const REQUEST = { record: { method: { text: 'GET' }, url: { ref: '@plan.input.url' }, headers: { map: [] }, body_ref: { null: {} } } };
const status = (round: number): object => ({ ref: `@step:answered_${round}.$status` });
const OK = { text: 'ok' };

export const PLAN_SCHEMAS: readonly Definition[] = [
  { $kind: 'defschema', name: 'bench/Job@1', type: { record: { id: { text: {} }, url: { text: {} }, until: { nat: {} } } } },
  { $kind: 'defschema', name: 'bench/Word@1', type: { text: {} } },
  { $kind: 'defschema', name: 'bench/Told@1', type: { record: { id: { text: {} }, word: { text: {} } } } },
];

/** Rounds of fetch, wait, one of two assigns, and an event, beside a timer that bounds all waits. */
export function generateLongPlan(name: string, steps: number): Definition {
  const rounds = Array.from({ length: Math.max(1, Math.round((steps - 4) / STEPS_PER_ROUND)) }, (_, round) => round);
  return {
    $kind: 'defplan',
    name,
    input: 'bench/Job@1',
    locals: { word: 'bench/Word@1' },
    steps: [
      { id: 'limit', op: 'emit_effect', kind: 'timer.set', params: { record: { deliver_at_ns: { ref: '@plan.input.until' }, key: { ref: '@plan.input.id' } } }, cap: 'cap_timer', idempotency_key: { op: 'hash', args: [{ ref: '@plan.input' }] }, bind: { effect_id_as: 'limit_intent' } },
      { id: 'late', op: 'await_receipt', for: { ref: '@var:limit_intent' }, bind: { as: 'late_receipt' } },
      { id: 'too_late', op: 'end' },
      ...rounds.flatMap((round) => [
        { id: `fetch_${round}`, op: 'emit_effect', kind: 'http.request', params: REQUEST, cap: 'cap_http', bind: { effect_id_as: `intent_${round}` } },
        { id: `answered_${round}`, op: 'await_receipt', for: { ref: `@var:intent_${round}` }, bind: { as: `answer_${round}` } },
        { id: `good_${round}`, op: 'assign', expr: { op: 'concat', args: [{ text: 'good ' }, { ref: '@plan.input.id' }] }, bind: { as: 'word' } },
        { id: `bad_${round}`, op: 'assign', expr: { ref: `@step:answered_${round}.$fault.code` }, bind: { as: 'word' } },
        { id: `tell_${round}`, op: 'raise_event', event: 'bench/Told@1', value: { record: { id: { ref: '@plan.input.id' }, word: { ref: '@var:word' } } } },
      ]),
      { id: 'done', op: 'end' },
    ],
    edges: [
      { from: 'limit', to: 'late' },
      { from: 'late', to: 'too_late' },
      ...rounds.flatMap((round) => [
        { from: `fetch_${round}`, to: `answered_${round}` },
        { from: `answered_${round}`, to: `good_${round}`, when: { op: 'eq', args: [status(round), OK] } },
        { from: `answered_${round}`, to: `bad_${round}`, when: { op: 'ne', args: [status(round), OK] } },
        { from: `good_${round}`, to: `tell_${round}` },
        { from: `bad_${round}`, to: `tell_${round}` },
        { from: `tell_${round}`, to: round + 1 < rounds.length ? `fetch_${round + 1}` : 'done' },
      ]),
    ],
  };
}

/** A world of `plans` plans of about 14 steps, each triggered, granted and allowed. */
export function generatePlanWorld(plans: number): readonly Definition[] {
  const names = Array.from({ length: plans }, (_, index) => `bench/job_${index}@1`);
  const allow = (kind: string, cap: string): object => ({ when: { effect_kind: kind, cap_name: cap, origin_kind: 'plan' }, decision: 'allow' });
  return [
    ...PLAN_SCHEMAS,
    ...names.map((name) => generateLongPlan(name, 14)),
    { $kind: 'defpolicy', name: 'bench/policy@1', rules: [allow('http.request', 'cap_http'), allow('timer.set', 'cap_timer')] },
    {
      ...EMPTY_MANIFEST,
      schemas: [...PLAN_SCHEMAS.map(({ name }) => ({ name })), ...['HttpRequestParams', 'HttpRequestReceipt', 'TimerSetParams', 'TimerSetReceipt'].map((name) => ({ name: `sys/${name}@1` }))],
      plans: names.map((name) => ({ name })),
      effects: [{ name: 'sys/http.request@1' }, { name: 'sys/timer.set@1' }],
      caps: [{ name: 'sys/http.out@1' }, { name: 'sys/timer@1' }],
      policies: [{ name: 'bench/policy@1' }],
      defaults: {
        policy: 'bench/policy@1',
        cap_grants: [
          { name: 'cap_http', cap: 'sys/http.out@1', params: { record: { hosts: { null: {} }, schemes: { null: {} }, methods: { null: {} }, ports: { null: {} }, path_prefixes: { null: {} } } } },
          { name: 'cap_timer', cap: 'sys/timer@1', params: { record: {} } },
        ],
      },
      triggers: names.map((plan) => ({ event: 'bench/Job@1', plan, correlate_by: 'id' })),
    },
  ];
}
