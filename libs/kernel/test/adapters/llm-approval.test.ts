// llm.generate and approvals; values of secrets stand in no record, no state and no outbox.
import { compareBytes, encodeUtf8, hashBytes, type CanonValue } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { approvalAdapter, type ApprovalOptions } from '../../src/adapters/approval.ts';
import { llmAdapter, scriptedModel, type LlmModel, type LlmReply, type LlmRequest } from '../../src/adapters/llm.ts';
import { envSecrets, type SecretResolver } from '../../src/adapters/secrets.ts';
import { BUILTIN_ENFORCERS, encodeState, runUntilIdle } from '../../src/index.ts';
import { awaitReceipt, chain, end, plan, ref } from '../support/plan.ts';
import { checkReplay, run, type Run } from '../support/run.ts';
import { world, type Json } from '../support/world.ts';

const KEY = 'sk-live-0123456789';
const GRANT = { name: 'llm', cap: 'sys/llm.basic@1', params: { record: { providers: { null: {} }, models: { null: {} }, max_tokens: { null: {} }, tools_allow: { null: {} } } } };
const steps = (kind: string, cap: string): Json =>
  plan([{ id: 'emit', op: 'emit_effect', kind, params: ref('@plan.input.params'), cap, bind: { effect_id_as: 'h' } }, awaitReceipt('got', 'h'), end('e')], chain('emit', 'got', 'e'));
const secretNode: Json = { $kind: 'defsecret', name: 'llm/key@1', binding_id: 'env:KEY', allowed_caps: ['llm'] };

async function generate(model: LlmModel, secrets: SecretResolver = envSecrets({ KEY }), more: object = {}): Promise<Run> {
  const manifest = await world({
    schemas: { Go: { record: { params: { ref: 'sys/LlmGenerateParams@1' } } } },
    nodes: [steps('llm.generate', 'llm'), secretNode],
    triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }],
    grants: [GRANT],
  });
  const ran = await run(manifest, { enforcers: BUILTIN_ENFORCERS });
  const message = ran.store.put(encodeUtf8('hello'));
  const params = { provider: 'p', model: 'm', temperature: '0', max_tokens: 10, message_refs: [message], tool_refs: null, tool_choice: null, api_key: { secret: { alias: 'llm/key', version: 1 } }, ...more };
  await ran.event('w/Go@1', { params } as CanonValue);
  await runUntilIdle(ran.kernel, { adapters: [llmAdapter({ store: ran.store, model, secrets })] });
  checkReplay(ran);
  return ran;
}

const receipts = (ran: Run) => ran.records().flatMap((record) => (record.k === 'receipt_in' ? [record.fault ? `${record.status} ${record.fault.code}: ${record.fault.message}` : 'ok'] : []));
const everything = (ran: Run): Buffer => Buffer.concat([...ran.journal.records(), encodeState(ran.kernel.state), Buffer.from(JSON.stringify(ran.records(), (_key, value) => (typeof value === 'bigint' ? String(value) : value)))]);

