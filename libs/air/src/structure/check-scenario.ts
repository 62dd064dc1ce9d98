// Checks the shape of a scenario.
import type { JsonValue } from '@nx-air/canon';
import { isJsonArray, isJsonObject } from '../identity/reader.ts';
import type { Problem } from '../finding.ts';
import { describe } from './describe.ts';
import { child, reporter } from './place.ts';
import { schemaProblems } from './schema-problems.ts';
import { schemaErrors } from './validators.ts';

/** Structural problems of a scenario; `file` is its path. Names, values and times are looked at with the world. */
export const checkScenario = (json: JsonValue, file: string, subject: string): Problem[] => {
  const report = reporter({ file, pointer: '' }, subject);
  const shape = schemaProblems(schemaErrors('scenario', json), report, undefined);
  const choices = (list: string, keys: readonly string[], holder: JsonValue = json, base = ''): Problem[] =>
    membersOf(holder, list, base).flatMap(([entry, pointer]) => {
      if (!isJsonObject(entry)) return [];
      const set = keys.filter((key) => Object.hasOwn(entry, key));
      // A mistyped key is one mistake, and already reported.
      const hasOther = shape.some((problem) => problem.code === 'unknown_field' && problem.pointer.startsWith(`${pointer}/`));
      if (set.length === 1 || (set.length === 0 && hasOther)) return [];
      const actual = set.length === 0 ? describe(entry) : set.map((key) => `\`${key}\``).join(' and ');
      return [report('bad_type', pointer, { expected: `exactly one of ${keys.map((key) => `\`${key}\``).join(', ')}`, actual, hint: 'Keep one of them.' })];
    });
  const inputs = ['event', 'upgrade'];
  const ofPeers = membersOf(json, 'peers', '').flatMap(([peer, base]) => choices('inputs', inputs, peer, base));
  return [...shape, ...choices('inputs', inputs), ...choices('content', ['text', 'base64', 'files']), ...ofPeers];
};

const membersOf = (json: JsonValue, list: string, base: string): readonly (readonly [JsonValue, string])[] => {
  const members = isJsonObject(json) ? json[list] : undefined;
  if (isJsonArray(members)) return members.map((entry, index) => [entry, child(`${base}/${list}`, index)] as const);
  return members !== undefined && isJsonObject(members) ? Object.entries(members).map(([key, entry]) => [entry, child(`${base}/${list}`, key)] as const) : [];
};
