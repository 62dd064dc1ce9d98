// Resolves `path` imports: a folder of this repository.
import { joinPath } from '../paths.ts';
import { configFileOf } from '../place.ts';
import type { PathSpec } from '../spec.ts';
import { specPointer, specSubject } from '../spec.ts';
import { contain } from './contain.ts';
import type { Resolution, ResolveContext } from './import-source.ts';

/** Relative to the world; inside the repository by its text and by where links lead (10.35). */
export function resolvePath({ host, place }: ResolveContext, spec: PathSpec): Resolution {
  const where = { subject: specSubject(spec), file: configFileOf(place), pointer: `${specPointer(spec)}/path` };
  const found = contain(host, place.root, joinPath(place.worldDir, spec.path));
  if (found.kind === 'outside') {
    const how = found.by === 'link' ? 'a link to ' : '';
    return { problems: [{ ...where, code: 'import_escapes_root', expected: 'a folder inside the repository', actual: how + found.leadsTo }] };
  }
  const kind = found.kind === 'inside' ? host.kindOf(found.path) : undefined;
  if (found.kind === 'missing' || kind !== 'directory') {
    const actual = kind === undefined ? 'nothing' : 'a file';
    return { problems: [{ ...where, code: 'import_missing_target', expected: 'a folder', actual: `${actual} at ${spec.path}` }] };
  }
  return { source: { kind: 'path', spec, root: found.path, registry: false }, problems: [] };
}