describe('llm', () => {
  test('messages from the store, output into it, the key only at the adapter', async () => {
    const asked: LlmRequest[] = [];
    const ran = await generate((request) => {
      asked.push(request);
      return Promise.resolve({ output: 'hi', prompt: 3, completion: 1 });
    });
    expect(receipts(ran)).toEqual(['ok']);
    expect(asked[0]?.apiKey).toBe(KEY);
    expect(compareBytes(asked[0]!.messages[0]!, encodeUtf8('hello'))).toBe(0);
    expect(ran.store.get(hashBytes(encodeUtf8('hi')))).toBeDefined();
    expect(everything(ran).includes(KEY)).toBe(false);
    // The search finds what is there.
    expect(everything(ran).includes('alias')).toBe(true);
  });
  test.each<[string, LlmReply | Error, string]>([
    ['an output that repeats the key', { output: `your key is ${KEY}` }, 'error secret_echoed: the answer holds the value of a secret'],
    ['a fault that repeats the key', { fault: { code: 'denied', message: `bad key ${KEY}` } }, 'error secret_echoed: the answer holds the value of a secret'],
    ['an exception that repeats the key', new Error(KEY), 'error provider_failed: p gave no answer'],
    ['a fault', { fault: { code: 'denied', message: 'bad key' } }, 'error denied: bad key'],
    ['a timeout', { fault: { code: 'x', message: 'late' }, status: 'timeout' }, 'timeout timeout: late'],
  ])('%s', async (_name, reply, expected) => {
    const ran = await generate(() => (reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply)));
    expect(receipts(ran)).toEqual([expected]);
    expect(everything(ran).includes(KEY)).toBe(false);
    expect(ran.store.has(hashBytes(encodeUtf8(`your key is ${KEY}`)))).toBe(false);
  });
  test('a script: first rule that matches, then under way', async () => {
    const model = scriptedModel([{ params: { model: 'other' }, reply: { output: 'no' } }, { params: { model: 'm' }, times: 1, reply: { output: 'yes' } }]);
    expect(receipts(await generate(model))).toEqual(['ok']);
    expect((await generate(model)).kernel.outbox()).toHaveLength(1);
  });
  test.each<[string, SecretResolver, string]>([
    ['no value', envSecrets({}), 'error secret_unresolved: no value for secret llm/key@1'],
    ['an empty value', envSecrets({ KEY: '' }), 'error secret_unresolved: no value for secret llm/key@1'],
  ])('%s', async (_name, secrets, expected) => {
    expect(receipts(await generate(scriptedModel([{ reply: { output: '' } }]), secrets))).toEqual([expected]);
  });
  test('a message that is not there', async () => {
    expect(receipts(await generate(scriptedModel([{ reply: { output: '' } }]), undefined, { message_refs: [hashBytes(encodeUtf8('none'))] }))).toEqual(['error message_missing: the store lacks a message or tool']);
  });
});

test.each<[string | undefined, string | undefined]>([
  ['env:KEY', KEY],
  ['env:NONE', undefined],
  ['env:toString', undefined],
  ['env:KEY ', undefined],
  ['vault:KEY', undefined],
  [undefined, undefined],
])('binding %s', (bindingId, expected) => {
  expect(envSecrets({ KEY }).resolve({ alias: 'a', version: 1n, bindingId })).toBe(expected);
});

describe('approvals', () => {
  const approve = async (options: Omit<ApprovalOptions, 'kinds'>): Promise<Run> => {
    const manifest = await world({
      schemas: { Go: { record: { params: { ref: 'w/Ask@1' } } }, Ask: { record: { what: { text: {} } } }, Decision: { record: { approved: { bool: {} }, approver: { text: {} }, reason: { option: { text: {} } } } } },
      nodes: [
        { $kind: 'defeffect', name: 'w/approval@1', kind: 'approval.ask', params_schema: 'w/Ask@1', receipt_schema: 'w/Decision@1', cap_type: 'approval', origin_scope: 'plan' },
        { $kind: 'defcap', name: 'w/approval_cap@1', cap_type: 'approval', schema: { record: {} } },
        steps('approval.ask', 'ask'),
      ],
      triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }],
      grants: [{ name: 'ask', cap: 'w/approval_cap@1', params: { record: {} } }],
    });
    const ran = await run(manifest);
    await ran.event('w/Go@1', { params: { what: 'release' } });
    await runUntilIdle(ran.kernel, { adapters: [approvalAdapter({ kinds: ['approval.ask'], ...options })] });
    checkReplay(ran);
    return ran;
  };
  test.each<[string, Omit<ApprovalOptions, 'kinds'>, readonly string[]]>([
    ['scripted', { script: [{ params: { what: 'release' }, decision: { approved: true, approver: 'a' } }] }, ['ok']],
    ['asked', { ask: () => Promise.resolve({ approved: false, approver: 'a', reason: 'no' }) }, ['ok']],
    ['no decision', { script: [{ params: { what: 'other' }, decision: { approved: true, approver: 'a' } }] }, []],
    ['a prompt that fails', { ask: () => Promise.reject(new Error('tty')) }, ['error prompt_failed: no decision could be asked for']],
  ])('%s', async (_name, options, expected) => expect(receipts(await approve(options))).toEqual(expected));
});
