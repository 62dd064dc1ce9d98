// Checks the shape of one definition: every mistake gives one problem at its place.
import type { JsonObject } from '@nx-air/canon';
import { didYouMean, nearest } from '../did-you-mean.ts';
import type { Problem } from '../finding.ts';
import { NODE_KINDS } from '../node.ts';
import type { NodeKind } from '../node.ts';
import { coverOf } from './cover.ts';
import { describe, quote } from './describe.ts';
import { checkSlot } from './expr-slot.ts';
import { badNumbers } from './mangled.ts';
import { reporter } from './place.ts';
import type { Place, Report } from './place.ts';
import { replacements } from './replacements.ts';
import { schemaProblems } from './schema-problems.ts';
import { slotsOf } from './slots.ts';
import { schemaErrors } from './validators.ts';

/**
 * Structural problems of one definition (schemas of spec/schemas, expressions, what AOS drops or mangles).
 * None of severity error means that `identify` can hash it. The order of problems has no meaning.
 */
export const checkNode = (json: JsonObject, place: Place, options: { /** `identify` read it: its numbers are fine. */ readonly isTyped?: boolean } = {}): Problem[] => {
  const kind = json['$kind'];
  if (!isNodeKind(kind)) return [kindProblem(kind, reporter(place, place.file))];
  const report = reporter(place, subjectOf(kind, json));
  const special = replacements(kind, json, report);
  const isSpecial = coverOf(special.map(({ covers }) => place.pointer + covers));
  const shape = schemaProblems(schemaErrors(kind, json), report, place.unknownKeys).filter(
    ({ pointer }) => !isSpecial(pointer),
  );
  const slots = slotsOf(kind, json).flatMap((slot) => checkSlot(slot, report));
  const problems = [...special.map(({ problem }) => problem), ...shape, ...slots];
  if (options.isTyped === true) return problems;
  const errors = problems.filter(({ severity }) => (severity ?? 'error') === 'error');
  const isKnown = coverOf(errors.map(({ pointer }) => pointer));
  const numbers = badNumbers(json, '', report).filter(({ pointer }) => !isKnown(pointer));
  return [...problems, ...numbers];
};

/** `defplan acme.flow/core_sync@1`; a definition without a usable name is just `defplan`. */
export const subjectOf = (kind: NodeKind, json: JsonObject): string => {
  const { name } = json;
  return kind === 'manifest' || typeof name !== 'string' || name === '' ? kind : `${kind} ${name.slice(0, 200)}`;
};

const isNodeKind = (kind: unknown): kind is NodeKind => NODE_KINDS.some((known) => known === kind);

const kindProblem = (kind: unknown, report: Report): Problem => {
  if (kind === undefined) return report('not_air_json', '', { expected: '`$kind`', actual: 'no `$kind`' });
  if (typeof kind !== 'string') return report('wrong_type', '/$kind', { expected: 'text', actual: describe(kind) });
  const meant = nearest(kind, NODE_KINDS);
  const expected = meant === undefined ? {} : { expected: `\`${meant}\`` };
  return report('unknown_kind', '/$kind', { ...expected, actual: quote(kind), ...didYouMean(meant) });
};
