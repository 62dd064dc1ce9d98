// Every built-in effect kind from a workflow module: refused by allowlist, grant, enforcer and policy each, then let through.
import { encodeCanonical, type CanonValue } from '@nx-air/canon';
import { normaliseValue, encodeValue } from '@nx-air/plan/runtime';
import { describe, expect, test } from 'vitest';
import { BUILTIN_ENFORCERS, scriptedModules, type Enforcer, type ScriptedModule } from '../../src/index.ts';
import { effectNodes, schemas } from '../support/internal.ts';
import { CAPS, GUARD, guardNodes, KINDS, withoutGrant } from '../support/kinds.ts';
import { checkReplay, run, type Run } from '../support/run.ts';
import { flow, FLOW, FLOW_SCHEMAS, instanceIn, logging, logIn, order, toFlow } from '../support/workflow.ts';
import { world } from '../support/world.ts';

interface Setting {
  readonly isDeclared?: boolean;
  readonly hasGrant?: boolean;
  readonly isRefusing?: boolean;
  readonly decision?: 'allow' | 'deny';
  readonly capSlot?: string;
}

async function emit(kind: string, params: CanonValue, { isDeclared = true, hasGrant = true, isRefusing = false, decision = 'allow', capSlot }: Setting): Promise<Run> {
  const node = effectNodes().find((candidate) => candidate.kind === kind)!;
  const known = CAPS[node.cap_type];
  const grant = known
    ? { name: 'cap', cap: known[0], params: { record: { ...known[1], ...(isRefusing && { [known[2]]: { set: [] } }) } } }
    : { name: 'cap', cap: 'w/guarded@1', params: { record: {} } };
  const manifest = await world({
    schemas: FLOW_SCHEMAS,
    nodes: [...(known ? [] : guardNodes(node.cap_type)), flow({}, { effects_emitted: isDeclared ? [kind] : [kind === 'timer.set' ? 'blob.get' : 'timer.set'], cap_slots: { api: node.cap_type } })],
    routes: [toFlow()],
    grants: [grant],
    policy: [{ when: { effect_kind: kind, origin_kind: 'workflow', origin_name: FLOW, cap_name: 'cap' }, decision }],
    manifest: { module_bindings: { [FLOW]: { slots: { api: 'cap' } } } },
  });
  const typed = normaliseValue(params, { kind: 'ref', name: node.params_schema }, schemas);
  if (!typed.ok) throw new Error(typed.fault.path);
  const module: ScriptedModule = logging(() => [{ kind, params: encodeValue(typed.value), ...(capSlot !== undefined && { cap_slot: capSlot }) }]);
  const guard: Enforcer = ({ origin }) => (isRefusing || origin.kind !== 'workflow' ? { code: 'guarded', message: 'no' } : undefined);
  const ran = await run(hasGrant ? manifest : withoutGrant(manifest), { modules: scriptedModules({ [FLOW]: module }), enforcers: new Map([...BUILTIN_ENFORCERS, [GUARD, guard]]) });
  await order(ran);
  checkReplay(ran);
  return ran;
}

/** What the records say in order, then what the module has written down. */
const short = (ran: Run): string =>
  [
    ...ran.records().flatMap((record) => {
      if (record.k === 'module_fault') return [record.code];
      if (record.k === 'cap_decision') return [`cap ${record.stage} ${record.decision}`];
      if (record.k === 'policy_decision') return [`policy ${record.decision}`];
      if (record.k === 'intent') return [`intent${record.internal ? ' inside' : ''}`];
      return record.k === 'receipt' ? [`${record.source} ${record.status}`] : [];
    }),
    logIn(ran),
  ].join(', ');

test('the table has every built-in kind', () => {
  expect(KINDS.map(([kind]) => kind)).toEqual(effectNodes().map(({ kind }) => kind).sort());
});

describe.each(KINDS)('%s', (kind, params, answer) => {
  test('refused by the allowlist', async () => {
    expect(short(await emit(kind, params, { isDeclared: false }))).toBe('undeclared_effect, ');
  });
  test.each([['a bound slot', 'api'], ['the only grant', undefined]])('refused without a grant: %s', async (_name, capSlot) => {
    const ran = await emit(kind, params, { hasGrant: false, ...(capSlot !== undefined && { capSlot }) });
    expect(short(ran)).toBe('cap grant deny, gate denied, ||0 denied cap_denied');
  });
  test('refused by the enforcer', async () => {
    expect(short(await emit(kind, params, { isRefusing: true }))).toBe('cap enforcer deny, gate denied, ||0 denied cap_denied');
  });
  test('refused by the policy', async () => {
    expect(short(await emit(kind, params, { decision: 'deny' }))).toBe('cap enforcer allow, policy deny, gate denied, ||0 denied policy_denied');
  });
  test.each([['a bound slot', 'api'], ['the only grant', undefined]])('let through: %s', async (_name, capSlot) => {
    const ran = await emit(kind, params, capSlot === undefined ? {} : { capSlot });
    const isAdapters = answer === 'adapter';
    const inside = answer === 'ok' ? 'intent inside, internal ok, ||0 ok' : `intent inside, internal error, ||0 faulted ${answer}`;
    expect(short(ran)).toBe(`cap enforcer allow, policy allow, ${isAdapters ? 'intent, |' : inside}`);
    expect(ran.kernel.outbox()).toHaveLength(isAdapters ? 1 : 0);
    expect(instanceIn(ran)).toBe(isAdapters ? 'waiting 1@1' : 'running 0@1');
  });
  test('bad parameters are structural', async () => {
    const bad = await emit(kind, params, {});
    expect(bad.records().some(({ k }) => k === 'module_fault')).toBe(false);
    const manifest = bad.options.manifest;
    const ran = await run(manifest, { modules: scriptedModules({ [FLOW]: logging(() => [{ kind, params: encodeCanonical(7) }]) }) });
    await order(ran);
    expect(short(ran)).toBe('bad_params, ');
  });
});
