// The imports of a world as JSON.
import type { JsonObject } from '@nx-air/canon';
import type { ImportedDefs } from '@nx-air/world';

/** What was asked and what was found; nothing that differs between machines. */
export function importJson({ source, nodes, defsHash }: ImportedDefs): JsonObject {
  const { spec, version, sourceId, airDir } = source;
  return {
    import: spec.index,
    kind: spec.kind,
    ...(spec.kind === 'path' ? { path: spec.path } : { package: spec.package }),
    ...(version === undefined ? {} : { version }),
    ...(sourceId === undefined ? {} : { source_id: sourceId }),
    ...(airDir === undefined ? {} : { air_dir: airDir }),
    nodes: nodes.length,
    defs_hash: defsHash ?? null,
  };
}
