// Checks the shape of aos.sync.json.
import type { JsonValue } from '@nx-air/canon';
import { isJsonArray, isJsonObject } from '../identity/reader.ts';
import type { Problem } from '../finding.ts';
import { describe } from './describe.ts';
import { child, reporter } from './place.ts';
import type { Report } from './place.ts';
import { schemaProblems } from './schema-problems.ts';
import { schemaErrors } from './validators.ts';

const SOURCES = ['path', 'cargo', 'npm'] as const;

/** Structural problems of a sync config; `file` is its path. Paths, ranges and targets are not looked at. */
export const checkSyncConfig = (json: JsonValue, file: string): Problem[] => {
  const report = reporter({ file, pointer: '' }, 'aos.sync.json');
  const shape = schemaProblems(schemaErrors('aos.sync', json), report, undefined).map((problem) => {
    if (problem.pointer === '/version') return { ...problem, code: 'config_version' as const };
    return /^\/air\/imports\/\d+\/lock$/u.test(problem.pointer) ? { ...problem, hint: 'Remove `lock`, then run `air lock <world>`.' } : problem;
  });
  return [...shape, ...importSources(json, shape, report)];
};

const importSources = (json: JsonValue, shape: readonly Problem[], report: Report): Problem[] => {
  const air = isJsonObject(json) ? json['air'] : undefined;
  const imports = isJsonObject(air) ? air['imports'] : undefined;
  if (!isJsonArray(imports)) return [];
  return imports.flatMap((entry, index) => {
    if (!isJsonObject(entry)) return [];
    const pointer = child('/air/imports', index);
    const set = SOURCES.filter((source) => Object.hasOwn(entry, source));
    // A mistyped `path` is one mistake, and already reported.
    const hasOther = shape.some((problem) => problem.code === 'unknown_field' && isMemberOf(problem.pointer, pointer));
    if (set.length === 1 || (set.length === 0 && hasOther)) return [];
    const actual = set.length === 0 ? describe(entry) : set.map((source) => `\`${source}\``).join(' and ');
    return [report('config_import_source', pointer, { expected: 'one of `path`, `cargo`, `npm`', actual })];
  });
};

const isMemberOf = (pointer: string, parent: string): boolean =>
  pointer.startsWith(`${parent}/`) && !pointer.slice(parent.length + 1).includes('/');
