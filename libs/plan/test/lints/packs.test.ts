// Lints about packs and their consumers: repeated cores, drifted slots, envelopes as input.
import { describe, expect, it } from 'vitest';
import type { LockedSlots } from '../../src/check.ts';
import { DONE, ORDER, TIMER_GRANT, record, ref, reducer, schema } from '../support/defs.ts';
import type { Json } from '../support/world.ts';
import { awaitEvent, codesOf, edges, end, flow, http, key, packLints, raise, timer, worldLints } from './lint-findings.ts';

describe('prefer_core', () => {
  const work = (suffix: string): readonly Json[] => [...http(`pay${suffix}`, 'POST', key()), raise(`tell${suffix}`), end(`end${suffix}`)];
  const links = (suffix: string, first = ''): readonly Json[] => edges(`${first}pay${suffix} -> pay${suffix}_done -> tell${suffix} -> end${suffix}`);
  const core = flow('t/core_pay@1', work(''), links(''));
  const LEVELS = new Map([['wait_without_timeout', 'off'], ['missing_idempotency_key', 'off']] as const);
  const lints = (own: Json, imported: Json = core, manifest: Json = {}): string => worldLints({ manifest, defs: [own], imports: [[ORDER, DONE, imported]] }, { levels: LEVELS });
  const late = (more: Json = {}): Json => flow('t/pay_late@1', [...timer('nap'), ...work('_mine')], links('_mine', 'nap -> nap_done -> '), more);

  it('reports a plan that does all of a core and more', () => {
    expect(lints(flow('t/pay_late@1', [...timer('nap'), ...work('_mine')], links('_mine', 'nap -> nap_done -> ')))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:4:13 warning prefer_core
        defplan t/pay_late@1: plan repeats an imported core
        found t/pay_late@1 repeats the 2 effects, events and waits of t/core_pay@1
        see p0/defs.air.json:29:13: the core plan
        hint: Raise the input event of the core from a wrapper plan, and keep only what the core does not do."
    `);
  });

  describe('with AIR 1.1', () => {
    const NEW: Json = { air_version: '1.1' };
    const spawn: readonly Json[] = [
      { id: 'pay', op: 'spawn_plan', plan: 't/core_pay@1', input: ref('@plan.input'), bind: { handle_as: 'paying' } },
      { id: 'paid', op: 'await_plan', for: ref('@var:paying'), bind: { as: 'outcome' } },
    ];

    it('says that the core can be spawned', () => {
      expect(lints(late(), core, NEW)).toMatchInlineSnapshot(`
        "w/air/defs.air.json:4:13 warning prefer_core
          defplan t/pay_late@1: plan repeats an imported core
          found t/pay_late@1 repeats the 2 effects, events and waits of t/core_pay@1
          see p0/defs.air.json:29:13: the core plan
          hint: Spawn t/core_pay@1 with \`spawn_plan\`, await it, and keep only what it does not do."
      `);
    });

    it('passes the wrapper that spawns the core and does the rest', () => {
      expect(lints(flow('t/pay_late@1', [...timer('nap'), ...spawn, end('done')], edges('nap -> nap_done -> pay -> paid -> done')), core, NEW)).toBe('');
    });

    it('reports a wrapper that spawns the core and repeats it all the same', () => {
      const both = flow('t/pay_late@1', [...spawn.map((step) => ({ ...step, id: `${String(step['id'])}_core` })), ...work('_mine')], edges('pay_core -> paid_core -> pay_mine -> pay_mine_done -> tell_mine -> end_mine'));
      expect(codesOf(lints(both, core, NEW))).toEqual(['prefer_core']);
    });

    it('passes the wrapper of version 1, which raises the event, in version 1', () => {
      expect(lints(flow('t/wrap@1', [raise('ask'), end('done')], edges('ask -> done')), core)).toBe('');
    });
  });

  it('takes a level and a reason', () => {
    const levels = new Map([...LEVELS, ['prefer_core', 'error']] as const);
    expect(worldLints({ defs: [late()], imports: [[ORDER, DONE, core]] }, { levels })).toContain('error prefer_core');
    expect(lints(late({ $comment: 'air:allow prefer_core — the nap has to come between the steps of the core' }))).toBe('');
    expect(codesOf(lints(late({ $comment: 'air:allow prefer_core' })))).toEqual(['prefer_core', 'bad_suppression']);
  });

  it('leaves copies under other names to their own finding', () => {
    expect(lints(flow('t/pay_again@1', work('_mine'), links('_mine')))).toBe('');
  });

  const others: readonly (readonly [what: string, own: Json, imported: Json | undefined])[] = [
    ['a wrapper', flow('t/wrap@1', [raise('ask'), end('done')], edges('ask -> done')), undefined],
    ['part of the core', flow('t/part@1', [...http('pay', 'POST', key()), ...timer('nap')], []), undefined],
    ['the same kind with other parameters', flow('t/other@1', [...http('pay', 'PUT', key()), raise('tell'), ...timer('nap')], []), undefined],
    ['a plan that is no core', flow('t/late@1', [...timer('nap'), ...work('_mine')], []), flow('t/entry_pay@1', work(''), links(''))],
    ['a core of one effect', flow('t/late@1', [...timer('nap'), raise('tell')], []), flow('t/core_tell@1', [raise('tell')], [])],
  ];
  it.each(others)('passes %s', (_what, own, imported) => {
    expect(lints(own, imported)).toBe('');
  });
});

