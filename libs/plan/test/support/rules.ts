// One rule of the checks: the nearest world that passes, and the same world with one mistake.
import { expect } from 'vitest';
import { packFindings, worldFindings, type Json, type WorldParts } from './world.ts';

/** The findings of `broken`, after making sure that its twin has none. */
export function findingsOf(twin: WorldParts, broken: WorldParts): string {
  expect(worldFindings(twin), 'the passing twin').toBe('');
  return worldFindings(broken);
}

/** The same for packs. */
export function packFindingsOf(twin: readonly Json[], broken: readonly Json[]): string {
  expect(packFindings(twin), 'the passing twin').toBe('');
  return packFindings(broken);
}

/** A world with members of its manifest replaced. */
export const withManifest = (parts: WorldParts, manifest: Json): WorldParts => ({ ...parts, manifest: { ...parts.manifest, ...manifest } });

/** A world with more definitions; those of the same kind and name are replaced. */
export function withDefs(parts: WorldParts, ...defs: readonly Json[]): WorldParts {
  const isReplaced = (old: Json): boolean => defs.some((def) => def['$kind'] === old['$kind'] && def['name'] === old['name']);
  return { ...parts, defs: [...(parts.defs ?? []).filter((def) => !isReplaced(def)), ...defs] };
}
