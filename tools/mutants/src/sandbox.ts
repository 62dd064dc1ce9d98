// A copy of the sources that mutants are put into: packages as JavaScript, a few worlds with what was built of them, linked dependencies.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { applyMutant, type Mutant } from './mutant.ts';
import { javascriptName, toJavascript } from './to-javascript.ts';

const LIBS = ['air', 'canon', 'gates', 'kernel', 'plan', 'world'] as const;

export interface Sandbox {
  readonly root: string;
  /** Runs with the mutant in place; the source is as before afterwards. */
  with<T>(mutant: Mutant, run: () => Promise<T>): Promise<T>;
  remove(): void;
}

/** `selection`: scenarios by world; nothing else of the worlds is there. */
export function makeSandbox(repository: string, selection: ReadonlyMap<string, readonly string[]>): Sandbox {
  const root = mkdtempSync(join(tmpdir(), 'nx-air-mutants-'));
  const copy = (path: string): void => cpSync(join(repository, path), join(root, path), { recursive: true });
  for (const file of ['package.json', 'nx.json', 'plan-packs']) copy(file);
  const sources = new Map<string, string>();
  for (const folder of ['tools/mutants/src', ...LIBS.map((lib) => `libs/${lib}/src`)]) {
    for (const file of filesIn(repository, folder)) {
      const text = readFileSync(join(repository, file), 'utf8');
      sources.set(file, text);
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, javascriptName(file)), toJavascript(file, text));
    }
  }
  for (const lib of LIBS) writeFileSync(join(root, 'libs', lib, 'package.json'), readFileSync(join(repository, 'libs', lib, 'package.json'), 'utf8').replaceAll('.ts"', '.js"'));
  for (const [world, scenarios] of selection) {
    copyWorld(repository, root, world);
    if (existsSync(join(repository, 'dist/worlds', world, 'modules.json'))) copy(`dist/worlds/${world}`);
    for (const name of readdirSync(join(root, 'worlds', world, 'scenarios'))) {
      if (name.endsWith('.scenario.json') && !scenarios.includes(name.slice(0, -'.scenario.json'.length))) rmSync(join(root, 'worlds', world, 'scenarios', name));
    }
  }
  linkModules(repository, root);
  return {
    root,
    async with(mutant, run) {
      const file = join(root, javascriptName(mutant.file));
      const before = readFileSync(file, 'utf8');
      writeFileSync(file, toJavascript(mutant.file, applyMutant(mutant, sources.get(mutant.file) ?? '')));
      try {
        return await run();
      } finally {
        writeFileSync(file, before);
      }
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Worlds that are there for mutants alone lie beside the catalogue, without the file that would make projects of them. */
function copyWorld(repository: string, root: string, world: string): void {
  const own = join(repository, 'tools/mutants/worlds', world);
  const target = join(root, 'worlds', world);
  if (!existsSync(own)) return cpSync(join(repository, 'worlds', world), target, { recursive: true });
  cpSync(own, target, { recursive: true });
  writeFileSync(join(target, 'aos.sync.json'), JSON.stringify({ version: 1, id: world, air: { dir: 'air', imports: [] } }));
}

/** Packages of the repository are those of the sandbox. */
function linkModules(repository: string, root: string): void {
  const modules = join(root, 'node_modules');
  mkdirSync(join(modules, '@nx-air'), { recursive: true });
  for (const name of readdirSync(join(repository, 'node_modules'))) if (name !== '@nx-air') symlinkSync(join(repository, 'node_modules', name), join(modules, name));
  for (const name of readdirSync(join(repository, 'node_modules/@nx-air'))) {
    const own = name.endsWith('-pack') ? `plan-packs/${name.slice(0, -'-pack'.length)}` : `libs/${name}`;
    if (existsSync(join(root, own))) symlinkSync(join('../..', own), join(modules, '@nx-air', name));
  }
}

function filesIn(repository: string, folder: string): readonly string[] {
  const entries = readdirSync(join(repository, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(repository, path) : entry.name.endsWith('.ts') ? [path] : [];
  });
}
