// Each rule about literals and their schemas: the smallest pack that breaks it, as people read it, and the nearest that keeps it.
import { expect, test } from 'vitest';
import { packFindingsOf } from '../support/rules.ts';
import type { Json } from '../support/world.ts';

const schema = (name: string, type: Json): Json => ({ $kind: 'defschema', name, type });
const SCHEMAS: readonly Json[] = [
  schema('p/In@1', { record: { id: { text: {} } } }),
  schema('p/Point@1', { record: { x: { nat: {} }, label: { option: { text: {} } } } }),
  schema('p/Choice@1', { variant: { A: { text: {} }, B: { unit: {} } } }),
];

const plan = (steps: readonly Json[], more: Json = {}): readonly Json[] => [
  ...SCHEMAS,
  { $kind: 'defplan', name: 'p/core_p@1', input: 'p/In@1', steps, edges: [], ...more },
];
const raise = (event: string, value: unknown): readonly Json[] => plan([{ id: 'a', op: 'raise_event', event, value }]);
const set = (expr: unknown, more?: Json): readonly Json[] => plan([{ id: 'a', op: 'assign', expr, bind: { as: 'a' } }], more);
const end = (more: Json, step: Json): readonly Json[] => plan([{ id: 'a', op: 'end', ...step }], more);

/** The spawning plan comes first, so that the places of both packs are the same. */
const spawn = (child: string): readonly Json[] => [
  ...plan([
    { id: 'a', op: 'spawn_plan', plan: child, input: { id: 'x' }, bind: { handle_as: 'h' } },
    { id: 'b', op: 'await_plan', for: { ref: '@var:h' }, bind: { as: 'outcome' } },
  ], { edges: [{ from: 'a', to: 'b' }] }),
  { $kind: 'defplan', name: 'p/core_child@1', input: 'p/In@1', steps: [{ id: 'e', op: 'end' }], edges: [] },
];

const POINT = { record: { x: { nat: 1 }, label: { null: {} } } };

const CASES: readonly (readonly [code: string, twin: readonly Json[], broken: readonly Json[]])[] = [
  ['bad_literal', raise('p/Point@1', POINT), raise('p/Point@1', { record: { x: { text: '1' }, label: { null: {} } } })],
  ['literal_missing_field', raise('p/Point@1', POINT), raise('p/Point@1', { record: { x: { nat: 1 } } })],
  ['literal_unknown_field', raise('p/Point@1', POINT), raise('p/Point@1', { record: { ...POINT.record, y: { nat: 1 } } })],
  ['literal_unknown_tag', raise('p/Choice@1', { variant: { tag: 'B' } }), raise('p/Choice@1', { variant: { tag: 'C' } })],
  ['literal_without_schema', set({ nat: 5 }), set(5)],
  ['literal_unknown_schema', raise('p/Point@1', { x: 1, label: null }), raise('p/Pint@1', { x: 1, label: null })],
  ['literal_unknown_plan', spawn('p/core_child@1'), spawn('p/core_q@1')],
  ['result_without_output', end({ output: 'p/Point@1' }, { result: POINT }), end({}, { result: POINT })],
];

test.each(CASES)('%s', (code, twin, broken) => {
  const shown = packFindingsOf(twin, broken);
  expect(shown.split('\n').filter((line) => / error /u.test(line)).map((line) => line.split(' ').at(-1)), 'one finding').toEqual([code]);
  expect(shown).toMatchSnapshot();
});

test('literal_too_deep', () => {
  const loop = (item: Json): readonly Json[] => [...raise('p/Loop@1', []), schema('p/Loop@1', item)];
  const shown = packFindingsOf(loop({ list: { ref: 'p/Loop@1' } }), loop({ option: { ref: 'p/Loop@1' } }));
  expect(shown).toMatchInlineSnapshot(`
    "p/defs.air.json:52:18 error literal_too_deep
      defplan p/core_p@1: literal nested too deep
      expected at most 256 levels
      hint: Flatten the value."
  `);
});
