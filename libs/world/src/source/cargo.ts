// Resolves `cargo` imports: workspace crates from Cargo.toml, everything else through cargo metadata.
import type { Problem } from '@nx-air/air';
import { nearest } from '@nx-air/air';
import { compareText } from '@nx-air/canon/json';
import { relativePath } from '../paths.ts';
import { configFileOf } from '../place.ts';
import type { CargoSpec } from '../spec.ts';
import { specPointer, specSubject } from '../spec.ts';
import { resolveAirDir } from './air-dir.ts';
import type { CargoManifest } from './cargo-manifest.ts';
import { findCargoManifest } from './cargo-manifest.ts';
import type { CargoMetadata, MetadataPackage } from './cargo-metadata.ts';
import { readCargoMetadata } from './cargo-metadata.ts';
import { exactVersion, findWorkspaceCrate } from './cargo-toml.ts';
import type { BrokenManifest } from './cargo-workspace.ts';
import { contain } from './contain.ts';
import type { Resolution, ResolveContext } from './import-source.ts';

type FoundManifest = Extract<CargoManifest, { kind: 'found' }>;
type Where = Pick<Problem, 'subject' | 'file' | 'pointer'>;

const MAX_STDERR = 2000;

const fail = (...problems: readonly Problem[]): Resolution => ({ problems });

function manifestProblem(where: Where, spec: CargoSpec, manifest: Exclude<CargoManifest, FoundManifest>): Problem {
  const at = spec.manifestPath === undefined ? where : { ...where, pointer: `${where.pointer}/manifest_path` };
  if (manifest.kind === 'outside') {
    const how = manifest.by === 'link' ? 'a link to ' : '';
    return { ...at, code: 'import_escapes_root', expected: 'a Cargo.toml inside the repository', actual: how + manifest.leadsTo };
  }
  const hint = manifest.above === undefined ? undefined : `Set \`"manifest_path": "${manifest.above}"\`.`;
  const expected = manifest.tried.join(' or ');
  return { ...at, code: 'cargo_manifest_missing', expected, ...(hint === undefined ? {} : { hint }) };
}

function brokenProblem({ place }: ResolveContext, subject: string, { manifest, reason, line, column }: BrokenManifest): Problem {
  const position = line === undefined ? {} : { line, column: column ?? 1 };
  return { code: 'cargo_toml_broken', subject, file: relativePath(place.root, manifest), pointer: '', actual: reason, ...position };
}

const candidateList = (candidates: readonly Omit<MetadataPackage, 'folder'>[]): string =>
  candidates
    .map(({ name, version, source }) => `${name} ${version}${source === undefined ? '' : ` (${source})`}`)
    .sort(compareText)
    .join(', ');

/** The source of a package that was found, its folder and its definition folder contained. */
function identify(context: ResolveContext, where: Where, spec: CargoSpec, manifest: FoundManifest, found: MetadataPackage): Resolution {
  const { host, place } = context;
  const own = found.source === undefined;
  const inside = own ? contain(host, place.root, found.folder) : undefined;
  if (inside !== undefined && inside.kind !== 'inside') {
    const leadsTo = inside.kind === 'outside' ? inside.leadsTo : relativePath(place.root, found.folder);
    return fail({ ...where, code: 'import_escapes_root', expected: 'a crate inside the repository', actual: leadsTo });
  }
  const packageRoot = inside?.path ?? found.folder;
  const air = resolveAirDir(context, spec, packageRoot, found.airDir);
  if ('problem' in air) return fail(air.problem);
  return {
    source: {
      kind: 'cargo',
      spec,
      root: air.root,
      packageRoot,
      package: found.name,
      version: found.version,
      ...(found.source === undefined ? {} : { sourceId: found.source }),
      manifestPath: manifest.given,
      airDir: air.airDir,
      registry: !own,
    },
    problems: [],
  };
}

