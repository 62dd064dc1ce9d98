// The folder of definitions inside a package: `air_dir` of the import, else what the package says, else `air`.
import type { Problem } from '@nx-air/air';
import { joinPath } from '../paths.ts';
import { configFileOf } from '../place.ts';
import type { CargoSpec, NpmSpec } from '../spec.ts';
import { specPointer, specSubject } from '../spec.ts';
import { pathFault } from '../text-rules.ts';
import { contain } from './contain.ts';
import type { ResolveContext } from './import-source.ts';

export const DEFAULT_AIR_DIR = 'air';

export type AirDir = { readonly root: string; readonly airDir: string } | { readonly problem: Problem };

/** `declared` comes from the package's own manifest and is as hostile as everything in it. */
export function resolveAirDir({ host, place }: ResolveContext, spec: CargoSpec | NpmSpec, packageRoot: string, declared: string | undefined): AirDir {
  const airDir = spec.airDir ?? declared ?? DEFAULT_AIR_DIR;
  const pointer = spec.airDir === undefined ? `${specPointer(spec)}/${spec.kind}` : `${specPointer(spec)}/${spec.kind}/air_dir`;
  const where = { subject: specSubject(spec), file: configFileOf(place), pointer };
  const fault = pathFault(airDir);
  if (fault !== undefined) return { problem: { ...where, code: 'air_dir_escapes_root', expected: 'a folder inside the package', actual: fault } };
  const found = contain(host, packageRoot, joinPath(packageRoot, airDir));
  if (found.kind === 'outside') {
    const how = found.by === 'link' ? 'a link to ' : '';
    return { problem: { ...where, code: 'air_dir_escapes_root', expected: 'a folder inside the package', actual: how + found.leadsTo } };
  }
  if (found.kind === 'missing' || host.kindOf(found.path) !== 'directory') {
    return { problem: { ...where, code: 'air_dir_missing', expected: `the folder ${airDir} in ${spec.package}` } };
  }
  return { root: found.path, airDir };
}
