// What a difference means for a world: met or not, used or only listed, and the way to it.
import { describe, expect, it } from 'vitest';
import { impactOn, type Difference } from '../src/check.ts';
import { DONE, ORDER, plan, record, ref, schema } from './support/defs.ts';
import { build, type Json } from './support/world.ts';
import { end, flow, raise } from './lints/lint-findings.ts';

const difference = (name: string, breaking: boolean, kind = 'defplan'): Difference => ({ category: 'contract', breaking, kind, name, what: 'x', side: 'new', pointer: '' });
const PACK: readonly Json[] = [ORDER, DONE, schema('p/Deep@1', record({ order: ref('t/Order@1') })), plan('p/core_pay@1'), plan('p/core_idle@1'), flow('p/core_deep@1', [end('done')], [], { input: 'p/Deep@1' })];
const world = (triggers: readonly Json[], defs: readonly Json[] = [], plans?: readonly string[]) => build({ manifest: { triggers, ...(plans ? { plans } : {}) }, defs, imports: [PACK] }).merged;
const TRIGGER = { event: 't/Order@1', plan: 'p/core_pay@1' };

describe('impactOn', () => {
  it('is unaffected by what it does not list', () => {
    expect(impactOn(world([], [], []), [difference('p/core_pay@1', true)])).toEqual({ state: 'unaffected', met: [] });
  });

  it('is affected by what it lists and does not use', () => {
    const { state, met } = impactOn(world([TRIGGER]), [difference('p/core_idle@1', true)]);
    expect([state, met[0]?.path, met[0]?.used]).toEqual(['affected', ['manifest', 'defplan p/core_idle@1'], false]);
  });

  it('is broken by a breaking difference in what it uses, affected by another', () => {
    const [broken, affected] = [true, false].map((breaking) => impactOn(world([TRIGGER]), [difference('p/core_pay@1', breaking)]));
    expect([broken?.state, affected?.state]).toEqual(['broken', 'affected']);
    expect(broken?.met[0]?.path).toEqual(['manifest /triggers/0/plan', 'defplan p/core_pay@1']);
  });

  it('follows raised events to the plans that they start', () => {
    const tell = flow('w/tell@1', [raise('tell')], [], { input: 't/Order@1' });
    const { met } = impactOn(world([{ event: 't/Order@1', plan: 'w/tell@1' }, { event: 't/Done@1', plan: 'p/core_pay@1' }], [tell]), [difference('p/core_pay@1', true)]);
    expect(met[0]?.path).toEqual(['manifest /triggers/1/plan', 'defplan p/core_pay@1']);
  });

  it('follows children and schemas', () => {
    const parent = flow('w/parent@1', [{ id: 'child', op: 'spawn_plan', plan: 'p/core_deep@1', input: record({ order: ref('@plan.input') }), bind: { handle_as: 'h' } }]);
    const { state, met } = impactOn(world([], [parent]), [difference('p/Deep@1', true, 'defschema'), difference('p/core_pay@1', true)]);
    expect(state).toBe('broken');
    expect(met.map(({ path }) => path)).toEqual([
      ['defplan w/parent@1 /steps/0/plan', 'defplan p/core_deep@1 /input', 'defschema p/Deep@1'],
      ['manifest', 'defplan p/core_pay@1'],
    ]);
  });

  it('meets what is gone where it is still named', () => {
    const { state, met } = impactOn(world([{ event: 't/Order@1', plan: 'p/core_gone@1' }]), [difference('p/core_gone@1', true)]);
    expect([state, met[0]?.path]).toEqual(['broken', ['manifest /triggers/0/plan', 'defplan p/core_gone@1']]);
  });

  it('ends in circles', () => {
    const tree = schema('w/Tree@1', record({ next: { option: ref('w/Tree@1') } }));
    expect(impactOn(world([], [tree]), []).state).toBe('unaffected');
  });
});
