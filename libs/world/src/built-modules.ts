// The code that was built for a world's modules: `dist/<world>/modules.json` and the files that it lists.
import type { Problem } from '@nx-air/air';
import { encodeUtf8, hashBytes, parseHash, readJson, type Hash, type JsonValue } from '@nx-air/canon';
import type { FileHost } from './host.ts';
import { isJsonObject } from './json-object.ts';
import { joinPath } from './paths.ts';
import { readBounded } from './read-bounded.ts';

export interface BuiltModule {
  readonly hash: Hash;
  readonly bytes: Uint8Array;
}

export interface BuiltModules {
  /** By module name; only those whose bytes and sources are what the list says. */
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
  readonly sources: readonly Source[];
}

interface Source {
  /** Relative to the folder of the world. */
  readonly file: string;
  readonly sha256: Hash;
}

/** Files of a list lie in the folder `modules` beside it, and nowhere else. */
const FILE = /^modules\/[A-Za-z0-9][A-Za-z0-9._-]*\.wasm$/;

/** What a module was compiled from lies in the folder `modules` of its world. */
const SOURCE = /^modules(?:\/(?!\.{1,2}\/)[^/\\]+)+\.ts$/;

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
  const present = sourceHashes(files, joinPath(root, dir));
  for (const [index, { name, file, sha256, sources }] of rows.entries()) {
    const stale = sources.findIndex((source) => present(source.file) !== source.sha256);
    const source = sources[stale];
    if (source !== undefined) {
      const { file: of, sha256: expected } = source;
      const hint = `Run \`air build-modules ${dir === '' ? '.' : dir}\`.`;
      problems.push({ code: 'built_module_stale', subject: `module ${name}`, file: list, pointer: `/modules/${index}/sources/${stale}`, expected, actual: `${present(of)} (${joinPath(dir, of)})`, hint });
      continue;
    }
    const built = readBounded(files, joinPath(root, `${builtFolder(dir)}/${file}`));
    const actual = built.kind === 'bytes' ? hashBytes(built.bytes) : built.kind === 'missing' ? 'no such file' : built.reason;
    if (built.kind === 'bytes' && actual === sha256) modules.set(name, { hash: sha256, bytes: built.bytes });
    else problems.push({ code: 'built_module_differs', subject: `module ${name}`, file: list, pointer: `/modules/${index}/sha256`, expected: sha256, actual: `${actual} (${file})` });
  }
  return { modules, problems, texts: new Map([[list, new TextDecoder().decode(read.bytes)]]) };
}

/** Hashes of the texts in the folder of a world, each read once: a list may name one as often as it likes. */
function sourceHashes(files: FileHost, folder: string): (file: string) => string {
  const known = new Map<string, string>();
  return (file) => {
    const found = known.get(file);
    if (found !== undefined) return found;
    const read = readBounded(files, joinPath(folder, file));
    // As the compiler reads it.
    const hash = read.kind === 'bytes' ? hashBytes(encodeUtf8(new TextDecoder().decode(read.bytes))) : read.kind === 'missing' ? 'no such file' : read.reason;
    known.set(file, hash);
    return hash;
  };
}

/** The rows, or what is wrong with them. */
function rowsOf(json: JsonValue | undefined): readonly Row[] | string {
  if (!isJsonObject(json)) return 'no object';
  if (json['format'] !== MODULES_FORMAT) return `format ${JSON.stringify(json['format'] ?? null)}, expected ${MODULES_FORMAT}`;
  const modules = json['modules'];
  if (!Array.isArray(modules)) return 'no list of modules';
  const rows: Row[] = [];
  for (const [index, module] of modules.entries()) {
    const { name, file, sha256, sources } = isJsonObject(module) ? module : {};
    const hash = hashOf(sha256);
    if (typeof name !== 'string' || typeof file !== 'string' || !FILE.test(file) || hash === undefined) return `module ${index} without name, file and sha256`;
    if (rows.some((row) => row.name === name)) return `two modules ${name}`;
    const read = Array.isArray(sources) ? sources.map(sourceOf) : [];
    const known = read.filter((source) => source !== undefined);
    if (known.length === 0 || known.length < read.length) return `module ${index} without its sources`;
    rows.push({ name, file, sha256: hash, sources: known });
  }
  return rows;
}

function sourceOf(json: JsonValue): Source | undefined {
  const { file, sha256 } = isJsonObject(json) ? json : {};
  const hash = hashOf(sha256);
  return typeof file === 'string' && SOURCE.test(file) && hash !== undefined ? { file, sha256: hash } : undefined;
}

const hashOf = (json: JsonValue | undefined): Hash | undefined => (typeof json === 'string' ? parseHash(json) : undefined);
