// `air skew`: packages that worlds of one workspace lock, or find, with different content.
import type { Host, SkewSide } from '@nx-air/world';
import type { Command, CommandResult } from '../command.ts';
import { CliError } from '../errors.ts';
import { absolutePath } from '../target.ts';

const SHORT_HASH = 'sha256:'.length + 12;

const shown = (side: SkewSide | undefined): string => (side === undefined ? '-' : [side.version, `${side.defsHash.slice(0, SHORT_HASH)}…`].filter((part) => part !== undefined).join(' '));
const json = (side: SkewSide | undefined): { readonly version: string | null; readonly defs_hash: string } | null =>
  side === undefined ? null : { version: side.version ?? null, defs_hash: side.defsHash };

/** Every world below the absolute folder `root`. */
export async function runSkew(host: Host, root: string): Promise<CommandResult> {
  const [{ createResolveCache, findProjects, findSkew, readLocks, specTarget }, { toFindings, exitCode }, { countFindings, joinFindings, nextStep }, { alignColumns }] = await Promise.all([
    import('@nx-air/world'),
    import('@nx-air/air'),
    import('../conclude.ts'),
    import('../table.ts'),
  ]);
  const cache = createResolveCache();
  const worlds = [];
  for (const project of findProjects(host, root).filter(({ kind }) => kind === 'world')) {
    worlds.push(await readLocks(host, absolutePath(root, project.root), { name: project.name, root, cache }));
  }
  const skews = findSkew(worlds);
  const findings = joinFindings(worlds.map(({ problems, texts }) => toFindings(problems, (file) => texts.get(file))));
  const counted = countFindings(findings);
  const summary = `${worlds.length} world${worlds.length === 1 ? '' : 's'}, ${skews.length} package${skews.length === 1 ? '' : 's'} with different content`;
  return {
    exitCode: exitCode(findings),
    findings,
    data: {
      worlds: worlds.length,
      skews: skews.map(({ package: name, rows, align }) => ({
        package: name,
        worlds: rows.map(({ world, spec, locked, current }) => ({ world, import: spec.index, target: specTarget(spec), locked: json(locked), found: json(current) })),
        align,
      })),
    },
    lines: [
      ...(skews.length === 0 ? [] : alignColumns([['PACKAGE', 'WORLD', 'LOCKED', 'FOUND'], ...skews.flatMap(({ package: name, rows }) => rows.map(({ world, locked, current }) => [name, world, shown(locked), shown(current)]))])),
      ...skews.map(({ package: name, align }) => `align ${name}: ${align}`),
      summary,
      ...(counted === '' ? [] : [counted]),
    ],
    next: nextStep(findings, 'air skew', skews[0]?.align ?? ''),
    writes: [],
  };
}

export const skew: Command = {
  name: 'skew',
  summary: 'show packages that worlds of the workspace use with different content',
  usage: '[--root DIR]',
  targets: { least: 0, most: 0 },
  options: { root: { type: 'string', placeholder: 'DIR', summary: 'the workspace; that of the current folder without it' } },
  async run(host, { cwd, values }) {
    const { repositoryRoot } = await import('@nx-air/world');
    const asked = values.get('root');
    const root = asked === undefined ? repositoryRoot(host, cwd) : absolutePath(cwd, asked);
    if (host.readDir(root) === undefined) throw new CliError('not_a_folder', `\`--root ${asked ?? root}\` is not a folder`);
    return runSkew(host, root);
  },
};
