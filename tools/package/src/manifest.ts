// The package.json of a published package, made from that of its sources.
import { builtPath, renameSources } from './entries.ts';
import { textMembers, type JsonRecord } from './json.ts';
import type { Published } from './published.ts';

export interface ManifestContext {
  /** package.json at the root of the repository. */
  readonly root: JsonRecord;
  /** The version of all packages of this build. */
  readonly version: string;
  /** npm packages whose code is part of dist, so that they are no dependencies. */
  readonly inlined: readonly string[];
  /** Members of `files`, besides dist. */
  readonly files: readonly string[];
}

/** Packages of one build ask for each other in exactly their version: they are tested together only. */
export function publishedManifest(source: JsonRecord, { name, description, dir }: Published, context: ManifestContext): JsonRecord {
  const { root, version, inlined, files } = context;
  const dependencies = Object.entries(textMembers(source['dependencies']))
    .filter(([dependency]) => !inlined.includes(dependency))
    .map(([dependency, range]) => [dependency, isOwn(dependency) ? version : range] as const);
  return {
    name,
    version,
    description,
    license: root['license'],
    keywords: ['nx', 'nx-plugin', 'air', 'agent', 'workflow'].filter((word) => dir.startsWith('plugins/') || !word.startsWith('nx')),
    type: 'module',
    engines: root['engines'],
    ...(source['bin'] === undefined ? {} : { bin: source['bin'] }),
    exports: publishedExports(textMembers(source['exports']), files),
    files: ['dist', ...files].sort(),
    ...pick(source, ['executors', 'generators', 'nx-migrations', 'ng-update']),
    dependencies: Object.fromEntries(dependencies),
    ...pick(source, ['peerDependencies', 'peerDependenciesMeta']),
    publishConfig: { access: 'public' },
  };
}

function publishedExports(sources: Readonly<Record<string, string>>, files: readonly string[]): JsonRecord {
  const entries = Object.entries(sources).map(([key, path]): readonly [string, unknown] => {
    const built = builtPath(path);
    return [key, built === undefined ? renameSources(path) : { types: `./dist/types/${built.name}.d.ts`, default: built.file }];
  });
  const schemas: readonly (readonly [string, unknown])[] = files.includes('schemas') ? [['./schemas/*', './schemas/*']] : [];
  return Object.fromEntries([...entries, ...schemas, ['./package.json', './package.json']]);
}

function pick(source: JsonRecord, keys: readonly string[]): JsonRecord {
  return Object.fromEntries(keys.flatMap((key) => (source[key] === undefined ? [] : [[key, source[key]]])));
}

function isOwn(name: string): boolean {
  return name === 'nx-air' || name.startsWith('@nx-air/');
}
