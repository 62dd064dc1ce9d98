// Which field of the event a wait compares with the value that identifies the run.
import { compareText } from '@nx-air/canon/json';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { parseReference, type Reference } from './expr/reference.ts';
import { isArray, isObject, textOf } from './members.ts';

/** The fields K of `@event.K` that stand against `@plan.input.K` or `@var:correlation_id` in an `eq` of some `where`. Sorted. */
export function correlationFields(steps: readonly JsonObject[]): readonly string[] {
  const fields = steps.flatMap((step) => (step['op'] === 'await_event' ? comparisons(step['where']) : []));
  return [...new Set(fields)].sort(compareText);
}

function comparisons(expr: JsonValue | undefined): readonly string[] {
  if (!isObject(expr)) return [];
  const args = isArray(expr['args']) ? expr['args'] : [];
  if (expr['op'] !== 'eq') return args.flatMap(comparisons);
  const [left, right] = args.map(referenceOf);
  if (!left || !right) return [];
  return [compared(left, right), compared(right, left)].filter((field) => field !== undefined);
}

function referenceOf(expr: JsonValue): Reference | undefined {
  const text = isObject(expr) ? textOf(expr, 'ref') : undefined;
  return text === undefined ? undefined : parseReference(text);
}

function compared(event: Reference, other: Reference): string | undefined {
  if (event.root !== 'event' || event.path.length === 0) return undefined;
  const field = event.path.join('.');
  const isCorrelation = other.root === 'var' && other.name === 'correlation_id' && other.path.length === 0;
  const isInput = other.root === 'input' && other.path.join('.') === field;
  return isCorrelation || isInput ? field : undefined;
}
