// What a release of a package says about each of its packs: what changed since the last one, and what stands in its way.
import { toFindings, type Finding, type LoadedNode, type Problem } from '@nx-air/air';
import { comparePacks, type Difference } from '@nx-air/plan/check';
import { authorityBeyond, authorityOf, authorityText, hasAuthority, loadPack, reusedVersions, type Authority, type Host, type LoadedPack } from '@nx-air/world';
import { basename, relative } from 'node:path/posix';
import { packAtCommit } from './pack-versions.ts';
import { versionStep } from './version-step.ts';

export interface PackReleaseRequest {
  /** Absolute folders of the packs that the package ships. */
  readonly packs: readonly string[];
  /** Absolute folders of packs that the last release shipped and that are no more. */
  readonly gone?: readonly string[];
  /** Absolute root of the repository. */
  readonly root: string;
  /** Absent for a first release. */
  readonly last?: { readonly version: string; readonly ref: string };
  readonly next: string;
}

export interface PackRelease {
  readonly pack: string;
  /** Relative to the repository. */
  readonly dir: string;
  /** Whether the last release lacks it. */
  readonly isNew: boolean;
  /** Whether only the last release has it. */
  readonly isGone: boolean;
  readonly differences: readonly Difference[];
  readonly authority: { readonly gained: Authority; readonly lost: Authority };
  /** The least step that the differences ask for; undefined without any. */
  readonly step: 'major' | 'minor' | 'patch' | undefined;
  /** Errors: what stands in the way of the release. */
  readonly findings: readonly Finding[];
}

/** Reads git, writes nothing. Throws `CliError` `no_old_version` when the ref is not there. */
export async function judgePackRelease(host: Host, { packs, gone = [], root, last, next }: PackReleaseRequest): Promise<readonly PackRelease[]> {
  const judged: PackRelease[] = [];
  for (const dir of packs) {
    const pack = loadPack(host, dir, { root });
    const before = last === undefined ? undefined : await packAtCommit(host, dir, last.ref);
    judged.push(judgePack(pack, before, last?.version, next));
  }
  if (last === undefined) return judged;
  for (const dir of gone) {
    const before = await packAtCommit(host, dir, last.ref, root);
    if (before !== undefined) judged.push(judgeGone(relative(root, dir), before, last.version, next));
  }
  return judged;
}

function judgePack(pack: LoadedPack, before: readonly LoadedNode[] | undefined, from: string | undefined, next: string): PackRelease {
  const { name, dir, nodes, problems, texts } = pack;
  const differences = before === undefined ? [] : comparePacks(before, nodes);
  const [old, now] = [authorityOf(before ?? []), authorityOf(nodes)];
  const found: readonly Problem[] = [
    ...problems.filter(({ severity }) => severity !== 'warning' && severity !== 'info'),
    ...reusedVersions(before ?? [], nodes),
    ...(from === undefined || versionStep(from, next) === 'breaking' ? [] : differences.filter(({ breaking }) => breaking).map((difference) => needsMajor(pack, difference, from, next))),
  ];
  const findings = toFindings(found, (file) => texts.get(file)).filter(({ severity }) => severity === 'error');
  return { pack: name, dir, isNew: before === undefined, isGone: false, differences, authority: { gained: authorityBeyond(now, old), lost: authorityBeyond(old, now) }, step: stepOf(differences), findings };
}

/** Nothing of it is left, so one finding stands for all of its definitions. */
function judgeGone(dir: string, before: readonly LoadedNode[], from: string, next: string): PackRelease {
  const pack = basename(dir);
  const problem: Problem = { code: 'release_needs_major', subject: `pack ${pack}`, file: dir, pointer: '', expected: notTakenBy(from), actual: `${next}, though contract breaks: pack removed` };
  const [nothing, old] = [authorityOf([]), authorityOf(before)];
  return {
    pack,
    dir,
    isNew: false,
    isGone: true,
    differences: comparePacks(before, []),
    authority: { gained: nothing, lost: authorityBeyond(old, nothing) },
    step: 'major',
    findings: versionStep(from, next) === 'breaking' ? [] : toFindings([problem], () => undefined),
  };
}

const notTakenBy = (from: string): string => `a version that \`^${from}\` does not take`;

function stepOf(differences: readonly Difference[]): PackRelease['step'] {
  if (differences.length === 0) return undefined;
  if (differences.some(({ breaking }) => breaking)) return 'major';
  return differences.some(({ category }) => category === 'contract' || category === 'authority') ? 'minor' : 'patch';
}

/** What is gone has no place any more: the definition that is left of it, or the pack, stands for it. */
function needsMajor({ name: pack, nodes, dir }: LoadedPack, { kind, name, what, side, pointer, category }: Difference, from: string, next: string): Problem {
  const node = nodes.find((each) => each.kind === kind && each.name === name);
  const [first] = nodes;
  const place = node === undefined ? { file: first?.origin.file ?? dir, pointer: '' } : { file: node.origin.file, pointer: side === 'new' ? `${node.origin.pointer}${pointer}` : node.origin.pointer };
  return { code: 'release_needs_major', subject: `pack ${pack}`, ...place, expected: notTakenBy(from), actual: `${next}, though ${category} breaks: ${kind} ${name}: ${what}` };
}

/** Lines of a changelog, without a bullet; none when nothing changed that anybody meets. */
export function releaseLines({ isNew, isGone, pack, differences, authority: { gained, lost } }: PackRelease): readonly string[] {
  const line = ({ kind, name, what }: Difference): string => `${kind} \`${name}\`: ${what}`;
  const breaking = differences.filter((difference) => difference.breaking);
  return [
    ...(isNew ? [`pack \`${pack}\` is new`] : []),
    ...(isGone ? [`**breaking** pack \`${pack}\` removed`] : []),
    ...breaking.map((difference) => `**breaking** ${line(difference)}`),
    ...differences.filter((difference) => !difference.breaking).map(line),
    ...(hasAuthority(gained) ? [`authority gained: ${authorityText(gained)}`] : []),
    ...(hasAuthority(lost) ? [`authority lost: ${authorityText(lost)}`] : []),
  ];
}
