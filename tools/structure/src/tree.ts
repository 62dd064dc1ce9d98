// The repository as data: packages and source files by path, so that every check is a function of text.

/** `assembly`: AssemblyScript, which asc compiles and TypeScript does not read. */
export type FileRole = 'source' | 'test' | 'assembly';

export interface SourceFile {
  /** Repository-relative path with `/`. */
  readonly path: string;
  readonly text: string;
  /** Name of the package the file belongs to; `tools` for tools, `root` for files at the top. */
  readonly owner: string;
  readonly role: FileRole;
}

export interface Package {
  readonly name: string;
  /** `.` for the root package. */
  readonly dir: string;
  /** Export subpath (`.`, `./graph`) to repository-relative file, TypeScript entries only. */
  readonly entries: ReadonlyMap<string, string>;
  /** Dependency name to range, by manifest field. */
  readonly dependencies: ReadonlyMap<string, string>;
  readonly peerDependencies: ReadonlyMap<string, string>;
  readonly devDependencies: ReadonlyMap<string, string>;
}

export interface SourceTree {
  readonly packages: readonly Package[];
  readonly files: readonly SourceFile[];
  /** Any other text a check reads, such as spec/dependencies.md, by path. */
  readonly documents: ReadonlyMap<string, string>;
}

const SOURCE = /\.(?:ts|mts|mjs|js)$/;
const PLACES = [
  { pattern: /^(libs|plugins)\/([^/]+)\/(src|bin)\//, role: 'source' },
  { pattern: /^(libs|plugins)\/([^/]+)\/test\//, role: 'test' },
  { pattern: /^libs\/[^/]+\/assembly\//, role: 'assembly' },
  { pattern: /^worlds\/[^/]+\/modules\/[^/]+\.test\.ts$/, role: 'test' },
  // What `air codegen` writes is held to nothing: nobody reads it line by line.
  { pattern: /^worlds\/[^/]+\/modules\/(?!generated\/)/, role: 'assembly' },
  { pattern: /^tools\/[^/]+\/test\//, role: 'test' },
  { pattern: /^tools\//, role: 'source' },
  { pattern: /^[^/]+$/, role: 'source' },
] as const;

/** Sorts the given files (path to text) into packages, sources and documents. Fixtures below a test folder are data. */
export function buildTree(texts: ReadonlyMap<string, string>): SourceTree {
  const packages: Package[] = [];
  const documents = new Map<string, string>();
  const sources: { path: string; text: string; role: FileRole }[] = [];
  for (const path of [...texts.keys()].sort()) {
    const text = texts.get(path) ?? '';
    const role = SOURCE.test(path) ? roleOf(path) : undefined;
    if (role !== undefined) sources.push({ path, text, role });
    else if (path === 'package.json' || path.endsWith('/package.json')) packages.push(readPackage(path, text));
    else documents.set(path, text);
  }
  const files = sources.map((file) => ({ ...file, owner: ownerOf(file.path, packages) }));
  return { packages, files, documents };
}

function roleOf(path: string): FileRole | undefined {
  const place = PLACES.find(({ pattern }) => pattern.test(path));
  return path.includes('/fixtures/') ? undefined : place?.role;
}

function ownerOf(path: string, packages: readonly Package[]): string {
  if (path.startsWith('tools/')) return 'tools';
  if (path.startsWith('worlds/')) return 'worlds';
  return packages.find(({ dir }) => path.startsWith(`${dir}/`))?.name ?? 'root';
}

function readPackage(path: string, text: string): Package {
  const manifest: unknown = JSON.parse(text);
  const dir = path === 'package.json' ? '.' : path.slice(0, -'/package.json'.length);
  const entries = new Map<string, string>();
  for (const [subpath, target] of stringMap(memberOf(manifest, 'exports'))) {
    if (target.endsWith('.ts')) entries.set(subpath, joinPath(dir, target));
  }
  const name = memberOf(manifest, 'name');
  return {
    name: typeof name === 'string' ? name : dir,
    dir,
    entries,
    dependencies: stringMap(memberOf(manifest, 'dependencies')),
    peerDependencies: stringMap(memberOf(manifest, 'peerDependencies')),
    devDependencies: stringMap(memberOf(manifest, 'devDependencies')),
  };
}

function joinPath(dir: string, relative: string): string {
  const tail = relative.replace(/^\.\//, '');
  return dir === '.' ? tail : `${dir}/${tail}`;
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function stringMap(value: unknown): ReadonlyMap<string, string> {
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
