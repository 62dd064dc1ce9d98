// Slots of steps: read when they are first asked for, and once.
import { describe, expect, it } from 'vitest';
import { readSteps, slotOf } from '../../src/flow/plan-model.ts';

const REF = { ref: '@plan.input.id' };

describe('slotOf', () => {
  it('gives the same expression to all that ask', () => {
    const [first, second] = readSteps({ steps: [{ id: 'a', op: 'assign', expr: REF }, { id: 'b', op: 'assign', expr: REF }] });
    const expr = slotOf(first!, 'expr');
    expect(expr).toMatchObject({ k: 'ref', at: '', ref: { root: 'input', path: ['id'] } });
    expect(slotOf(first!, 'expr')).toBe(expr);
    expect(slotOf(second!, 'expr')).not.toBe(expr);
    expect(slotOf(second!, 'expr')).toEqual(expr);
  });

  it('tells the slots of a step apart', () => {
    const [step] = readSteps({ steps: [{ id: 'a', op: 'spawn_plan', input: REF, inputs: { list: [REF] } }] });
    expect(slotOf(step!, 'input')?.k).toBe('ref');
    expect(slotOf(step!, 'inputs')?.k).toBe('list');
  });

  it.each([
    ['absent', {}],
    ['null', { expr: null }],
    ['no expression', { expr: { op: 'frobnicate', args: [] } }],
    ['no object', { expr: 7 }],
  ])('has none where it is %s', (_, members) => {
    const [step] = readSteps({ steps: [{ id: 'a', op: 'assign', ...members }] });
    expect([slotOf(step!, 'expr'), slotOf(step!, 'expr')]).toEqual([undefined, undefined]);
  });
});
