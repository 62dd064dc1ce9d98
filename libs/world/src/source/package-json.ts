// The few members of a package.json that name a package and its definitions.
import type { CachedFiles } from './resolve-cache.ts';
import { cacheSlot } from './resolve-cache.ts';
import { readBounded } from '../read-bounded.ts';

export interface PackageJson {
  readonly name?: string;
  readonly version?: string;
  /** `"aos": {"airDir": …}`. */
  readonly airDir?: string;
  /** `aos.airDir` is there and is not text. */
  readonly airDirMistyped?: true;
  /** Globs of `workspaces`, in either of its two forms. */
  readonly workspaces: readonly string[];
  /** Why nothing could be read. */
  readonly broken?: string;
}

/** Own member of a parsed JSON object. */
export function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, key)) return undefined;
  return Reflect.get(value, key);
}

const textOf = (value: unknown, key: string): string | undefined => {
  const member = memberOf(value, key);
  return typeof member === 'string' ? member : undefined;
};

const cachedPackageJson = cacheSlot<PackageJson | undefined>();

function parsePackageJson(text: string): PackageJson {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { workspaces: [], broken: 'not JSON' };
  }
  const name = textOf(json, 'name');
  const version = textOf(json, 'version');
  const declared = memberOf(memberOf(json, 'aos'), 'airDir');
  const listed = memberOf(json, 'workspaces');
  const globs: unknown = Array.isArray(listed) ? listed : memberOf(listed, 'packages');
  const workspaces = Array.isArray(globs) ? globs.filter((glob) => typeof glob === 'string') : [];
  return {
    workspaces,
    ...(name === undefined ? {} : { name }),
    ...(version === undefined ? {} : { version }),
    ...(typeof declared === 'string' ? { airDir: declared } : declared === undefined ? {} : { airDirMistyped: true }),
  };
}

/** `undefined` when there is no such file. */
export function readPackageJson({ files, cache }: CachedFiles, path: string): PackageJson | undefined {
  return cachedPackageJson(cache, path, () => {
    const read = readBounded(files, path);
    if (read.kind === 'missing') return undefined;
    if (read.kind === 'refused') return { workspaces: [], broken: read.reason };
    return parsePackageJson(new TextDecoder().decode(read.bytes));
  });
}
