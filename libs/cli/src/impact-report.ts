// Which worlds a change of a pack breaks, affects or leaves alone, and which lint findings it brings or takes away.
import type { LoadedNode } from '@nx-air/air';
import { comparePacks, impactOn, IMPACT_STATES, type Difference, type Impact, type ImpactState } from '@nx-air/plan/check';
import { createResolveCache, findProjects, loadPack, loadWorld, readLocks, repositoryRoot, type Host, type LoadedWorld } from '@nx-air/world';
import { join } from 'node:path/posix';
import type { CommandResult } from './command.ts';
import { differenceJson, differenceText } from './difference-text.ts';
import { CliError } from './errors.ts';
import { lintDelta, lintDeltaJson, lintDeltaLines, type LintDelta } from './lint-delta.ts';
import { comparableNodes, packAsLocked, packAtCommit, type LockedVersion } from './pack-versions.ts';

export const LOCKED = 'locked';

const keyOf = ({ kind, name }: { readonly kind: string; readonly name: string }): string => `${kind} ${name}`;

interface WorldImpact extends Impact {
  readonly world: string;
  readonly dir: string;
  /** Why the state is what it is, where no difference says so. */
  readonly reason?: string;
  /** Where it is compared with what it has locked. */
  readonly lints?: LintDelta;
}

/** `dir` is the absolute folder of the pack. Writes nothing. Exit code 4 when a world is broken. */
export async function reportImpact(host: Host, dir: string, against: string, label: string): Promise<CommandResult> {
  const root = repositoryRoot(host, dir);
  const pack = loadPack(host, dir, { root });
  if (pack.nodes.length === 0) throw new CliError('nothing_to_check', `\`${label}\` holds no definitions`);
  const old = against === LOCKED ? undefined : await packAt(host, dir, against);
  const cache = createResolveCache();
  const worlds: WorldImpact[] = [];
  for (const project of findProjects(host, root).filter(({ kind }) => kind === 'world')) {
    const worldDir = join(root, project.root);
    const world = await loadWorld(host, worldDir, { name: project.name, root, cache });
    const before: LockedVersion | undefined = old ? { nodes: old, unknown: [] } : await packAsLocked(host, await readLocks(host, worldDir, { name: project.name, root, cache }), isOfPack(pack.nodes));
    if (before === undefined) worlds.push({ world: world.id, dir: project.root, state: 'unaffected', met: [], reason: 'no lock lists definitions of the pack' });
    else worlds.push(impactOnWorld(world, project.root, before, pack.nodes, old === undefined));
  }
  const differences = old ? comparePacks(old, pack.nodes) : [];
  const lints = old ? lintDelta(old, pack.nodes) : undefined;
  return answer(label, against, differences, worlds, lints);
}

async function packAt(host: Host, dir: string, ref: string): Promise<readonly LoadedNode[]> {
  const nodes = await packAtCommit(host, dir, ref);
  if (nodes === undefined) throw new CliError('no_old_version', `cannot read \`${ref}\`: the pack is not in it`, 'Name a later commit with `--against`.');
  return nodes;
}

/** A pack of one namespace may lose definitions that a lock still lists: the namespace tells whose they were. */
function isOfPack(nodes: readonly LoadedNode[]): (key: string) => boolean {
  const keys = new Set(nodes.map(keyOf));
  const namespaces = new Set(nodes.map(({ name }) => name.split('/', 1)[0]));
  return (key) => keys.has(key) || namespaces.has((key.split(' ')[1] ?? '').split('/', 1)[0]);
}

/** With `ownLints` the world was compared with a version of its own, and so has lints of its own. */
function impactOnWorld(world: LoadedWorld, dir: string, locked: LockedVersion, after: readonly LoadedNode[], ownLints: boolean): WorldImpact {
  const { unknown } = locked;
  const before = comparableNodes(locked, after);
  const of = new Set([...before, ...after].map(keyOf));
  const lints = ownLints ? { lints: lintDelta(before, after) } : {};
  const base = { world: world.id, dir };
  if (!world.imports.some(({ nodes }) => nodes.some((node) => of.has(keyOf(node))))) return { ...base, state: 'unaffected', met: [], reason: 'it does not import the pack' };
  const [first] = world.problems.filter(({ severity }) => severity !== 'warning');
  if (world.merged === undefined) return { ...base, ...lints, state: 'broken', met: [], reason: `it does not load: ${first?.code ?? 'unknown'}${first?.actual === undefined ? '' : ` ${first.actual}`}` };
  const gone = unknown.map((key): Difference => {
    const [kind = '', name = ''] = key.split(' ');
    return { category: 'contract', breaking: true, kind, name, what: 'differs from the lock, whose body is not known', side: 'old', pointer: '' };
  });
  return { ...base, ...lints, ...impactOn(world.merged, [...gone, ...comparePacks(before, after)]) };
}

function answer(label: string, against: string, differences: readonly Difference[], worlds: readonly WorldImpact[], lints: LintDelta | undefined): CommandResult {
  const sorted = [...worlds].sort((a, b) => IMPACT_STATES.indexOf(a.state) - IMPACT_STATES.indexOf(b.state));
  const count = (state: ImpactState): string => `${worlds.filter((world) => world.state === state).length} ${state}`;
  const lines = [
    ...sorted.flatMap(({ state, world, met, reason, lints: ofWorld }) => [
      `${state} ${world}${reason === undefined ? '' : `: ${reason}`}`,
      ...met.flatMap(({ difference, path }) => [`  ${differenceText(difference)}`, `    by ${path.join(' -> ')}`]),
      ...(ofWorld === undefined ? [] : lintDeltaLines(ofWorld).map((line) => `  ${line}`)),
    ]),
    ...(differences.length === 0 || worlds.some(({ met }) => met.length > 0) ? [] : differences.map(differenceText)),
    ...(lints === undefined ? [] : lintDeltaLines(lints)),
    `${label} against ${against}: ${IMPACT_STATES.map(count).join(', ')}`,
  ];
  const broken = sorted.find(({ state }) => state === 'broken');
  return {
    exitCode: broken === undefined ? 0 : 4,
    findings: [],
    data: {
      pack: label,
      against,
      differences: differences.map(differenceJson),
      worlds: sorted.map(({ world, dir, state, met, reason, lints: ofWorld }) => ({
        world, dir, state, ...(reason === undefined ? {} : { reason }), met: met.map(({ difference, path, used }) => ({ ...differenceJson(difference), path: [...path], used })),
        ...(ofWorld === undefined ? {} : { lints: lintDeltaJson(ofWorld) }),
      })),
      ...(lints === undefined ? {} : { lints: lintDeltaJson(lints) }),
    },
    lines,
    next: broken === undefined ? `air check ${label}` : `air check ${broken.dir}`,
    writes: [],
  };
}
