// Resolves `npm` imports: an installed package, judged by its name, its version and where it really stands.
import type { Problem } from '@nx-air/air';
import semver from 'semver';
import { configFileOf } from '../place.ts';
import type { NpmSpec } from '../spec.ts';
import { specPointer, specSubject } from '../spec.ts';
import { resolveAirDir } from './air-dir.ts';
import type { Resolution, ResolveContext } from './import-source.ts';
import type { NpmLocation } from './npm-locate.ts';
import { installedIntegrity, locateNpmPackage, usesPnp } from './npm-locate.ts';
import type { PackageJson } from './package-json.ts';

type Facts = Omit<Problem, 'subject' | 'file' | 'pointer'>;

function judgePackage(spec: NpmSpec, { name, version, airDirMistyped, broken }: PackageJson): readonly Facts[] {
  if (broken !== undefined) return [{ code: 'npm_package_broken', actual: broken }];
  if (name === undefined) return [{ code: 'npm_package_broken', expected: 'a name' }];
  if (name !== spec.package) return [{ code: 'npm_alias', expected: spec.package, actual: name }];
  if (version === undefined || semver.valid(version) === null) {
    return [{ code: 'npm_package_broken', expected: 'a semver version', actual: version ?? 'none' }];
  }
  if (airDirMistyped === true && spec.airDir === undefined) {
    return [{ code: 'npm_package_broken', expected: 'text in `aos.airDir`', actual: 'another type' }];
  }
  if (spec.version !== undefined && !semver.satisfies(version, spec.version, { includePrerelease: false })) {
    return [{ code: 'npm_range', expected: spec.version, actual: version }];
  }
  return [];
}

function identify(context: ResolveContext, spec: NpmSpec, location: NpmLocation): Resolution {
  const found = resolveAirDir(context, spec, location.folder, location.packageJson.airDir);
  if ('problem' in found) return { problems: [found.problem] };
  const cached = { files: context.host, cache: context.cache };
  const integrity = location.workspace ? undefined : installedIntegrity(cached, context.place, location);
  const { version } = location.packageJson;
  return {
    source: {
      kind: 'npm',
      spec,
      root: found.root,
      packageRoot: location.folder,
      package: spec.package,
      ...(version === undefined ? {} : { version }),
      ...(location.workspace ? { sourceId: 'workspace' } : {}),
      airDir: found.airDir,
      ...(integrity === undefined ? {} : { integrity }),
      registry: !location.workspace,
    },
    problems: [],
  };
}

/** Walks node_modules from the world to the repository root; a package linked into the workspace has no integrity. */
export function resolveNpm(context: ResolveContext, spec: NpmSpec): Resolution {
  const { place } = context;
  const cached = { files: context.host, cache: context.cache };
  const where = { subject: specSubject(spec), file: configFileOf(place), pointer: `${specPointer(spec)}/npm` };
  const location = locateNpmPackage(cached, place, spec.package);
  if (location === undefined) {
    const code = usesPnp(cached, place) ? 'npm_pnp' : 'npm_absent';
    return { problems: [{ ...where, code, pointer: `${where.pointer}/package`, expected: `node_modules/${spec.package}` }] };
  }
  const faults = judgePackage(spec, location.packageJson).map((facts) => ({ ...where, ...facts }));
  return faults.length > 0 ? { problems: faults } : identify(context, spec, location);
}
