// `air codegen`: writes AssemblyScript types of a world's schemas for its modules.
import type { Problem } from '@nx-air/air';
import type { Host, LoadWorldOptions } from '@nx-air/world';
import { join } from 'node:path/posix';
import type { Command, CommandResult } from '../command.ts';
import { nameAirCommand, type NameCommand } from '../name-command.ts';
import { resolveFolder } from '../target.ts';

export interface CodegenOptions {
  /** How the user names the world; its folder when absent. */
  readonly label?: string;
  /** Only say whether the file is what it must be. */
  readonly check?: boolean;
  readonly nameCommand?: NameCommand;
  readonly load?: LoadWorldOptions;
}

/** The world in the folder `dir` (absolute). Writes nothing: the file is in `writes` of the answer. */
export async function runCodegen(host: Host, dir: string, options: CodegenOptions = {}): Promise<CommandResult> {
  const { check = false, nameCommand = nameAirCommand } = options;
  const [{ GENERATED_FILE, staleCode, worldCode }, { loadNamedWorld }, { conclude }, { moduleFolder }] = await Promise.all([
    import('@nx-air/module-sdk'),
    import('../named-world.ts'),
    import('../conclude.ts'),
    import('../module-folder.ts'),
  ]);
  const world = await loadNamedWorld(host, dir, options.load);
  const label = options.label ?? world.dir;
  const again = nameCommand(check ? 'codegen --check' : 'codegen', [label]);
  const next = nameCommand('build-modules', [label]);
  const base = { texts: world.texts, again, next };
  if (world.merged === undefined) return conclude({ ...base, problems: world.problems, data: { world: world.id }, lines: [`world ${world.id}: not merged`] });
  const folder = moduleFolder(host, world);
  const code = worldCode(world.merged);
  const stale = staleCode(code, folder, nameCommand('codegen', [label]));
  const problems: readonly Problem[] = [...world.problems, ...code.problems, ...(check && stale !== undefined ? [stale] : [])];
  const file = join(world.dir, GENERATED_FILE);
  const path = join(world.root, file);
  const verb = code.text === undefined ? 'no types: the world defines no module' : stale === undefined ? `${file} is up to date` : check ? `${file} is stale` : `${file} written`;
  const result = conclude({
    ...base,
    problems,
    data: { world: world.id, file: code.text === undefined ? null : file, stale: stale !== undefined },
    lines: [`world ${world.id}: ${verb}`],
    writes: check || stale === undefined || code.text === undefined ? [] : [{ path, text: code.text }],
  });
  return check || stale === undefined || code.text !== undefined ? result : { ...result, removes: [path] };
}

export const codegen: Command = {
  name: 'codegen',
  summary: 'write the types that the modules of a world are compiled against',
  usage: '<world> [--check]',
  targets: { least: 1, most: 1 },
  options: { check: { type: 'boolean', summary: 'write nothing, and report types that are stale' } },
  async run(host, { cwd, targets, flags }) {
    const target = await resolveFolder(host, cwd, targets[0] ?? '.');
    return runCodegen(host, target.path, { label: target.label, check: flags.has('check') });
  },
};