/** stderr as one line without absolute paths of this machine, cut to a readable length. */
function tidyStderr({ place }: ResolveContext, text: string): string {
  const lines = text.split(/\s*\n\s*/).filter((line) => line !== '');
  const tidy = lines.join('; ').replaceAll(':; ', ': ').replaceAll(`${place.root}/`, '').replaceAll(place.root, '.');
  return tidy.length > MAX_STDERR ? `${tidy.slice(0, MAX_STDERR)} …` : tidy;
}

function metadataProblem(context: ResolveContext, where: Where, metadata: Exclude<CargoMetadata, { kind: 'packages' }>): Problem {
  switch (metadata.kind) {
    case 'no-cargo':
      return { ...where, code: 'cargo_missing' };
    case 'timed-out':
      return { ...where, code: 'cargo_timeout', expected: `an answer within ${metadata.timeoutMs / 1000} s` };
    case 'failed':
      return { ...where, code: 'cargo_metadata_failed', actual: tidyStderr(context, metadata.reason) };
  }
}

const nearName = (name: string, known: readonly string[]): { readonly hint?: string } => {
  const meant = nearest(name, [...known].sort(compareText));
  return meant === undefined ? {} : { hint: `Did you mean \`${meant}\`?` };
};

/** `members` are the crates of the workspace: when cargo cannot answer, a near name among them is the likely mistake. */
async function resolveElsewhere(
  context: ResolveContext,
  where: Where,
  spec: CargoSpec,
  manifest: FoundManifest,
  members: readonly string[],
): Promise<Resolution> {
  const metadata = await readCargoMetadata(context.host, context.cache, manifest.path);
  if (metadata.kind !== 'packages') {
    const near = metadata.kind === 'failed' ? nearName(spec.package, members) : {};
    return fail({ ...metadataProblem(context, where, metadata), ...near });
  }
  const named = metadata.packages.filter(({ name }) => name === spec.package);
  const wanted = spec.version === undefined ? undefined : exactVersion(spec.version);
  const candidates = named.filter(
    ({ version, source }) => (wanted === undefined || version === wanted) && (spec.source === undefined || source === spec.source),
  );
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return identify(context, where, spec, manifest, only);
  if (only !== undefined) return fail({ ...where, code: 'cargo_ambiguous_crate', expected: 'one candidate', actual: candidateList(candidates) });
  const asked = [spec.package, spec.version, spec.source].filter((part) => part !== undefined).join(' ');
  return fail({
    ...where,
    code: 'cargo_crate_not_found',
    expected: `${asked} via ${manifest.given}`,
    ...(named.length > 0 ? { actual: candidateList(named) } : nearName(spec.package, metadata.packages.map(({ name }) => name))),
  });
}

/** Workspace crates never need cargo; a broken sibling matters only when the crate is not among the readable ones. */
export async function resolveCargo(context: ResolveContext, spec: CargoSpec): Promise<Resolution> {
  const { host, place, cache } = context;
  const where: Where = { subject: specSubject(spec), file: configFileOf(place), pointer: `${specPointer(spec)}/cargo` };
  const manifest = findCargoManifest(host, place, context.reducerDir, spec);
  if (manifest.kind !== 'found') return fail(manifestProblem(where, spec, manifest));
  const crate = findWorkspaceCrate({ files: host, cache }, manifest.path, place.root, spec);
  switch (crate.kind) {
    case 'found':
      return identify(context, where, spec, manifest, crate.package);
    case 'ambiguous':
      return fail({
        ...where,
        code: 'cargo_ambiguous_crate',
        expected: 'one candidate',
        actual: crate.candidates.map(({ name, version, folder }) => `${name} ${version} (${relativePath(place.root, folder)})`).join(', '),
      });
    case 'broken':
      return fail(...crate.manifests.map((broken) => brokenProblem(context, where.subject, broken)));
    case 'elsewhere':
      return resolveElsewhere(context, where, spec, manifest, crate.known);
  }
}
