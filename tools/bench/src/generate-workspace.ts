// Writes Nx workspaces: one with many packs and worlds that import them, and an empty one.
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generateDefinitions } from './generate-definitions.ts';
import { EMPTY_MANIFEST, writeJsonFile } from './generate-world.ts';

export interface WorkspaceSize {
  readonly packs: number;
  readonly worlds: number;
}

/** What Nx needs of this repository to load the plugin from its sources. */
const ENGINE = ['libs', 'plugins', 'tsconfig.json', '.gitignore'];

/** @param root the repository whose plugin is measured @param dir an empty folder */
export function generateWorkspace(root: string, dir: string, { packs, worlds }: WorkspaceSize): void {
  for (const entry of ENGINE) {
    cpSync(join(root, entry), join(dir, entry), { recursive: true, filter: (path) => !/[\\/](?:node_modules|dist|test)$/.test(path) });
  }
  writeJsonFile(join(dir, 'package.json'), { name: 'bench', version: '0.0.0', private: true, type: 'module', workspaces: ['libs/*', 'plugins/*'] });
  writeJsonFile(join(dir, 'nx.json'), { analytics: false, defaultBase: 'main', plugins: [{ plugin: 'nx-air' }] });
  linkModules(root, dir);
  for (let index = 0; index < packs; index += 1) {
    writeJsonFile(join(dir, 'plan-packs', `pack-${index}`, 'defs.air.json'), generateDefinitions(`bench.pack${index}`, 3));
  }
  for (let index = 0; index < worlds; index += 1) {
    // Three to seven imports a world, spread over the packs.
    const imports = Array.from({ length: 3 + (index % 5) }, (_, at) => ({ path: `../../plan-packs/pack-${(index * 7 + at * 31) % packs}` }));
    writeJsonFile(join(dir, 'worlds', `world-${index}`, 'aos.sync.json'), { version: 1, id: `world-${index}`, air: { dir: 'air', imports } });
    writeJsonFile(join(dir, 'worlds', `world-${index}`, 'air', 'manifest.air.json'), EMPTY_MANIFEST);
  }
}

export function generateEmptyWorkspace(root: string, dir: string): void {
  writeJsonFile(join(dir, 'package.json'), { name: 'empty', version: '0.0.0', private: true });
  writeJsonFile(join(dir, 'nx.json'), { analytics: false, defaultBase: 'main' });
  symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'), 'junction');
}

/** Links every installed package; workspace packages lead to the copies in `dir`, not back to the repository. */
function linkModules(root: string, dir: string): void {
  const from = join(root, 'node_modules');
  for (const name of readdirSync(from).flatMap((entry) => (entry.startsWith('@') ? readdirSync(join(from, entry)).map((part) => `${entry}/${part}`) : [entry]))) {
    const own = name === 'nx-air' ? 'plugins/nx-air' : name.startsWith('@nx-air/') ? `libs/${name.slice('@nx-air/'.length)}` : undefined;
    if (own !== undefined && !existsSync(join(dir, own))) continue;
    link(own === undefined ? join(from, name) : join(dir, own), join(dir, 'node_modules', name));
  }
  for (const group of ['libs', 'plugins']) {
    for (const member of readdirSync(join(root, group))) {
      const nested = join(root, group, member, 'node_modules');
      if (existsSync(nested)) link(nested, join(dir, group, member, 'node_modules'));
    }
  }
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, 'junction');
}
