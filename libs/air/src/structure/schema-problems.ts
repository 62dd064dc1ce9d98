// Turns ajv errors into problems: one for each mistake, in our words.
import type { ErrorObject } from 'ajv/dist/2020.js';
import { didYouMean, nearest } from '../did-you-mean.ts';
import type { Problem, Severity } from '../finding.ts';
import { MAX_NAME_LENGTH } from '../names.ts';
import { codeOfPattern } from './pattern-codes.ts';
import { describe, either, quote } from './describe.ts';
import { inRange, isInteger, rangeOf } from './integer-range.ts';
import { child, isIgnoredKey } from './place.ts';
import type { Report } from './place.ts';
import { discriminatorProblem } from './op-problem.ts';

interface KeyErrors {
  readonly pointer: string;
  /** Unknown keys and, for each, the known keys of the object. */
  readonly unknown: Map<string, readonly string[]>;
  readonly missing: Set<string>;
}

/** Problems for the errors of one validation; `unknownKeys` is the severity of keys that nothing reads. */
export const schemaProblems = (
  errors: readonly ErrorObject[],
  report: Report,
  unknownKeys: Severity | undefined,
): Problem[] => {
  const values = new Map<string, Problem>();
  const keys = new Map<string, KeyErrors>();
  for (const error of errors) {
    if (error.keyword === 'additionalProperties' || error.keyword === 'required') collectKey(keys, error);
    else addValueProblem(values, error, report);
  }
  const problems: Problem[] = [];
  for (const entry of keys.values()) {
    problems.push(...keyProblems(entry, report, unknownKeys));
    // Wrong keys already explain why an object does not hold exactly one form.
    const counted = values.get(entry.pointer);
    if (counted?.code === 'bad_type') values.delete(entry.pointer);
  }
  return [...problems, ...values.values()];
};

const collectKey = (keys: Map<string, KeyErrors>, error: ErrorObject): void => {
  const pointer = error.instancePath;
  const entry = keys.get(pointer) ?? { pointer, unknown: new Map(), missing: new Set() };
  if (error.keyword === 'required') entry.missing.add(String(error.params['missingProperty']));
  else {
    const key = String(error.params['additionalProperty']);
    if (isIgnoredKey(key)) return;
    const known = Object.keys(error.parentSchema?.['properties'] ?? {}).filter((name) => !isIgnoredKey(name));
    entry.unknown.set(key, known);
  }
  keys.set(pointer, entry);
};

const keyProblems = (entry: KeyErrors, report: Report, unknownKeys: Severity | undefined): Problem[] => {
  const problems: Problem[] = [];
  const missing = new Set(entry.missing);
  for (const [key, known] of entry.unknown) {
    // A mistyped required key is one mistake: the unknown key stands for the missing one.
    const meant = nearest(key, missing) ?? nearest(key, known) ?? onlyKey(known, missing);
    const replaces = meant !== undefined && missing.delete(meant);
    problems.push(
      report('unknown_field', child(entry.pointer, key), {
        at: 'key',
        expected: meant === undefined ? expectedKeys(known) : `\`${meant}\``,
        actual: quote(key),
        ...didYouMean(meant),
        ...(unknownKeys === undefined || replaces ? {} : { severity: unknownKeys }),
      }),
    );
  }
  for (const key of missing) problems.push(report('missing_field', entry.pointer, { expected: `\`${key}\`` }));
  return problems;
};

/** Where an object has room for one key, another one stands in its place. */
const onlyKey = ([only, ...others]: readonly string[], missing: ReadonlySet<string>): string | undefined =>
  only !== undefined && others.length === 0 && missing.has(only) ? only : undefined;

const MOST_KEYS = 8;

const expectedKeys = (known: readonly string[]): string =>
  known.length === 0 ? 'no keys' : known.length > MOST_KEYS ? 'a known field' : either(known.map((key) => `\`${key}\``));

