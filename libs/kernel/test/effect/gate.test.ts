// The gate: its order, its decision records, current authority: 10.7, 10.8.
import { describe, expect, test } from 'vitest';
import { BUILTIN_ENFORCERS, ModuleTrap, type Enforcer } from '../../src/index.ts';
import { enforce } from '../../src/effect/enforcer.ts';
import { awaitReceipt, chain, end, plan, ref } from '../support/plan.ts';
import { checkReplay, run, type Run } from '../support/run.ts';
import { HTTP_GRANT, TIMER_GRANT, world, type Json, type WorldParts } from '../support/world.ts';

const GO = { record: { url: { text: {} } } };
const http = (more: Json = {}): Json => ({
  id: 'call',
  op: 'emit_effect',
  kind: 'http.request',
  params: { record: { method: { text: 'GET' }, url: ref('@plan.input.url'), headers: { map: [] }, body_ref: { null: {} } } },
  cap: 'http',
  bind: { effect_id_as: 'call_handle' },
  ...more,
});

const allow: Enforcer = () => undefined;
const enforcers = (enforcer: Enforcer) => new Map([['sys/CapEnforceHttpOut@1', enforcer]]);

async function emit(parts: WorldParts = {}, enforcer: Enforcer | null = allow, step: Json = http()): Promise<Run> {
  const manifest = await world({
    schemas: { Go: GO },
    nodes: [plan([step, awaitReceipt('got', 'call_handle'), end('e')], chain('call', 'got', 'e'))],
    triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }],
    grants: [HTTP_GRANT, TIMER_GRANT],
    ...parts,
  });
  const ran = await run(manifest, { enforcers: enforcer ? enforcers(enforcer) : new Map() });
  await ran.event('w/Go@1', { url: 'https://a.example/' }, undefined, { at: 1000n });
  checkReplay(ran);
  return ran;
}

/** The records between the start of the plan and its end, in short. */
function decisions(ran: Run): string {
  return ran.records()
    .flatMap((entry) => {
      switch (entry.k) {
        case 'cap_decision':
          return [`cap ${entry.stage} ${entry.decision}${entry.deny ? ` ${entry.deny.code}` : ''}`];
        case 'policy_decision':
          return [`policy ${entry.rule ?? '-'} ${entry.decision}`];
        case 'intent':
          return ['intent'];
        case 'plan_ended':
          return [`${entry.error?.code ?? 'ok'}: ${entry.error?.message ?? ''}`];
        default:
          return [];
      }
    })
    .join(' | ');
}

const rule = (when: Json, decision: string): Json => ({ when, decision });
const deny = (code: string): Enforcer => () => ({ code, message: 'not this' });
const trap: Enforcer = () => {
  throw new ModuleTrap('at line 3');
};
const overflow = (): never => overflow();
const withoutGrant = { grants: [TIMER_GRANT] };
const wrongType = { grants: [{ ...TIMER_GRANT, name: 'http' }] };
const expired = { grants: [{ ...HTTP_GRANT, expiry_ns: 1000 }] };
const denyAll = { policy: [rule({}, 'deny')] };

describe('each stage, alone', () => {
  test.each<[string, WorldParts, Enforcer | null, string]>([
    ['all let it through', {}, allow, 'cap enforcer allow | policy 0 allow | intent'],
    ['no grant', withoutGrant, allow, 'cap grant deny grant_missing | cap_denied: grant_missing: no grant http'],
    ['a grant of another type', wrongType, allow, 'cap grant deny cap_type_differs | cap_denied: cap_type_differs: http.request needs cap type http.out, grant http has timer'],
    ['a grant that has expired, at the very moment', expired, allow, 'cap expiry deny grant_expired | cap_denied: grant_expired: grant http expired at 1000'],
    ['a grant just before its expiry', { grants: [{ ...HTTP_GRANT, expiry_ns: 1001 }] }, allow, 'cap enforcer allow | policy 0 allow | intent'],
    ['the enforcer denies', {}, deny('host'), 'cap enforcer deny host | cap_denied: host: not this'],
    ['the enforcer traps', {}, trap, 'cap enforcer deny enforcer_trap | cap_denied: enforcer_trap: sys/CapEnforceHttpOut@1 failed'],
    ['the built-in one, when the caller gives none', { grants: [{ ...HTTP_GRANT, params: { record: { ...HTTP_GRANT.params.record, hosts: { set: [{ text: 'b.example' }] } } } }] }, null, 'cap enforcer deny host_not_allowed | cap_denied: host_not_allowed: a.example'],
    ['the policy denies', denyAll, allow, 'cap enforcer allow | policy 0 deny | policy_denied: rule 0 of w/policy@1 denies http.request through http by w/core_main@1'],
    ['no rule matches', { policy: [rule({ effect_kind: 'timer.set' }, 'allow')] }, allow, 'cap enforcer allow | policy - deny | policy_denied: no rule of w/policy@1 matches http.request through http by w/core_main@1'],
    ['no policy', { policy: null }, allow, 'cap enforcer allow | policy - deny | policy_denied: the world has no policy: http.request through http by w/core_main@1'],
  ])('%s', async (_name, parts, enforcer, expected) => {
    const ran = await emit(parts, enforcer);
    expect(decisions(ran)).toBe(expected);
    expect(ran.kernel.outbox()).toHaveLength(expected.endsWith('intent') ? 1 : 0);
  });
});

