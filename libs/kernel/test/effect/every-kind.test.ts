// Every built-in effect kind through the gate: refused by grant, enforcer and policy each, then let through.
import type { CanonValue } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { BUILTIN_ENFORCERS, BUILTIN_KINDS, type Enforcer } from '../../src/index.ts';
import { effectNodes } from '../support/internal.ts';
import { CAPS, GUARD, guardNodes, KINDS, withoutGrant } from '../support/kinds.ts';
import { awaitReceipt, chain, end, plan, ref } from '../support/plan.ts';
import { checkReplay, run, type Run } from '../support/run.ts';
import { world } from '../support/world.ts';

test('the table has every built-in kind', () => {
  expect(KINDS.map(([kind]) => kind)).toEqual(effectNodes().map(({ kind }) => kind).sort());
  expect(KINDS).toHaveLength(25);
});

interface Setting {
  readonly isRefusing?: boolean;
  readonly hasGrant?: boolean;
  readonly decision?: 'allow' | 'deny';
}

async function emit(kind: string, params: CanonValue, { isRefusing = false, hasGrant = true, decision = 'allow' }: Setting): Promise<Run> {
  const node = effectNodes().find((candidate) => candidate.kind === kind)!;
  const known = CAPS[node.cap_type];
  // Caps with the default enforcer get one of the world's own.
  const grant = known
    ? { name: 'cap', cap: known[0], params: { record: { ...known[1], ...(isRefusing && { [known[2]]: { set: [] } }) } } }
    : { name: 'cap', cap: 'w/guarded@1', params: { record: {} } };
  const manifest = await world({
    schemas: { Go: { record: { params: { ref: node.params_schema } } } },
    nodes: [
      ...(known ? [] : guardNodes(node.cap_type)),
      plan([{ id: 'emit', op: 'emit_effect', kind, params: ref('@plan.input.params'), cap: 'cap', bind: { effect_id_as: 'h' } }, awaitReceipt('got', 'h'), end('e')], chain('emit', 'got', 'e')),
    ],
    triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }],
    grants: [grant],
    policy: [{ when: { effect_kind: kind }, decision }],
  });
  const guard: Enforcer = () => (isRefusing ? { code: 'guarded', message: 'no' } : undefined);
  const ran = await run(hasGrant ? manifest : withoutGrant(manifest), { enforcers: new Map([...BUILTIN_ENFORCERS, [GUARD, guard]]), internal: BUILTIN_KINDS });
  const submitted = await ran.event('w/Go@1', { params });
  if (submitted.status === 'refused') throw new Error(submitted.message);
  checkReplay(ran);
  return ran;
}

const short = (ran: Run): string =>
  ran.records().flatMap((record) => {
    if (record.k === 'cap_decision') return [`cap ${record.stage} ${record.decision}`];
    if (record.k === 'policy_decision') return [`policy ${record.decision}`];
    if (record.k === 'intent') return [`intent${record.internal ? ' inside' : ''}`];
    if (record.k === 'receipt') return [record.fault?.code ?? record.status];
    return record.k === 'plan_ended' ? [record.error?.code ?? 'ended'] : [];
  }).join(', ');

describe.each(KINDS)('%s', (kind, params, answer) => {
  test('refused without a grant', async () => {
    expect(short(await emit(kind, params, { hasGrant: false }))).toBe('cap grant deny, cap_denied');
  });
  test('refused by the enforcer', async () => {
    expect(short(await emit(kind, params, { isRefusing: true }))).toBe('cap enforcer deny, cap_denied');
  });
  test('refused by the policy', async () => {
    expect(short(await emit(kind, params, { decision: 'deny' }))).toBe('cap enforcer allow, policy deny, policy_denied');
  });
  test('let through by all', async () => {
    const ran = await emit(kind, params, {});
    const ending = answer === 'adapter' ? 'intent' : `intent inside, ${answer}, ${answer === 'ok' ? 'ended' : 'adapter_error'}`;
    expect(short(ran)).toBe(`cap enforcer allow, policy allow, ${ending}`);
    expect(ran.kernel.outbox()).toHaveLength(answer === 'adapter' ? 1 : 0);
  });
});
