// Every built-in against its pinned hash.
import { describe, expect, it } from 'vitest';
import { hashValue } from '@nx-air/canon';
import { builtin, builtins, ownBuiltins } from '../src/builtins.ts';
import { identify } from '../src/identity.ts';
import { readVectors } from './vectors.ts';

interface Pinned {
  readonly kind: string;
  readonly name: string;
  readonly hash: string;
}

const pinned = readVectors<readonly Pinned[]>('builtins.json');
const pinnedOwn = readVectors<readonly Pinned[]>('ours.json');

describe('built-ins of AOS v0.10', () => {
  it('are 121', () => {
    expect(builtins().size).toBe(121);
    expect(pinned).toHaveLength(121);
    expect(pinned.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([...builtins().keys()].sort());
  });

  it.each(pinned.map((entry) => [`${entry.kind} ${entry.name}`, entry.hash] as const))('%s', (key, hash) => {
    expect(builtins().get(key)?.hash).toBe(hash);
  });

  it('count by kind', () => {
    const counts: Record<string, number> = {};
    for (const { kind } of builtins().values()) counts[kind] = (counts[kind] ?? 0) + 1;
    expect(counts).toEqual({ defschema: 82, defeffect: 25, defcap: 8, defmodule: 6 });
  });

  it('are built once', () => {
    expect(builtins()).toBe(builtins());
  });
});

describe('our own built-ins', () => {
  it.each(pinnedOwn.map((entry) => [`${entry.kind} ${entry.name}`, entry.hash] as const))('%s', (key, hash) => {
    expect(ownBuiltins().get(key)?.hash).toBe(hash);
  });

  it('are the pinned ones and none of the 121', () => {
    expect([...ownBuiltins().keys()].sort()).toEqual(pinnedOwn.map(({ kind, name }) => `${kind} ${name}`).sort());
    for (const key of ownBuiltins().keys()) expect(builtins().has(key)).toBe(false);
  });
});

describe.each([...builtins().values(), ...ownBuiltins().values()].map((entry) => [entry.name, entry] as const))(
  '%s',
  (_, entry) => {
    it('is a fixed point of the typed round trip and hashed without `$kind`', () => {
      const identity = identify({ $kind: entry.kind, ...entry.node });
      expect(identity?.dropped).toEqual([]);
      expect(identity?.name).toBe(entry.name);
      expect(identity?.node).toEqual({ $kind: entry.kind, ...entry.node });
      expect(identity?.hash).not.toBe(entry.hash);
      expect(hashValue(entry.node)).toBe(entry.hash);
    });

    it('refers to built-ins only', () => {
      const refs = JSON.stringify(entry.node).match(/"sys\/[^"]+"/g) ?? [];
      const known = new Set([...builtins().values(), ...ownBuiltins().values()].map(({ name }) => name));
      const unknown = refs.map((ref) => ref.slice(1, -1)).filter((name) => !known.has(name));
      expect(unknown.filter((name) => name !== 'sys/CapAllowAll@1')).toEqual([]);
    });
  },
);

describe('builtin', () => {
  it.each([
    ['defschema', 'sys/TimerFired@1', 'aos'],
    ['defmodule', 'sys/Workspace@1', 'aos'],
    ['defschema', 'sys/PlanHandle@1', 'own'],
  ] as const)('finds %s %s', (kind, name, source) => {
    expect(builtin(kind, name)?.source).toBe(source);
  });

  it.each([
    ['defcap', 'sys/TimerFired@1'],
    ['defschema', 'sys/TimerFired@2'],
    ['defmodule', 'sys/CapAllowAll@1'],
    ['defschema', '__proto__'],
  ] as const)('knows no %s %s', (kind, name) => {
    expect(builtin(kind, name)).toBeUndefined();
  });
});
