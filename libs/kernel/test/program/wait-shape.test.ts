// Which `where` expressions are indexed, and which guards read a status.
import { parseExpr, type Expr } from '@nx-air/plan/runtime';
import { describe, expect, test } from 'vitest';
import { readsStatus } from '../../src/program/reads-status.ts';
import { waitShape } from '../../src/program/wait-shape.ts';
import { op, record, ref, text } from '../support/plan.ts';
import type { Json } from '../support/world.ts';

const exprOf = (json: Json): Expr => {
  const parsed = parseExpr(json as never);
  if (!parsed.ok) throw new Error(parsed.fault.expected);
  return parsed.expr;
};
const event = ref('@event.id');
const stable = ref('@var:stable');
const changing = ref('@var:changing');

describe('the shape of a wait', () => {
  test.each<[string, Json, string | undefined]>([
    ['event on the left', op('eq', event, ref('@plan.input.id')), '@event.id'],
    ['event on the right', op('eq', text('x'), event), '@event.id'],
    ['the whole event', op('eq', ref('@event'), stable), '@event'],
    ['a step', op('eq', event, ref('@step:s.id')), '@event.id'],
    ['a field of a variable', op('eq', event, ref('@var:stable.id')), '@event.id'],
    ['an expression over the instance', op('eq', event, op('concat', stable, text('x'))), '@event.id'],
    ['a record over the instance', op('eq', event, record({ a: stable })), '@event.id'],
    ['first in an and', op('and', op('eq', event, stable), op('eq', changing, text('x'))), '@event.id'],
    ['an and in an and', op('and', op('and', op('eq', event, stable)), text('x')), '@event.id'],
    ['second in an and: the first may fault', op('and', op('eq', changing, text('x')), op('eq', event, stable)), undefined],
    ['a variable that may change', op('eq', event, changing), undefined],
    ['the event on both sides', op('eq', event, event), undefined],
    ['an expression over the event', op('eq', op('len', event), { nat: 1 }), undefined],
    ['an or', op('or', op('eq', event, stable), text('x')), undefined],
    ['another operator', op('ne', event, stable), undefined],
    ['one argument', op('eq', event), undefined],
    ['a reference', event, undefined],
  ])('%s', (_name, json, path) => {
    expect(waitShape(exprOf(json), ({ name }) => name === 'stable')?.path).toBe(path);
  });

  test('no where', () => expect(waitShape(undefined, () => true)).toBeUndefined());
});

test.each<[Json, boolean]>([
  [op('eq', ref('@step:s.$status'), text('ok')), true],
  [op('not', op('eq', text('ok'), ref('@step:s.$status'))), true],
  [record({ a: { list: [ref('@step:s.$status')] } }), true],
  [{ map: [{ key: text('a'), value: ref('@step:s.$status') }] }, true],
  [{ variant: { tag: 'A', value: ref('@step:s.$status') } }, true],
  [op('eq', ref('@step:t.$status'), text('ok')), false],
  [op('eq', ref('@step:s.status'), text('ok')), false],
  [op('eq', ref('@step:s.$fault.code'), text('ok')), false],
  [text('@step:s.$status'), false],
])('reads the status: %j', (json, expected) => {
  expect(readsStatus(exprOf(json), 's')).toBe(expected);
});
