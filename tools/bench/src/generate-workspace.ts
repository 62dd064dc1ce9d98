// Writes Nx workspaces: packs and worlds that import them, TypeScript packages, and an empty one.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateDefinitions } from './generate-definitions.ts';
import { EMPTY_MANIFEST, writeJsonFile } from './generate-world.ts';

export interface WorkspaceSize {
  readonly packs: number;
  readonly worlds: number;
}

const NX_JSON = { analytics: false, defaultBase: 'main' };

/** Three to seven imports a world, or references a package, spread over `count` others. */
const importsOf = (index: number, count: number): readonly number[] => [...new Set(Array.from({ length: 3 + (index % 5) }, (_, at) => (index * 7 + at * 31) % count))];

/** @param dir an empty folder @param modules the node_modules to link, in which nx-air is installed */
export function generateWorkspace(dir: string, modules: string, { packs, worlds }: WorkspaceSize): void {
  generateRoot(dir, modules, { ...NX_JSON, plugins: [{ plugin: 'nx-air' }] });
  for (let index = 0; index < packs; index += 1) {
    const folder = join(dir, 'plan-packs', `pack-${index}`);
    writeJsonFile(join(folder, 'defs.air.json'), generateDefinitions(`bench.pack${index}`, 3));
    writeFileSync(join(folder, 'README.md'), `# pack-${index}\n`);
  }
  for (let index = 0; index < worlds; index += 1) {
    const imports = importsOf(index, packs).map((pack) => ({ path: `../../plan-packs/pack-${pack}` }));
    writeJsonFile(join(dir, 'worlds', `world-${index}`, 'aos.sync.json'), { version: 1, id: `world-${index}`, air: { dir: 'air', imports } });
    writeJsonFile(join(dir, 'worlds', `world-${index}`, 'air', 'manifest.air.json'), EMPTY_MANIFEST);
  }
}

/** TypeScript packages with project references. @param modules the node_modules to link, in which @nx/js is installed */
export function generateTypeScriptWorkspace(dir: string, modules: string, packages: number): void {
  generateRoot(dir, modules, { ...NX_JSON, plugins: [{ plugin: '@nx/js/typescript', options: { typecheck: { targetName: 'typecheck' }, build: { targetName: 'build', configName: 'tsconfig.lib.json' } } }] }, ['packages/*']);
  const compilerOptions = { composite: true, declaration: true, module: 'nodenext', moduleResolution: 'nodenext', target: 'es2022', strict: true };
  writeJsonFile(join(dir, 'tsconfig.base.json'), { compilerOptions });
  writeJsonFile(join(dir, 'tsconfig.json'), { extends: './tsconfig.base.json', files: [], references: Array.from({ length: packages }, (_, index) => ({ path: `./packages/p${index}` })) });
  for (let index = 0; index < packages; index += 1) {
    const folder = join(dir, 'packages', `p${index}`);
    const others = importsOf(index, packages).filter((other) => other < index);
    writeJsonFile(join(folder, 'package.json'), { name: `@bench/p${index}`, version: '0.0.0', type: 'module', exports: './dist/index.js', dependencies: Object.fromEntries(others.map((other) => [`@bench/p${other}`, 'workspace:*'])) });
    writeJsonFile(join(folder, 'tsconfig.json'), { extends: '../../tsconfig.base.json', files: [], references: [...others.map((other) => ({ path: `../p${other}` })), { path: './tsconfig.lib.json' }] });
    writeJsonFile(join(folder, 'tsconfig.lib.json'), { extends: '../../tsconfig.base.json', compilerOptions: { outDir: 'dist', rootDir: 'src' }, include: ['src/**/*.ts'], references: others.map((other) => ({ path: `../p${other}/tsconfig.lib.json` })) });
    mkdirSync(join(folder, 'src'), { recursive: true });
    writeFileSync(join(folder, 'src', 'index.ts'), `${others.map((other) => `import { name${other} } from '@bench/p${other}';\n`).join('')}export const name${index} = [${others.map((other) => `name${other}`).join(', ')}].length;\n`);
  }
}

/** Projects with as many targets as a world has for `validate`, which do nothing and are cached. */
export function generateIdleWorkspace(dir: string, modules: string, projects: number): void {
  generateRoot(dir, modules, NX_JSON);
  const idle = { executor: 'nx:run-commands', cache: true, inputs: ['{projectRoot}/**/*'], outputs: ['{workspaceRoot}/dist/{projectRoot}/{target}.json'], options: { command: 'true' } };
  for (let index = 0; index < projects; index += 1) {
    writeJsonFile(join(dir, 'idle', `idle-${index}`, 'project.json'), { name: `idle-${index}`, targets: { 'lock-check': idle, validate: { ...idle, dependsOn: ['lock-check'] } } });
  }
}

/** @param modules the node_modules to link */
export function generateEmptyWorkspace(dir: string, modules: string): void {
  generateRoot(dir, modules, NX_JSON);
}

function generateRoot(dir: string, modules: string, nxJson: object, workspaces: readonly string[] = []): void {
  mkdirSync(dir, { recursive: true });
  writeJsonFile(join(dir, 'package.json'), { name: 'bench', version: '0.0.0', private: true, type: 'module', ...(workspaces.length > 0 ? { workspaces } : {}) });
  writeJsonFile(join(dir, 'nx.json'), nxJson);
  writeFileSync(join(dir, '.gitignore'), 'node_modules\n.nx\ndist\n');
  mkdirSync(join(dir, '.git'));
  symlinkSync(modules, join(dir, 'node_modules'), 'junction');
}
