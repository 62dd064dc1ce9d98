// The code that was built for a world's modules: `dist/<world>/modules.json` and the files that it lists.
import type { Problem } from '@nx-air/air';
import { hashBytes, parseHash, readJson, type Hash, type JsonValue } from '@nx-air/canon';
import type { FileHost } from './host.ts';
import { isJsonObject } from './json-object.ts';
import { joinPath } from './paths.ts';
import { readBounded } from './read-bounded.ts';

export interface BuiltModule {
  readonly hash: Hash;
  readonly bytes: Uint8Array;
}

export interface BuiltModules {
  /** By module name; only those whose bytes are what the list says. */
  readonly modules: ReadonlyMap<string, BuiltModule>;
  readonly problems: readonly Problem[];
  readonly texts: ReadonlyMap<string, string>;
}

/** Of modules.json; another number is another layout. */
export const MODULES_FORMAT = 1;

interface Row {
  readonly name: string;
  readonly file: string;
  readonly sha256: Hash;
}

/** Files of a list lie in the folder `modules` beside it, and nowhere else. */
const FILE = /^modules\/[A-Za-z0-9][A-Za-z0-9._-]*\.wasm$/;

/** Where building writes, for the world in the folder `dir` relative to the repository root. */
export const builtFolder = (dir: string): string => (dir === '' ? 'dist' : `dist/${dir}`);

/** No list: nothing is built, which is no problem here. */
export function readBuiltModules(files: FileHost, root: string, dir: string): BuiltModules {
  const list = `${builtFolder(dir)}/modules.json`;
  const where = { subject: 'world', file: list, pointer: '' };
  const read = readBounded(files, joinPath(root, list));
  if (read.kind === 'missing') return { modules: new Map(), problems: [], texts: new Map() };
  const bad = (actual: string): BuiltModules => ({ modules: new Map(), problems: [{ ...where, code: 'built_modules_bad', actual }], texts: new Map() });
  if (read.kind === 'refused') return bad(read.reason);
  const json = readJson(read.bytes);
  const [fault] = json.problems;
  if (fault !== undefined) return bad(`${fault.code} at line ${fault.line}`);
  const rows = rowsOf(json.value);
  if (typeof rows === 'string') return bad(rows);
  const modules = new Map<string, BuiltModule>();
  const problems: Problem[] = [];
  for (const [index, { name, file, sha256 }] of rows.entries()) {
    const built = readBounded(files, joinPath(root, `${builtFolder(dir)}/${file}`));
    const actual = built.kind === 'bytes' ? hashBytes(built.bytes) : built.kind === 'missing' ? 'no such file' : built.reason;
    if (built.kind === 'bytes' && actual === sha256) modules.set(name, { hash: sha256, bytes: built.bytes });
    else problems.push({ code: 'built_module_differs', subject: `module ${name}`, file: list, pointer: `/modules/${index}/sha256`, expected: sha256, actual: `${actual} (${file})` });
  }
  return { modules, problems, texts: new Map([[list, new TextDecoder().decode(read.bytes)]]) };
}

/** The rows, or what is wrong with them. */
function rowsOf(json: JsonValue | undefined): readonly Row[] | string {
  if (!isJsonObject(json)) return 'no object';
  if (json['format'] !== MODULES_FORMAT) return `format ${JSON.stringify(json['format'] ?? null)}, expected ${MODULES_FORMAT}`;
  const modules = json['modules'];
  if (!Array.isArray(modules)) return 'no list of modules';
  const rows: Row[] = [];
  for (const [index, module] of modules.entries()) {
    const { name, file, sha256 } = isJsonObject(module) ? module : {};
    const hash = typeof sha256 === 'string' ? parseHash(sha256) : undefined;
    if (typeof name !== 'string' || typeof file !== 'string' || !FILE.test(file) || hash === undefined) return `module ${index} without name, file and sha256`;
    if (rows.some((row) => row.name === name)) return `two modules ${name}`;
    rows.push({ name, file, sha256: hash });
  }
  return rows;
}
