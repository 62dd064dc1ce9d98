// A world on disk that fetches a page and asks a model with a secret key.
import type { TempFiles } from './temp-repo.ts';

export const SECRET = 'hunter2-not-to-be-seen';
const ref = (path: string): object => ({ ref: path });
const names = (...all: readonly string[]): readonly object[] => all.map((name) => ({ name }));

const PLAN = {
  $kind: 'defplan',
  name: 'w/core_ask@1',
  input: 'w/Ask@1',
  steps: [
    { id: 'fetch', op: 'emit_effect', kind: 'http.request', params: { record: { method: { text: 'GET' }, url: ref('@plan.input.url'), headers: { map: [] }, body_ref: { null: {} } } }, cap: 'http', bind: { effect_id_as: 'fetching' } },
    { id: 'page', op: 'await_receipt', for: ref('@var:fetching'), bind: { as: 'page' } },
    {
      id: 'ask',
      op: 'emit_effect',
      kind: 'llm.generate',
      params: {
        record: {
          provider: { text: 'p' },
          model: { text: 'm' },
          temperature: { dec128: '0' },
          max_tokens: { nat: 1 },
          message_refs: { list: [] },
          tool_refs: { null: {} },
          tool_choice: { null: {} },
          api_key: { variant: { tag: 'secret', value: { record: { alias: { text: 'w/key' }, version: { nat: 1 } } } } },
        },
      },
      cap: 'llm',
      bind: { effect_id_as: 'asking' },
    },
    { id: 'answer', op: 'await_receipt', for: ref('@var:asking'), bind: { as: 'answer' } },
    { id: 'say', op: 'raise_event', event: 'w/Answered@1', value: { record: { status: ref('@var:page.status'), code: ref('@step:answer.$fault.code') } } },
    { id: 'end', op: 'end' },
  ],
  edges: [
    { from: 'fetch', to: 'page' },
    { from: 'page', to: 'ask' },
    { from: 'ask', to: 'answer' },
    { from: 'answer', to: 'say', when: { op: 'ne', args: [ref('@step:answer.$status'), { text: 'ok' }] } },
    { from: 'say', to: 'end' },
  ],
  required_caps: ['http', 'llm'],
  allowed_effects: ['http.request', 'llm.generate'],
};

const MANIFEST = {
  $kind: 'manifest',
  air_version: '1',
  schemas: names('w/Ask@1', 'w/Answered@1'),
  modules: [],
  plans: names('w/core_ask@1'),
  effects: names('sys/http.request@1', 'sys/llm.generate@1'),
  caps: names('sys/http.out@1', 'sys/llm.basic@1'),
  policies: names('w/policy@1'),
  secrets: names('w/key@1'),
  defaults: {
    policy: 'w/policy@1',
    cap_grants: [
      { name: 'http', cap: 'sys/http.out@1', params: { record: { hosts: { null: {} }, schemes: { null: {} }, methods: { null: {} }, ports: { null: {} }, path_prefixes: { null: {} } } } },
      { name: 'llm', cap: 'sys/llm.basic@1', params: { record: { providers: { null: {} }, models: { null: {} }, max_tokens: { null: {} } } } },
    ],
  },
  triggers: [{ event: 'w/Ask@1', plan: 'w/core_ask@1' }],
};

const PAGE = { status: 200, headers: {}, timings: { start_ns: 0, end_ns: 1 }, adapter_id: 'script' };

/** The model repeats the key that it was given. */
export const ASKED = (url: string): object => ({
  secrets: { 'w/key': SECRET },
  inputs: [{ event: 'w/Ask@1', value: { url } }],
  receipts: [
    { kind: 'http.request', answers: [{ payload: PAGE, delay: '2s' }] },
    { kind: 'llm.generate', answers: [{ fault: { code: 'refused', message: `the key ${SECRET} is wrong` } }] },
  ],
  expect: { events: [{ event: 'w/Answered@1', value: { code: 'secret_echoed' } }] },
});

export const scenarioWorld = (scenarios: Readonly<Record<string, object>>): TempFiles => ({
  'nx.json': '{}',
  'w/aos.sync.json': { json: { version: 1, id: 'w', air: { dir: 'air' } } },
  'w/air/manifest.json': { json: MANIFEST },
  'w/air/defs.json': {
    json: [
      { $kind: 'defschema', name: 'w/Ask@1', type: { record: { url: { text: {} } } } },
      { $kind: 'defschema', name: 'w/Answered@1', type: { record: { status: { int: {} }, code: { text: {} } } } },
      { $kind: 'defpolicy', name: 'w/policy@1', rules: [{ when: {}, decision: 'allow' }] },
      { $kind: 'defsecret', name: 'w/key@1', binding_id: 'env:KEY' },
      PLAN,
    ],
  },
  ...Object.fromEntries(Object.entries(scenarios).map(([name, json]) => [`w/scenarios/${name}.scenario.json`, { json }])),
});