describe('slot_drift', () => {
  const slots = (locked: readonly string[], current: readonly string[]): LockedSlots => ({
    subject: 'import path ../p',
    file: 'w/aos.sync.json',
    pointer: '/air/imports/0/lock/authority/cap_slots',
    locked,
    current,
  });
  const lints = (...given: Parameters<typeof slots>): string => worldLints({ manifest: { defaults: { cap_grants: [TIMER_GRANT] } } }, { lockedSlots: [slots(...given)] });

  it('reports a slot that was renamed', () => {
    expect(lints(['cap_clock', 'cap_http'], ['cap_http', 'cap_wall_clock'])).toMatchInlineSnapshot(`
      "w/aos.sync.json:1:1 warning slot_drift
        import path ../p: capability slots differ from the lock
        expected the slots cap_clock and cap_http, found the slots cap_http and cap_wall_clock
        hint: Grant cap_wall_clock in \`defaults.cap_grants\`, then run \`air lock <world>\` with \`--update\`."
    `);
  });

  it('asks for no grant that is there', () => {
    expect(lints([], ['cap_timer'])).toMatchInlineSnapshot(`
      "w/aos.sync.json:1:1 warning slot_drift
        import path ../p: capability slots differ from the lock
        expected no slots, found the slots cap_timer
        hint: Compare the grants with the slots, then run \`air lock <world>\` with \`--update\`."
    `);
  });

  it('reports a slot that is gone', () => {
    expect(codesOf(lints(['cap_http', 'cap_timer'], ['cap_timer']))).toEqual(['slot_drift']);
  });

  it('passes the same slots in another order', () => {
    expect(lints(['b', 'a'], ['a', 'b'])).toBe('');
  });
});

describe('envelope_input', () => {
  const FAMILY = schema('p/Event@1', { variant: { Order: ref('t/Order@1'), Done: ref('t/Done@1') } });
  const STAGE = schema('p/Stage@1', { variant: { Open: { unit: {} }, Done: ref('t/Done@1') } });
  const taking = (input: string, name = 'p/core_take@1'): Json => flow(name, [end('done')], [], { input });
  const lints = (...defs: readonly Json[]): string => packLints([ORDER, DONE, ...defs]);

  it('reports the event of a module', () => {
    expect(lints(FAMILY, reducer('p/Desk@1', { event: 'p/Event@1' }), taking('p/Event@1'))).toMatchInlineSnapshot(`
      "p/defs.air.json:55:14 warning envelope_input
        defplan p/core_take@1: input of the plan is an event wrapper
        found p/Event@1, the event of p/Desk@1
        see p/defs.air.json:45:12: the module whose event it is
        hint: Take a record of the domain as input, and unwrap the event in a wrapper plan of the application."
    `);
  });

  it('reports a variant of events', () => {
    expect(lints(FAMILY, taking('p/Event@1'))).toMatchInlineSnapshot(`
      "p/defs.air.json:44:14 warning envelope_input
        defplan p/core_take@1: input of the plan is an event wrapper
        found p/Event@1, a variant of 2 events
        hint: Take a record of the domain as input, and unwrap the event in a wrapper plan of the application."
    `);
  });

  it('reports an envelope behind a reference', () => {
    expect(codesOf(lints(FAMILY, schema('p/Alias@1', ref('p/Event@1')), taking('p/Alias@1')))).toEqual(['envelope_input']);
  });

  it('reports an envelope of the kernel, of an entry plan too', () => {
    expect(codesOf(lints(taking('sys/EffectReceiptEnvelope@1', 'p/entry_take@1')))).toEqual(['envelope_input']);
  });

  const narrow: readonly (readonly [what: string, defs: readonly Json[]])[] = [
    ['a record of the domain', [taking('t/Order@1')]],
    ['a variant that is a state of the domain', [STAGE, taking('p/Stage@1')]],
    ['a record that an event of a module refers to', [FAMILY, reducer('p/Desk@1', { event: 'p/Event@1' }), taking('t/Order@1')]],
    ['an adapter, whose work it is', [FAMILY, taking('p/Event@1', 'p/adapter_take@1')]],
  ];
  it.each(narrow)('passes %s', (_what, defs) => {
    expect(lints(...defs)).toBe('');
  });

  it('is a question for packs, not for worlds', () => {
    expect(codesOf(worldLints({ defs: [ORDER, DONE, FAMILY, taking('p/Event@1')] }))).toEqual([]);
  });

  it('keeps quiet about awaits of events', () => {
    expect(codesOf(lints(flow('p/core_hear@1', [awaitEvent('hear', { where: { op: 'eq', args: [ref('@event'), record({ id: ref('@plan.input.id') })] } })])))).toEqual(['wait_without_timeout']);
  });
});
