// `air:allow` in comments: what it takes away, and what is wrong with it.
import { describe, expect, it } from 'vitest';
import { DONE, ORDER, ref } from './support/defs.ts';
import { packNodes, type Json } from './support/world.ts';
import { codesOf, edges, end, eq, awaitEvent, flow, http, key, packLints, timer, worldLints } from './lints/lint-findings.ts';

const wait = (comment?: unknown): Json => awaitEvent('answer', { where: eq(ref('@event.id'), ref('@plan.input.id')), ...(comment === undefined ? {} : { $comment: comment }) });
const plan = (step: Json, more: Json = {}): Json => flow('p/core_wait@1', [step, end('done')], edges('answer -> done'), more);
const lints = (comment: unknown): string => packLints([ORDER, DONE, plan(wait(comment))]);
const codes = (comment: unknown): readonly string[] => codesOf(lints(comment));

describe('air:allow', () => {
  it.each([
    'air:allow wait_without_timeout — a person answers',
    'air:allow wait_without_timeout -- a person answers',
    'air:allow wait_without_timeout - a person answers',
    '  air:allow   wait_without_timeout   –   a person answers',
    'Waits for the desk.\nair:allow wait_without_timeout — a person answers',
  ])('allows the lint: %s', (comment) => {
    expect(lints(comment)).toBe('');
  });

  it.each(['a person answers', 'see air:allow wait_without_timeout — below', 'air:allowed', 7, ['air:allow wait_without_timeout — a list'], { text: 'x' }])('leaves other comments alone: %j', (comment) => {
    expect(codes(comment)).toEqual(['wait_without_timeout']);
  });

  it('needs a reason', () => {
    expect(lints('air:allow wait_without_timeout — !')).toMatchInlineSnapshot(`
      "p/defs.air.json:32:7 warning wait_without_timeout
        defplan p/core_wait@1: wait without a timeout
        found answer waits for the event t/Done@1, and no timer ends the plan meanwhile
        hint: Set a timer before the wait, await it on a branch of its own, and lead that branch to an \`end\`.
      p/defs.air.json:50:21 error bad_suppression
        defplan p/core_wait@1: suppression is not understood
        expected \`air:allow <lint> — <reason>\`, found no reason for wait_without_timeout
        hint: Write \`air:allow <lint> — <reason>\`, with a lint of spec/findings.md."
    `);
  });

  it('needs a lint', () => {
    expect(lints('air:allow wait_without_timout — a person answers')).toMatchInlineSnapshot(`
      "p/defs.air.json:32:7 warning wait_without_timeout
        defplan p/core_wait@1: wait without a timeout
        found answer waits for the event t/Done@1, and no timer ends the plan meanwhile
        hint: Set a timer before the wait, await it on a branch of its own, and lead that branch to an \`end\`.
      p/defs.air.json:50:21 error bad_suppression
        defplan p/core_wait@1: suppression is not understood
        expected \`air:allow <lint> — <reason>\`, found \`wait_without_timout\`, which is no lint
        hint: Did you mean \`wait_without_timeout\`?"
    `);
  });

  it.each(['air:allow', 'air:allow wait_without_timeout', 'air:allow wait_without_timeout a person answers', 'air:allow type_mismatch — I know better', 'air:allow dead_step — kept'])('refuses `%s`', (comment) => {
    expect(codes(comment)).toContain('bad_suppression');
    expect(codes(comment)).toContain('wait_without_timeout');
  });

  it('says when there is nothing to allow', () => {
    expect(lints('air:allow late_wait — it is quick\nair:allow wait_without_timeout — a person answers')).toMatchInlineSnapshot(`
      "p/defs.air.json:50:21 warning unused_suppression
        defplan p/core_wait@1: suppression of nothing
        found late_wait finds nothing here
        hint: Remove the \`air:allow\` line."
    `);
  });

  it('holds for its step only', () => {
    const two = flow('p/core_wait@1', [wait('air:allow wait_without_timeout — a person answers'), awaitEvent('other', { where: eq(ref('@event.id'), ref('@plan.input.id')) }), end('done')], edges('answer -> other -> done'));
    expect(codesOf(packLints([ORDER, DONE, two]))).toEqual(['wait_without_timeout']);
  });

  it('on a plan does not speak for its steps', () => {
    const found = packLints([ORDER, DONE, plan(wait(), { $comment: 'air:allow wait_without_timeout — a person answers' })]);
    expect(codesOf(found)).toEqual(['wait_without_timeout', 'unused_suppression']);
  });

  it('on a plan speaks for what is said about the plan', () => {
    const family: Json = { $kind: 'defschema', name: 'p/Event@1', type: { variant: { A: ref('t/Order@1') } } };
    const taking = (more: Json): Json => flow('p/core_take@1', [end('done')], [], { input: 'p/Event@1', ...more });
    expect(codesOf(packLints([ORDER, DONE, family, taking({})]))).toEqual(['envelope_input']);
    expect(packLints([ORDER, DONE, family, taking({ $comment: 'air:allow envelope_input — the family is the domain' })])).toBe('');
  });

  it('does not change the identity of a definition', () => {
    const hashOf = (step: Json): unknown => packNodes([plan(step)])[0]?.hash;
    expect(hashOf(wait('air:allow wait_without_timeout — a person answers'))).toBe(hashOf(wait()));
  });

  it('in a pack counts for its consumers, and is judged only in the pack', () => {
    const step = (comment: string): Json => awaitEvent('answer', { $comment: comment });
    const start = (comment: string): readonly Json[] => [
      ORDER,
      DONE,
      flow('p/core_start@1', [{ id: 'tell', op: 'raise_event', event: 't/Done@1', value: { record: { id: ref('@plan.input.id') } } }]),
      flow('p/internal_next@1', [step(comment), end('done')], edges('answer -> done'), { input: 't/Done@1' }),
    ];
    const triggers = [{ event: 't/Order@1', plan: 'p/core_start@1', correlate_by: 'id' }, { event: 't/Done@1', plan: 'p/internal_next@1' }];
    const world = (comment: string): readonly string[] => codesOf(worldLints({ manifest: { triggers }, imports: [start(comment)] }));
    expect(world('')).toEqual(['uncorrelated_path']);
    expect(world('air:allow uncorrelated_path — one run at a time')).toEqual([]);
    expect(world('air:allow')).toEqual(['uncorrelated_path']);
    expect(codesOf(packLints(start('air:allow uncorrelated_path — one run at a time')))).toEqual(['wait_without_timeout']);
  });

  it('is unused where the thing was repaired', () => {
    const fixed = flow('p/core_wait@1', [wait('air:allow wait_without_timeout — a person answers'), timer('late'), end('too_late'), end('done')], edges('late -> late_done -> too_late', 'answer -> done'));
    expect(codesOf(packLints([ORDER, DONE, fixed]))).toEqual(['unused_suppression']);
    const get = flow('p/core_get@1', [http('look', 'GET', { ...key(), $comment: 'air:allow missing_idempotency_key — reads' }), timer('late'), end('too_late')], edges('late -> late_done -> too_late'));
    expect(codesOf(packLints([ORDER, DONE, get]))).toEqual(['unused_suppression']);
  });
});