describe('the order of stages: the earlier one decides', () => {
  test.each<[string, WorldParts, Enforcer, string]>([
    ['grant before enforcer and policy', { ...withoutGrant, ...denyAll }, trap, 'grant'],
    ['expiry before enforcer and policy', { ...expired, ...denyAll }, trap, 'expiry'],
    ['enforcer before policy', denyAll, trap, 'enforcer'],
  ])('%s', async (_name, parts, enforcer, stage) => {
    const records = (await emit(parts, enforcer)).records();
    expect(records.flatMap((entry) => (entry.k === 'cap_decision' ? [entry.stage] : entry.k === 'policy_decision' ? ['policy'] : []))).toEqual([stage]);
  });

  test('parameters come before everything: a structural fault leaves no record of the gate', async () => {
    const bad = http({ params: { record: { method: ref('@plan.input.url'), url: ref('@plan.input'), headers: { map: [] }, body_ref: { null: {} } } } });
    expect(decisions(await emit({ ...withoutGrant, ...denyAll }, trap, bad))).toBe('bad_params: value.url: expected text, found map');
  });
});

describe('policy: the first matching rule', () => {
  const here = { effect_kind: 'http.request', cap_name: 'http', cap_type: 'http.out', origin_kind: 'plan', origin_name: 'w/core_main@1' };
  test.each<[string, readonly Json[], string]>([
    ['all members', [rule(here, 'allow')], 'policy 0 allow'],
    ['deny before allow', [rule({ cap_type: 'http.out' }, 'deny'), rule(here, 'allow')], 'policy 0 deny'],
    ['allow before deny', [rule({ origin_kind: 'plan' }, 'allow'), rule({}, 'deny')], 'policy 0 allow'],
    ...Object.keys(here).map((member): [string, readonly Json[], string] => [
      `another ${member} does not match`,
      [rule({ ...here, [member]: member === 'origin_kind' ? 'reducer' : 'timer.set' }, 'allow'), rule({}, 'deny')],
      'policy 1 deny',
    ]),
  ])('%s', async (_name, policy, expected) => {
    expect(decisions(await emit({ policy }))).toContain(expected);
  });
});

test('an enforcer that the kernel does not have denies', () => {
  const check = { capDef: 'w/cap@1', grantName: 'g', capParams: { t: 'null' }, effectKind: 'k', effectParams: { t: 'null' }, origin: { kind: 'plan', name: 'w/p@1' }, logicalNowNs: 1n } as const;
  expect(enforce('w/None@1', check, BUILTIN_ENFORCERS)).toEqual({ code: 'enforcer_missing', message: 'this kernel has no enforcer w/None@1' });
});

describe('an exception that is no trap is a fault of the host: nothing is recorded and the kernel stops', () => {
  test.each<[string, Enforcer, RegExp]>([
    ['a stack that is full', overflow, /Maximum call stack/],
    ['a bug', () => { throw new TypeError('x is undefined'); }, /x is undefined/],
  ])('%s', async (_name, enforcer, expected) => {
    const manifest = await world({ schemas: { Go: GO }, nodes: [plan([http(), awaitReceipt('got', 'call_handle'), end('e')], chain('call', 'got', 'e'))], triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }], grants: [HTTP_GRANT] });
    const ran = await run(manifest, { enforcers: enforcers(enforcer) });
    await expect(ran.event('w/Go@1', { url: 'https://a.example/' })).rejects.toMatchObject({ code: 'host_fault', cause: { message: expect.stringMatching(expected) } });
    expect(ran.records()).toEqual([]);
    await expect(ran.event('w/Go@1', { url: 'https://a.example/' })).rejects.toMatchObject({ code: 'closed' });
    const again = await run(manifest, { enforcers: enforcers(allow), journal: ran.journal });
    await again.event('w/Go@1', { url: 'https://a.example/' });
    expect(decisions(again)).toBe('cap enforcer allow | policy 0 allow | intent');
  });
});

