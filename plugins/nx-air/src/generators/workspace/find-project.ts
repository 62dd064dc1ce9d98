// A world or pack as people name it: by its project or by its folder.
import { nearest } from '@nx-air/air/did-you-mean';
import type { AirProject } from '@nx-air/world/graph';
import { posix } from 'node:path';
import { GeneratorError } from '../errors.ts';
import type { Workspace } from './open-workspace.ts';

/** @throws GeneratorError with the nearest name that there is */
export function findProject({ projects }: Workspace, kind: AirProject['kind'], given: string): AirProject {
  const found = projectNamed(projects, kind, given);
  if (found !== undefined) return found;
  const names = projects.filter((project) => project.kind === kind).map(({ name }) => name);
  const near = nearest(given, names);
  const known = names.length === 0 ? `There is none yet: \`nx g nx-air:${kind === 'world' ? 'world' : 'plan-pack'} <name>\`.` : `There are ${names.slice(0, 20).join(', ')}.`;
  const other = projectNamed(projects, kind === 'world' ? 'pack' : 'world', given);
  const what = other === undefined ? `there is no ${kind} "${given}"` : `"${given}" is a ${other.kind}, no ${kind}`;
  throw new GeneratorError('not_found', what, near === undefined ? known : `Did you mean "${near}"?`);
}

export function projectNamed(projects: readonly AirProject[], kind: AirProject['kind'], given: string): AirProject | undefined {
  const folder = posix.normalize(given.replaceAll('\\', '/')).replace(/\/$/u, '');
  return projects.find((project) => project.kind === kind && (project.name === given || project.root === folder));
}
