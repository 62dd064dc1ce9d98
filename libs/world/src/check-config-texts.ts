// Checks the texts of aos.sync.json that its schema cannot: paths, package names, versions.
import type { Problem } from '@nx-air/air';
import semver from 'semver';
import { memberOf } from './source/package-json.ts';
import { exactVersion } from './source/cargo-toml.ts';
import { CRATE_NAME, NPM_NAME, pathFault } from './text-rules.ts';

type Fault = Pick<Problem, 'code' | 'expected' | 'actual'> | undefined;

const checkPath = (text: string): Fault => {
  const actual = pathFault(text);
  return actual === undefined ? undefined : { code: 'config_bad_path', expected: 'a relative path with `/`', actual };
};

const checkName =
  (form: RegExp, expected: string) =>
  (text: string): Fault =>
    form.test(text) ? undefined : { code: 'bad_pattern', expected, actual: `\`${text}\`` };

const checkExact = (text: string): Fault =>
  semver.valid(exactVersion(text)) === null ? { code: 'config_bad_range', expected: 'an exact version', actual: `\`${text}\`` } : undefined;

const checkRange = (text: string): Fault =>
  semver.validRange(text) === null ? { code: 'config_bad_range', expected: 'a semver range', actual: `\`${text}\`` } : undefined;

type Check = (text: string) => Fault;

const IMPORT_CHECKS: readonly (readonly [path: readonly string[], check: Check])[] = [
  [['path'], checkPath],
  [['cargo', 'package'], checkName(CRATE_NAME, 'the name of a crate')],
  [['cargo', 'version'], checkExact],
  [['cargo', 'air_dir'], checkPath],
  [['cargo', 'manifest_path'], checkPath],
  [['npm', 'package'], checkName(NPM_NAME, 'the name of an npm package')],
  [['npm', 'version'], checkRange],
  [['npm', 'air_dir'], checkPath],
];

/** Values of another type than text are the schema's business. */
export function checkConfigTexts(json: unknown, file: string): readonly Problem[] {
  const at = (path: readonly string[], check: Check): readonly Problem[] => {
    const value = path.reduce<unknown>((found, key) => (Array.isArray(found) ? found[Number(key)] : memberOf(found, key)), json);
    const fault = typeof value === 'string' && value !== '' ? check(value) : undefined;
    return fault === undefined ? [] : [{ ...fault, subject: path.join('.'), file, pointer: `/${path.join('/')}` }];
  };
  const imports = memberOf(memberOf(json, 'air'), 'imports');
  const indexes = Array.isArray(imports) ? imports.map((_, index) => String(index)) : [];
  return [
    ...at(['air', 'dir'], checkPath),
    ...at(['build', 'reducer_dir'], checkPath),
    ...indexes.flatMap((index) => IMPORT_CHECKS.flatMap(([path, check]) => at(['air', 'imports', index, ...path], check))),
  ];
}
