// What `air merge` answers about a world: the same facts as JSON and as lines.
import type { MergedDef, MergedManifest } from '@nx-air/air';
import type { Hash, JsonObject } from '@nx-air/canon';
import { sourceLabel, type LoadedWorld } from '@nx-air/world';
import { importJson } from './import-json.ts';
import { mergedDefJson, originJson, shownDir } from './node-json.ts';
import { alignColumns } from './table.ts';

/** Whether the content store has a body; null when no store was given. */
export type Stored = (hash: Hash) => boolean | null;

// Enough to tell definitions apart by eye; --json has the whole hash.
const SHORT_HASH = 'sha256:'.length + 12;

function storedWord(stored: boolean | null): string {
  if (stored === null) return '-';
  return stored ? 'yes' : 'no';
}

function nodeRow(def: MergedDef, labels: ReadonlyMap<number, string>, stored: Stored): string[] {
  const { kind, name, refHash, listed, origin } = def;
  const label = origin.import === undefined ? undefined : labels.get(origin.import);
  const notes = [label === undefined ? '' : ` (${label})`, listed ? '' : ', not in the manifest'].join('');
  return [kind, name, `${refHash.slice(0, SHORT_HASH)}…`, storedWord(stored(refHash)), `${origin.file}${notes}`];
}

function mergedLines(world: LoadedWorld, { defs, manifestHash }: MergedManifest, stored: Stored): string[] {
  const labels = new Map(world.imports.map(({ source }) => [source.spec.index, sourceLabel(source)]));
  const hashes = [manifestHash, ...defs.map(({ refHash }) => refHash)];
  const missing = hashes.filter((hash) => stored(hash) === false).length;
  const store = stored(manifestHash) === null ? '' : `, ${missing} of ${hashes.length} bodies not in the store`;
  return [
    ...alignColumns([['KIND', 'NAME', 'HASH', 'STORED', 'FROM'], ...defs.map((def) => nodeRow(def, labels, stored))]),
    `world ${world.id}: ${defs.length} definition${defs.length === 1 ? '' : 's'}${store}`,
    `manifest ${manifestHash}`,
  ];
}

export function mergeLines(world: LoadedWorld, stored: Stored): string[] {
  return world.merged === undefined ? [`world ${world.id}: not merged`] : mergedLines(world, world.merged, stored);
}

export function mergeData(world: LoadedWorld, stored: Stored): JsonObject {
  const { merged } = world;
  return {
    world: world.id,
    dir: shownDir(world.dir),
    manifest_hash: merged?.manifestHash ?? null,
    manifest:
      merged === undefined ? null : { origin: originJson(merged.manifestOrigin), stored: stored(merged.manifestHash) },
    imports: world.imports.map(importJson),
    nodes: (merged?.defs ?? []).map((def) => ({ ...mergedDefJson(def), stored: stored(def.refHash) })),
  };
}
