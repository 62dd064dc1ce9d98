// The cell that asks the real cargo to read every Cargo.toml of plan-packs/, so that our own reading of them stays honest.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../../process/src/run.ts';
import type { Cell } from './cell.ts';

export const CARGO_CELL: Cell = {
  name: 'cargo',
  title: 'cargo reads the crates of plan-packs/',
  run: async ({ root, isInstalled, print }) => {
    const crates = listCrates(root);
    if (crates.length === 0) return { state: 'not run', detail: 'plan-packs/ holds no Cargo.toml' };
    if (!isInstalled('cargo')) return { state: 'not run', detail: 'cargo is not installed', toolMissing: 'cargo' };
    const refused: string[] = [];
    for (const crate of crates) {
      // --no-deps writes nothing and needs neither a lock nor the network.
      const args = ['metadata', '--offline', '--no-deps', '--format-version', '1', '--manifest-path', join(root, crate)];
      const { exitCode, stderr } = await capture('cargo', args, { cwd: root });
      print(`${crate}: ${exitCode === 0 ? 'read' : stderr.trim()}`);
      if (exitCode !== 0) refused.push(crate);
    }
    return refused.length === 0
      ? { state: 'passed', detail: `read by cargo: ${crates.join(', ')}` }
      : { state: 'failed', detail: `cargo refuses ${refused.join(', ')}` };
  },
};

export function listCrates(root: string): readonly string[] {
  const dir = join(root, 'plan-packs');
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .sort()
    .map((name) => `plan-packs/${name}/Cargo.toml`)
    .filter((path) => existsSync(join(root, path)));
}
