// The shape of aos.sync.json: a world and what it imports.
import { anything, listOf, shape, text } from './build.ts';
import type { JsonSchema } from './build.ts';

export const WORLD_ID_PATTERN = '^[a-z][a-z0-9._-]*$';

const cargo = shape(
  { package: text },
  { version: text, source: text, air_dir: text, manifest_path: text },
);
const npm = shape({ package: text }, { version: text, air_dir: text });

/** Exactly one of the three sources is checked in code, so that one mistake gives one finding. */
const importEntry = shape({}, { path: text, cargo, npm, lock: { type: ['string', 'object'] } });

export const syncConfigSchema: JsonSchema = shape(
  {
    version: { const: 1 },
    air: shape({}, { dir: text, imports: listOf(importEntry) }),
  },
  {
    $schema: { type: 'string' },
    id: { type: 'string', pattern: WORLD_ID_PATTERN, description: 'identity of the world' },
    build: anything,
    modules: anything,
    workspaces: anything,
  },
  { description: 'a world: where its definitions are and what it imports' },
);
