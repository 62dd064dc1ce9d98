// The world computed with AOS v0.10: same manifest, same plan hashes, same manifest hash, through loadWorld.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadWorld, nodeHost } from '../src/index.ts';
import { diskRepo, lines } from './support/worlds.ts';

const vectors = new URL('../../../spec/vectors/', import.meta.url);
const text = readFileSync(new URL('world/all.air.json', vectors), 'utf8');
const golden = JSON.parse(readFileSync(new URL('world.golden.json', vectors), 'utf8'))['own/world'];

const load = (air: string) => {
  const root = diskRepo({ 'worlds/own/aos.sync.json': { version: 1, air: {} }, 'worlds/own/air/all.air.json': air });
  return loadWorld(nodeHost(), `${root}/worlds/own`);
};

describe('the world vector', () => {
  test('has the manifest hash of the AOS kernel and nothing to report', async () => {
    const world = await load(text);
    expect(lines(world.problems, world.texts)).toBe('');
    expect(world.merged?.manifestHash).toBe(golden.manifest_hash_normalised_refs_no_kind);
  });

  test('refers to plans by their normalised hash and keeps the authored one', async () => {
    const { merged } = await load(text);
    const plans = merged?.defs.filter(({ kind }) => kind === 'defplan') ?? [];
    expect(Object.keys(golden.plans).sort()).toEqual(plans.map(({ name }) => name));
    for (const { name, hash, refHash } of plans) {
      expect({ hash, refHash }).toEqual({ hash: golden.plans[name].authored_hash, refHash: golden.plans[name].normalised_hash });
    }
  });

  test('changes with one letter of a listed definition, not with the formatting of the file', async () => {
    const changed = await load(text.replace('"Fast"', '"Fasd"'));
    expect(changed.merged?.manifestHash).not.toBe(golden.manifest_hash_normalised_refs_no_kind);
    const compact = await load(JSON.stringify(JSON.parse(text)));
    expect(compact.merged?.manifestHash).toBe(golden.manifest_hash_normalised_refs_no_kind);
  });
});