/** Keeps the first and most telling error of a value: a wrong type makes every other rule fail too. */
const addValueProblem = (values: Map<string, Problem>, error: ErrorObject, report: Report): void => {
  const problem = valueProblem(error, report);
  if (problem === undefined) return;
  const present = values.get(problem.pointer);
  if (present === undefined || problem.code === 'wrong_type') values.set(problem.pointer, problem);
};

const valueProblem = (error: ErrorObject, report: Report): Problem | undefined => {
  const { instancePath: pointer, data, params } = error;
  switch (error.keyword) {
    case 'type':
      return typeProblem(error, report);
    case 'const':
    case 'enum':
      return choiceProblem(error, report);
    case 'pattern':
      return patternProblem(error, report);
    case 'minLength':
      return report('bad_pattern', pointer, { expected: 'text that is not empty', actual: describe(data) });
    case 'minimum':
      return report('value_range', pointer, { expected: params['limit'] === 0 ? rangeOf('nat') : `at least ${String(params['limit'])}`, actual: describe(data) });
    case 'minProperties':
    case 'maxProperties':
      return countProblem(error, report);
    case 'discriminator':
      return discriminatorProblem(pointer, data, String(params['tag']), report);
    case 'maxLength':
      return report('bad_name', pointer, { expected: `at most ${MAX_NAME_LENGTH} characters`, actual: describe(data) });
    case 'if':
    case 'propertyNames':
      // Both only repeat what the error below them says.
      return undefined;
    default:
      return report('bad_pattern', pointer, { expected: error.message ?? error.keyword, actual: describe(data) });
  }
};

const TYPE_WORDS: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'text',
  integer: 'an integer',
  boolean: 'true or false',
};

const typeProblem = (error: ErrorObject, report: Report): Problem | undefined => {
  const { instancePath: pointer, data } = error;
  const types = [error.params['type']].flat().map(String);
  if (types.includes('integer') && isInteger(data)) {
    const type = error.parentSchema?.['minimum'] === 0 ? 'nat' : 'int';
    if (inRange(data, type)) return undefined;
    return report('value_range', pointer, { expected: rangeOf(type), actual: describe(data) });
  }
  if (typeof data === 'number' && !isInteger(data)) {
    return report('float_value', pointer, { expected: 'an integer', actual: describe(data) });
  }
  const words = types.filter((type) => type !== 'null').map((type) => TYPE_WORDS[type] ?? type);
  const choices = choicesOf(error.parentSchema?.['enum']);
  return report('wrong_type', pointer, { expected: choices ?? either(words), actual: describe(data) });
};

const choicesOf = (words: unknown): string | undefined =>
  Array.isArray(words) ? either(words.filter((word) => word !== null).map((word) => `\`"${String(word)}"\``)) : undefined;

const choiceProblem = (error: ErrorObject, report: Report): Problem => {
  const allowed: unknown = error.params['allowedValue'] ?? error.params['allowedValues'];
  const words: readonly string[] = [allowed].flat().filter((word) => word !== null).map(String);
  const meant = typeof error.data === 'string' ? nearest(error.data, words) : undefined;
  return report('bad_choice', error.instancePath, {
    expected: either(words.map((word) => `\`${word}\``)),
    actual: describe(error.data),
    ...didYouMean(meant),
  });
};

const patternProblem = (error: ErrorObject, report: Report): Problem => {
  const { code, expected } = codeOfPattern(String(error.params['pattern']));
  const name = error.propertyName;
  return name === undefined
    ? report(code, error.instancePath, { expected, actual: describe(error.data) })
    : report(code, child(error.instancePath, name), { at: 'key', expected, actual: quote(name) });
};

/** Counts again without the keys that are ignored, which the schema cannot all know. */
const countProblem = (error: ErrorObject, report: Report): Problem | undefined => {
  const keys = Object.keys(error.data ?? {}).filter((key) => !isIgnoredKey(key));
  if (keys.length === 1) return undefined;
  return report('bad_type', error.instancePath, { expected: 'exactly one key', actual: describe(error.data) });
};
