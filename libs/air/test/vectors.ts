// Reads the shared vectors, so that every test names them the same way.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readJson } from '@nx-air/canon';
import type { JsonObject, JsonValue } from '@nx-air/canon';

export const VECTORS = fileURLToPath(new URL('../../../spec/vectors/', import.meta.url));

export interface NodeVector {
  readonly label: string;
  readonly json: JsonObject;
  readonly typed: JsonObject;
  readonly cbor_hex: string;
  readonly hash: string;
}

export interface DefsVector {
  readonly label: string;
  readonly entries: number;
  readonly defs_hash_skipping_manifest: string;
}

/** Floats are allowed: the vectors show what AOS makes of them. */
export function readVectors<Shape = JsonValue>(path: string): Shape {
  const { value } = readJson(readFileSync(VECTORS + path), { floats: 'allow' });
  if (value === undefined) throw new Error(`${path} is not JSON`);
  return value as Shape;
}

export const nodeVectors = readVectors<{ readonly nodes: readonly NodeVector[] }>('aos-vectors.json').nodes;
export const defsVectors = readVectors<{ readonly defs_hash: readonly DefsVector[] }>('aos-vectors.json').defs_hash;
