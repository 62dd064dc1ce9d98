// Lints about idempotency keys: missing on an effect that changes something, or the same in every run.
import { describe, expect, it } from 'vitest';
import { DONE, ORDER, record, ref, text } from '../support/defs.ts';
import type { Json } from '../support/world.ts';
import { awaitEvent, call, codesOf, edges, end, flow, http, key, packLints, raise } from './lint-findings.ts';

const NAME = { $kind: 'defschema', name: 't/Name@1', type: { text: {} } };
const lints = (plan: Json, ...effects: readonly Json[]): string => packLints([ORDER, DONE, NAME, ...effects, plan], { levels: new Map([['wait_without_timeout', 'off'], ['late_wait', 'off']]) });
const emitting = (steps: readonly Json[]): string => lints(flow('p/core_emit@1', [...steps, end('done')], []));
const effect = (kind: string): Json => ({ $kind: 'defeffect', name: `t/${kind}@1`, kind, params_schema: 't/Done@1', receipt_schema: 't/Done@1', cap_type: 'own', origin_scope: 'plan' });

describe('missing_idempotency_key', () => {
  it('reports a changing request', () => {
    expect(emitting(http('pay', 'POST'))).toMatchInlineSnapshot(`
      "p/defs.air.json:39:7 warning missing_idempotency_key
        defplan p/core_emit@1: effect without an idempotency key
        found pay emits http.request
        hint: Add \`idempotency_key\`, a \`hash\` of what makes the request one and the same."
    `);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'get'])('reports http.request %s', (method) => {
    expect(codesOf(emitting(http('send', method)))).toEqual(['missing_idempotency_key']);
  });

  it('reports a method that only a run knows', () => {
    const [emit = {}, wait = {}] = http('send');
    const params = record({ method: ref('@plan.input.id'), url: text('https://a.test'), headers: { map: [] }, body_ref: { null: {} } });
    expect(codesOf(emitting([{ ...emit, params }, wait]))).toEqual(['missing_idempotency_key']);
  });

  it.each(['GET', 'HEAD', 'OPTIONS'])('passes http.request %s', (method) => {
    expect(emitting(http('send', method))).toBe('');
  });

  const reading = ['blob.get', 'workspace.resolve', 'workspace.list', 'workspace.read_ref', 'workspace.read_bytes', 'workspace.diff', 'workspace.annotations_get', 'introspect.manifest', 'query.anything'];
  it.each(reading)('passes %s, which only reads', (kind) => {
    expect(codesOf(emitting(call('look', kind, {})))).toEqual([]);
  });

  const changing = ['blob.put', 'workspace.write_bytes', 'workspace.empty_root', 'timer.set', 'llm.generate', 'governance.apply'];
  it.each(changing)('reports %s', (kind) => {
    expect(codesOf(emitting(call('change', kind, {})))).toEqual(['missing_idempotency_key']);
  });

  it.each(['blob.getter', 'approval.request'])('reports %s, which is not the kernel’s, and nothing where it is unknown', (kind) => {
    const asked = flow('p/core_emit@1', [...call('change', kind, {}), end('done')], []);
    expect(codesOf(lints(asked, effect(kind)))).toEqual(['missing_idempotency_key']);
    expect(codesOf(lints(asked))).toEqual([]);
  });

  it('passes with a key', () => {
    expect(emitting(http('pay', 'POST', key()))).toBe('');
  });
});

describe('constant_idempotency_key', () => {
  it('reports a key made of constants', () => {
    expect(emitting(http('pay', 'POST', key(text('pay'))))).toMatchInlineSnapshot(`
      "p/defs.air.json:63:28 warning constant_idempotency_key
        defplan p/core_emit@1: idempotency key is the same in every run
        found every run of p/core_emit@1 gives pay the same key
        hint: Put a field of \`@plan.input\` into the key."
    `);
  });

  const assign = (id: string, expr: Json): Json => ({ id, op: 'assign', expr, bind: { as: id } });
  const withKey = (value: Json, ...before: readonly Json[]): string =>
    lints(flow('p/core_emit@1', [before, http('pay', 'POST', key(value)), end('done')], edges([...before.map(({ id }) => id), 'pay', 'pay_done', 'done'].join(' -> ')), { locals: { label: 't/Name@1' } }));

  const constant: readonly (readonly [what: string, rendered: string])[] = [
    ['a variable that holds a constant', withKey(ref('@var:label'), assign('label', text('x')))],
    ['a step that copied a constant', withKey(ref('@step:second'), assign('label', text('x')), assign('second', ref('@var:label')))],
    ['a raised constant', withKey(ref('@step:told'), raise('told', record({ id: text('x') })))],
  ];
  it.each(constant)('reports a key from %s', (_what, rendered) => {
    expect(codesOf(rendered)).toEqual(['constant_idempotency_key']);
  });

  const given: readonly (readonly [what: string, rendered: string])[] = [
    ['the input', withKey(ref('@plan.input'))],
    ['the input beside a constant', withKey(record({ what: text('pay'), id: ref('@plan.input.id') }))],
    ['a copy of the input', withKey(ref('@var:label'), assign('label', ref('@plan.input.id')))],
    ['the correlation value', withKey(ref('@var:correlation_id'))],
    ['an event', withKey(ref('@step:heard.id'), awaitEvent('heard'))],
    ['a receipt', withKey(ref('@step:look_done.body_ref'), ...http('look'))],
    ['the id of another intent', withKey(ref('@step:look.intent_id'), ...http('look'))],
  ];
  it.each(given)('passes a key from %s', (_what, rendered) => {
    expect(codesOf(rendered)).toEqual([]);
  });
});
