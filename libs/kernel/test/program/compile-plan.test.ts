// Compiling a plan: which step an await belongs to, and which guards read how its effect ended.
import { ZERO_HASH, type JsonObject, type JsonValue } from '@nx-air/canon';
import { Schemas } from '@nx-air/plan/runtime';
import { describe, expect, test } from 'vitest';
import { CannotCompile, compilePlan } from '../../src/program/compile-plan.ts';
import type { CompiledPlan } from '../../src/program/plan.ts';

const SCHEMAS = new Schemas((name) => (name === 'w/Go@1' ? { record: {} } : undefined));
const emit = (id: string, handle = `${id}_handle`): JsonObject => ({ id, op: 'emit_effect', kind: 'timer.set', params: { nat: 1 }, cap: 'timer', bind: { effect_id_as: handle } });
const wait = (id: string, handle: JsonValue): JsonObject => ({ id, op: 'await_receipt', for: { ref: handle }, bind: { as: `${id}_answer` } });
const failed = (id: string): JsonObject => ({ op: 'eq', args: [{ ref: `@step:${id}.$status` }, { text: 'error' }] });

function compile(steps: readonly JsonObject[], edges: readonly JsonObject[] = []): CompiledPlan {
  return compilePlan({ name: 'w/core_p@1', input: 'w/Go@1', steps: [...steps], edges: [...edges] }, ZERO_HASH, SCHEMAS);
}

const awaits = ({ steps }: CompiledPlan) => steps.flatMap((step) => (step.op === 'await_receipt' ? [{ id: step.id, emit: step.emit, readsStatus: step.readsStatus }] : []));

describe('the step that emitted', () => {
  test('each handle has its own, and several may await one', () => {
    const plan = compile([emit('a'), emit('b'), wait('got_b', '@var:b_handle'), wait('got_a', '@var:a_handle'), wait('again', '@var:b_handle')]);
    expect(awaits(plan).map(({ id, emit: from }) => [id, from])).toEqual([['got_b', 1], ['got_a', 0], ['again', 1]]);
    expect([...plan.awaitsOf]).toEqual([[1, [2, 4]], [0, [3]]]);
  });

  test('of two with one handle, the first', () => {
    expect(awaits(compile([emit('a', 'h'), emit('b', 'h'), wait('got', '@var:h')]))).toMatchObject([{ emit: 0 }]);
  });

  test('a handle with dots', () => {
    expect(awaits(compile([emit('a', 'h.x'), wait('got', '@var:h.x')]))).toMatchObject([{ emit: 0 }]);
  });

  test.each([['@var:other'], ['@plan.input'], ['@step:a']])('%s is none', (handle) => {
    expect(() => compile([emit('a'), wait('got', handle)])).toThrow(CannotCompile);
    expect(() => compile([emit('a'), wait('got', handle)])).toThrow('step got awaits no handle of an emit_effect');
  });
});

describe('guards that read the status', () => {
  const steps = [emit('a'), wait('got', '@var:a_handle'), emit('b'), wait('other', '@var:b_handle'), { id: 'e', op: 'end' }];
  test.each<[string, readonly JsonObject[], boolean]>([
    ['none', [{ from: 'got', to: 'e' }], false],
    ['of its own edge', [{ from: 'got', to: 'e', when: failed('got') }], true],
    ['of its second edge', [{ from: 'got', to: 'b', when: { bool: true } }, { from: 'got', to: 'e', when: failed('got') }], true],
    ['of another step', [{ from: 'other', to: 'e', when: failed('got') }], false],
    ['about another step', [{ from: 'got', to: 'e', when: failed('other') }], false],
  ])('%s', (_name, edges, reads) => {
    expect(awaits(compile(steps, edges))[0]).toEqual({ id: 'got', emit: 0, readsStatus: reads });
  });
});
