// The explorer finds the run that fails, however hidden, and finds none in the nearest plan that is right.
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { everyRun } from './every-run.ts';
import { viewOf } from './world.ts';

const ref = (text: string): JsonValue => ({ ref: text });
const op = (name: string, ...args: JsonValue[]): JsonValue => ({ op: name, args });
const set = (id: string, expr: JsonValue, as = id): JsonObject => ({ id, op: 'assign', expr, bind: { as } });
const emit = (id: string): JsonObject => ({ id, op: 'emit_effect', kind: 'words', params: ref('@plan.input.point'), cap: 'any', bind: { effect_id_as: `${id}_h` } });
const wait = (id: string, emitted: string, as = id): JsonObject => ({ id, op: 'await_receipt', for: ref(`@var:${emitted}_h`), bind: { as } });
const event = (id: string, where?: JsonValue, as = id): JsonObject => ({ id, op: 'await_event', event: 't/Event@1', ...(where === undefined ? {} : { where }), bind: { as } });
const edge = (ends: string, when?: JsonValue): JsonObject => ({ from: ends.split(' ')[0] ?? '', to: ends.split(' ')[1] ?? '', ...(when === undefined ? {} : { when }) });
const ONE: JsonValue = { nat: 1 };
const NULL: JsonValue = { null: {} };

function verdict(steps: readonly JsonObject[], edges: readonly JsonObject[] = [], more: JsonObject = {}): string {
  const view = viewOf({ $kind: 'defplan', name: 't/p@1', input: 't/In@1', steps, edges, ...more });
  if (typeof view === 'string') throw new Error(view);
  const found = everyRun(view, 1000);
  return found.is === 'fault' ? `${found.code} at ${found.where}` : found.is;
}

const some = op('ne', ref('@plan.input.note'), NULL);
const isA = op('eq', ref('@plan.input.choice.$tag'), { text: 'A' });
const ok = (id: string): JsonValue => op('eq', ref(`@step:${id}.$status`), { text: 'ok' });

describe('every run', () => {
  test.each<readonly [name: string, fails: string, steps: readonly JsonObject[], edges: readonly JsonObject[], twin: readonly JsonObject[], twinEdges: readonly JsonObject[]]>([
    ['an option that is null', 'type at a expr', [set('a', op('len', ref('@plan.input.note')))], [], [set('s', ONE), set('a', op('len', ref('@plan.input.note')))], [edge('s a', some)]],
    ['an arm that is another', 'type at a expr', [set('a', ref('@plan.input.choice.$value.x'))], [], [set('s', ONE), set('a', ref('@plan.input.choice.$value.x'))], [edge('s a', isA)]],
    ['a key that is missing', 'missing_key at a expr', [set('a', ref('@plan.input.counts.a'))], [], [set('s', ONE), set('a', ref('@plan.input.counts.a'))], [edge('s a', op('has', ref('@plan.input.counts'), { text: 'a' }))]],
    ['a branch that did not run', 'unbound at j expr', [set('s', ONE), set('a', ONE), set('b', ONE), set('j', ref('@var:a'))], [edge('s a', some), edge('s b', op('not', some)), edge('a j'), edge('b j')], [set('s', ONE), set('a', ONE, 'v'), set('b', ONE, 'v'), set('j', ref('@var:v'))], [edge('s a', some), edge('s b', op('not', some)), edge('a j'), edge('b j')]],
    ['a payload that did not come', 'unbound at a expr', [emit('e'), wait('w', 'e'), set('o', ONE), set('a', ref('@var:w'))], [edge('e w'), edge('w o', ok('w')), edge('w a')], [emit('e'), wait('w', 'e'), set('a', ref('@var:w'))], [edge('e w'), edge('w a', ok('w'))]],
    ['a variable that another event binds', 'type at a expr', [event('x', undefined, 'v'), { ...event('y', undefined, 'v'), event: 't/Text@1' }, set('a', ref('@var:v.name'))], [edge('x a'), edge('y a')], [event('x'), { ...event('y'), event: 't/Text@1' }, set('a', ref('@var:x.name'))], [edge('x a'), edge('y a')]],
    ['two awaits of one event', 'type at c expr', [event('a'), event('b', undefined, 'v'), set('c', op('len', ref('@var:v.note')))], [edge('a c'), edge('b c')], [event('a'), event('b', undefined, 'v'), set('c', op('len', ref('@var:v.name')))], [edge('a c'), edge('b c')]],
    ['an await that comes first', 'not_emitted at ', [wait('w', 'e'), emit('e')], [], [wait('w', 'e'), emit('e')], [edge('e w')]],
    ['a where that is no condition', 'type at a where', [event('a', ref('@event.name'))], [], [event('a', op('eq', ref('@event.name'), { text: 'a' }))], []],
  ])('%s', (_, fails, steps, edges, twin, twinEdges) => {
    expect(verdict(twin, twinEdges)).toBe('harmless');
    expect(verdict(steps, edges)).toBe(fails);
  });

  test('no result', () => {
    const end: JsonObject = { id: 'z', op: 'end', result: { variant: { tag: 'Nothing' } } };
    expect(verdict([set('a', ONE), end], [edge('a z')], { output: 't/Out@1' })).toBe('harmless');
    expect(verdict([set('a', ONE), end], [edge('a z', some)], { output: 't/Out@1' })).toBe('no_result at a -> z');
  });

  test('steps that wait for each other', () => {
    expect(verdict([set('a', ONE), set('b', ONE)], [edge('a b')])).toBe('harmless');
    expect(verdict([set('a', ONE), set('b', ONE)], [edge('a b'), edge('b a')])).toBe('stalled at ');
  });

  test('what values alone decide is no fault', () => {
    expect(verdict([set('a', op('div', ONE, ref('@plan.input.count')))])).toBe('harmless');
    expect(verdict([set('a', op('get', ref('@plan.input.nats'), { nat: 7 }))])).toBe('harmless');
  });

  test('guards that are one are decided once', () => {
    const both = [set('s', ONE), set('a', ONE, 'v'), set('t', ONE), set('r', ref('@var:v'))];
    expect(verdict(both, [edge('s a', some), edge('a t'), edge('s t', op('not', some)), edge('t r', some)])).toBe('harmless');
    expect(verdict(both, [edge('s a', some), edge('a t'), edge('s t', op('not', some)), edge('t r', isA)])).toBe('unbound at r expr');
  });
});
