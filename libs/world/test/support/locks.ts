// Locks, diffs and stores of worlds on disk, for tests.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodeHost, planLockWrite, readLocks } from '../../src/index.ts';
import type { Host, LockWorld } from '../../src/index.ts';
import type { ImportDiff, WorldLockDiff } from '../../src/lock/diff-world.ts';
import { diffWorldLocks } from '../../src/lock/diff-world.ts';
import { changeText } from '../../src/lock/diff-change.ts';
import { planVendor } from '../../src/lock/vendor.ts';
import type { VendorPlan } from '../../src/lock/vendor.ts';
import { lines } from './worlds.ts';

/** Locks every import of the world at `root/dir` and writes its aos.sync.json. */
export async function lockWorld(root: string, dir = 'w', host: Host = nodeHost()): Promise<void> {
  const world = await readLocks(host, join(root, dir), { root });
  const { text, problems } = planLockWrite(world, { mode: 'error', update: 'all', acceptAuthority: true });
  if (problems.length > 0) throw new Error(lines(problems));
  writeFileSync(join(root, dir, 'aos.sync.json'), text);
}

export interface ShownDiff {
  readonly diff: WorldLockDiff;
  readonly text: readonly string[];
  readonly report: string;
}

function importText({ state, defs, reason, authority }: ImportDiff): readonly string[] {
  const gained = Object.values(authority.gained).flat();
  const lost = Object.values(authority.lost).flat();
  return [
    state,
    ...(defs?.added ?? []).map(({ name }) => `added ${name}`),
    ...(defs?.removed ?? []).map(({ name }) => `removed ${name}`),
    ...(defs?.renamed ?? []).map(({ from, to }) => `renamed ${from} -> ${to}`),
    ...(defs?.changed ?? []).flatMap(({ name, previous, fields }) => [`changed ${name} (${previous?.from.replace(/ .*/, '') ?? 'unknown'})`, ...(fields ?? []).map((field) => `  ${changeText(field)}`)]),
    ...(gained.length === 0 ? [] : [`gained ${gained.join(', ')}`]),
    ...(lost.length === 0 ? [] : [`lost ${lost.join(', ')}`]),
    ...(reason === undefined ? [] : [`cannot compare: ${reason}`]),
  ];
}

export async function showDiff(root: string, dir = 'w', host: Host = nodeHost()): Promise<ShownDiff> {
  const world = await readLocks(host, join(root, dir), { root });
  const diff = await diffWorldLocks(host, world);
  return { diff, text: diff.imports.flatMap(importText), report: lines(diff.problems, world.texts) };
}

export interface Vendored {
  readonly world: LockWorld;
  readonly plan: VendorPlan;
  readonly report: string;
}

/** Plans vendoring and writes it when nothing is wrong. */
export async function vendor(root: string, dir = 'w', host: Host = nodeHost()): Promise<Vendored> {
  const world = await readLocks(host, join(root, dir), { root });
  const plan = await planVendor(host, world);
  for (const { path, bytes } of plan.problems.length > 0 ? [] : plan.writes) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  return { world, plan, report: lines(plan.problems, world.texts) };
}