test('a built-in enforcer on a capability with other parameters denies', () => {
  const check = { capDef: 'w/cap@1', grantName: 'g', capParams: { t: 'null' }, effectKind: 'k', effectParams: { t: 'null' }, origin: { kind: 'plan', name: 'w/p@1' }, logicalNowNs: 1n } as const;
  expect(enforce('sys/CapEnforceHttpOut@1', check, BUILTIN_ENFORCERS)).toEqual({ code: 'enforcer_trap', message: 'sys/CapEnforceHttpOut@1 failed' });
});

test('what an enforcer sees', async () => {
  const seen: unknown[] = [];
  await emit({ grants: [{ ...HTTP_GRANT, params: { record: { hosts: { set: [{ text: 'a.example' }] }, schemes: { null: {} }, methods: { null: {} }, ports: { null: {} }, path_prefixes: { null: {} } } } }] }, (check) => {
    seen.push(check);
    return undefined;
  });
  expect(seen[0]).toMatchObject({
    capDef: 'sys/http.out@1',
    grantName: 'http',
    effectKind: 'http.request',
    origin: { kind: 'plan', name: 'w/core_main@1' },
    logicalNowNs: 1000n,
    effectParams: { t: 'record' },
    capParams: { t: 'record' },
  });
});

describe('secrets', () => {
  const llm = (secret: Json): Json => ({
    id: 'call',
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
        api_key: secret,
      },
    },
    cap: 'llm',
    bind: { effect_id_as: 'call_handle' },
  });
  const grant = { name: 'llm', cap: 'sys/llm.basic@1', params: { record: { providers: { null: {} }, models: { null: {} }, max_tokens: { null: {} }, tools_allow: { null: {} } } } };
  const key = (name: string, more: Json = {}): Json => ({ $kind: 'defsecret', name, binding_id: 'env:LLM_KEY', ...more });
  const use = (version: number): Json => ({ variant: { tag: 'secret', value: { record: { alias: { text: 'llm/key' }, version: { nat: version } } } } });

  async function emitWith(secret: Json, secrets: readonly Json[], parts: WorldParts = {}): Promise<Run> {
    const steps = [llm(secret), awaitReceipt('got', 'call_handle'), end('e')];
    const manifest = await world({
      schemas: { Go: GO },
      nodes: [plan(steps, chain('call', 'got', 'e')), ...secrets],
      triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }],
      grants: [grant, TIMER_GRANT],
      ...parts,
    });
    const ran = await run(manifest, { enforcers: new Map([['sys/CapEnforceLlmBasic@1', allow]]) });
    await ran.event('w/Go@1', { url: 'x' });
    checkReplay(ran);
    return ran;
  }

  test.each<[string, Json, readonly Json[], string]>([
    ['declared', use(1), [key('llm/key@1')], 'cap enforcer allow'],
    ['allowed plan and grant', use(1), [key('llm/key@1', { allowed_plans: ['w/core_main@1'], allowed_caps: ['llm'] })], 'cap enforcer allow'],
    ['not declared', use(1), [], 'cap secret deny secret_unknown'],
    ['another version', use(2), [key('llm/key@1')], 'cap secret deny secret_unknown'],
    ['another plan', use(1), [key('llm/key@1', { allowed_plans: ['w/core_other@1'] })], 'cap secret deny secret_not_allowed'],
    ['another grant', use(1), [key('llm/key@1', { allowed_caps: ['timer'] })], 'cap secret deny secret_not_allowed'],
    ['a literal is no secret', { variant: { tag: 'literal', value: { text: 'k' } } }, [], 'cap enforcer allow'],
  ])('%s', async (_name, secret, secrets, expected) => {
    expect(decisions(await emitWith(secret, secrets))).toContain(expected);
  });

  test('come before the grant', async () => {
    expect(decisions(await emitWith(use(1), [], { grants: [TIMER_GRANT] }))).toContain('cap secret deny');
  });

  test('the adapter is told alias, version and binding; the journal holds alias and version', async () => {
    const ran = await emitWith(use(1), [key('llm/key@1')]);
    expect(ran.kernel.outbox()[0]?.secrets).toEqual([{ alias: 'llm/key', version: 1n, bindingId: 'env:LLM_KEY' }]);
    const bytes = Buffer.concat([...ran.journal.records()]).toString('latin1');
    expect(bytes).toContain('llm/key');
    expect(bytes).not.toContain('env:LLM_KEY');
  });
});
