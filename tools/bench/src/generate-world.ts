// Writes a world that imports its definitions from plan packs by path.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generateDefinitions } from './generate-definitions.ts';

export interface WorldSize {
  readonly packs: number;
  readonly definitionsPerPack: number;
}

export interface GeneratedWorld {
  /** Absolute path of the world's folder. */
  readonly worldDir: string;
  /** Absolute paths of every definition file, the manifest's included. */
  readonly files: readonly string[];
  readonly definitions: number;
}

/** @param root an existing folder; the world is `worlds/large`, its packs `plan-packs/part-<n>` */
export function generateWorld(root: string, { packs, definitionsPerPack }: WorldSize): GeneratedWorld {
  const parts = Array.from({ length: packs }, (_, index) => `part-${index}`);
  const files = parts.map((part, index) => {
    const file = join(root, 'plan-packs', part, 'defs.air.json');
    writeJsonFile(file, generateDefinitions(`bench.part${index}`, definitionsPerPack));
    return file;
  });
  const worldDir = join(root, 'worlds', 'large');
  const imports = parts.map((part) => ({ path: `../../plan-packs/${part}` }));
  writeJsonFile(join(worldDir, 'aos.sync.json'), { version: 1, id: 'large', air: { dir: 'air', imports } });
  const manifest = join(worldDir, 'air', 'manifest.air.json');
  writeJsonFile(manifest, EMPTY_MANIFEST);
  return { worldDir, files: [...files, manifest], definitions: packs * definitionsPerPack };
}

export const EMPTY_MANIFEST = {
  $kind: 'manifest',
  air_version: '1',
  schemas: [],
  modules: [],
  plans: [],
  effects: [],
  caps: [],
  policies: [],
} as const;

export function writeJsonFile(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`);
}
