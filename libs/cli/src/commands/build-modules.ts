// `air build-modules`: compiles the modules of a world to WASM and lists their hashes.
import type { Host, LoadWorldOptions } from '@nx-air/world';
import { join } from 'node:path/posix';
import type { Command, CommandResult } from '../command.ts';
import { nameAirCommand, type NameCommand } from '../name-command.ts';
import { resolveFolder } from '../target.ts';

export interface BuildModulesOptions {
  /** How the user names the world; its folder when absent. */
  readonly label?: string;
  readonly nameCommand?: NameCommand;
  readonly load?: LoadWorldOptions;
}

/** The world in the folder `dir` (absolute). Writes nothing: modules and modules.json are in `writes` of the answer. */
export async function runBuildModules(host: Host, dir: string, options: BuildModulesOptions = {}): Promise<CommandResult> {
  const { nameCommand = nameAirCommand } = options;
  const [{ writeJson }, { builtFolder }, { buildModules, moduleList }, { loadNamedWorld }, { conclude }, { moduleFolder }, { alignColumns }] = await Promise.all([
    import('@nx-air/canon'),
    import('@nx-air/world'),
    import('@nx-air/module-sdk'),
    import('../named-world.ts'),
    import('../conclude.ts'),
    import('../module-folder.ts'),
    import('../table.ts'),
  ]);
  const world = await loadNamedWorld(host, dir, options.load);
  const label = options.label ?? world.dir;
  const base = { again: nameCommand('build-modules', [label]), next: nameCommand('merge', [label]) };
  if (world.merged === undefined) return conclude({ ...base, problems: world.problems, texts: world.texts, data: { world: world.id }, lines: [`world ${world.id}: not merged`] });
  const folder = moduleFolder(host, world);
  const { modules, problems } = await buildModules({ manifest: world.merged, folder, files: folder.files, codegenCommand: nameCommand('codegen', [label]) });
  const out = join(world.root, builtFolder(world.dir));
  const list = moduleList(modules);
  const kept = new Set(modules.map(({ file }) => join(out, file)));
  const old = (host.readDir(join(out, 'modules')) ?? []).map(({ name }) => join(out, 'modules', name)).filter((path) => path.endsWith('.wasm') && !kept.has(path));
  const result = conclude({
    ...base,
    problems: [...world.problems, ...problems],
    texts: new Map([...world.texts, ...folder.texts]),
    data: { world: world.id, dir: builtFolder(world.dir), ...list },
    lines: [
      ...(modules.length === 0 ? [] : alignColumns([['MODULE', 'FILE', 'BYTES', 'HASH'], ...modules.map(({ name, file, wasm, sha256 }) => [name, file, String(wasm.length), sha256])])),
      `world ${world.id}: ${modules.length} module${modules.length === 1 ? '' : 's'} built`,
    ],
    writes: [...modules.map(({ file, wasm }) => ({ path: join(out, file), text: wasm })), { path: join(out, 'modules.json'), text: writeJson(list) }],
  });
  return { ...result, removes: old };
}

export const buildModulesCommand: Command = {
  name: 'build-modules',
  summary: 'compile the modules of a world to WASM',
  usage: '<world>',
  targets: { least: 1, most: 1 },
  options: {},
  async run(host, { cwd, targets }) {
    const target = await resolveFolder(host, cwd, targets[0] ?? '.');
    return runBuildModules(host, target.path, { label: target.label });
  },
};
