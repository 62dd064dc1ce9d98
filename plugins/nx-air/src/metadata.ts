// What an inferred project says about itself: shown by `nx show project`, read again when edges are drawn.
import type { ProjectConfiguration } from '@nx/devkit';
import { asText, memberOf } from './json-member.ts';
import type { ImportFacts } from './import-facts.ts';
import type { AirProject } from './project-files.ts';

/** Where the definitions of one import come from. */
export interface ImportTarget {
  readonly root?: string;
  readonly external?: string;
}

export function projectMetadata(project: AirProject, imports: readonly ImportFacts[], groups: Readonly<Record<string, readonly string[]>> = {}): NonNullable<ProjectConfiguration['metadata']> {
  const count = imports.length === 1 ? '1 import' : `${imports.length} imports`;
  return {
    description: project.kind === 'world' ? `AIR world, ${count}` : 'AIR plan pack',
    technologies: ['air'],
    ...(Object.keys(groups).length === 0 ? {} : { targetGroups: Object.fromEntries(Object.entries(groups).map(([group, targets]) => [group, [...targets]])) }),
    air: {
      kind: project.kind,
      file: project.file,
      imports: imports.map(({ label, version, root, external }) => ({
        import: label,
        ...(version === undefined ? {} : { version }),
        ...(root === undefined ? {} : { root }),
        ...(external === undefined ? {} : { external: external.node }),
      })),
    },
  };
}

export interface InferredMetadata {
  readonly kind: 'world' | 'pack';
  readonly file: string;
  readonly imports: readonly ImportTarget[];
}

/** Reads back what `projectMetadata` wrote; `undefined` for projects of other plugins. */
export function readMetadata(metadata: unknown): InferredMetadata | undefined {
  const air = memberOf(metadata, 'air');
  const kind = memberOf(air, 'kind');
  const file = asText(memberOf(air, 'file'));
  const imports = memberOf(air, 'imports');
  if ((kind !== 'world' && kind !== 'pack') || file === undefined || !Array.isArray(imports)) return undefined;
  return {
    kind,
    file,
    imports: imports.map((entry) => {
      const root = asText(memberOf(entry, 'root'));
      const external = asText(memberOf(entry, 'external'));
      return { ...(root === undefined ? {} : { root }), ...(external === undefined ? {} : { external }) };
    }),
  };
}
