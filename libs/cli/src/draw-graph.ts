// Draws the plans of one world or pack, also where something else in it is broken.
import { exitCode, nearest, parseDefName, toFindings, type MergedDef, type Problem } from '@nx-air/air';
import { pictureOf, renderHtml, renderMermaid, renderSvg, type PlanPicture } from '@nx-air/plan/picture';
import { loadPack, type Host } from '@nx-air/world';
import type { CommandResult } from './command.ts';
import { nextStep } from './conclude.ts';
import { CliError } from './errors.ts';
import type { GraphFormat, GraphOptions } from './graph-options.ts';
import { judgePack, judgeWorld } from './judge-meaning.ts';
import { readLintSettings } from './lint-settings.ts';
import { loadNamedWorld } from './named-world.ts';
import { refuseInput, type InputFiles } from './refuse-input.ts';

export async function drawGraph(host: Host, dir: string, format: GraphFormat, options: GraphOptions): Promise<CommandResult> {
  const { label = dir, plan, out } = options;
  const subject = await readSubject(host, dir, options);
  if (out !== undefined) refuseInput(host, subject, out);
  const findings = toFindings(subject.problems, (file) => subject.texts.get(file));
  const again = `air check ${label}`;
  if (subject.plans.length === 0 && exitCode(findings) !== 0) {
    return { exitCode: exitCode(findings), findings, data: { [subject.type]: subject.name, plans: [] }, lines: [], next: nextStep(findings, again, again), writes: [] };
  }
  const plans = choose(subject.plans, plan, `${subject.type} ${subject.name}`);
  const pictures = plans.map((def) => pictureOf(def, findings));
  const text = render(subject.name, format, pictures);
  const data = { [subject.type]: subject.name, plans: pictures.map(({ name, steps, edges }) => ({ name, steps: steps.length, edges: edges.length })), format };
  if (out === undefined) return { exitCode: 0, findings: [], data: { ...data, picture: text }, lines: text.trimEnd().split('\n'), next: '', writes: [] };
  const lines = [`${pictures.length} plan${pictures.length === 1 ? '' : 's'} of ${subject.type} ${subject.name}`];
  return { exitCode: 0, findings: [], data, lines, next: again, writes: [{ path: out, text }] };
}

interface Subject extends InputFiles {
  readonly type: 'world' | 'pack';
  readonly name: string;
  readonly plans: readonly MergedDef[];
  readonly problems: readonly Problem[];
}

async function readSubject(host: Host, dir: string, { load }: GraphOptions): Promise<Subject> {
  const levels = readLintSettings(host, dir, []);
  if (host.kindOf(`${dir}/aos.sync.json`) !== undefined) {
    const world = await loadNamedWorld(host, dir, load);
    const { problems, plans } = judgeWorld(world, levels);
    return { type: 'world', name: world.id, root: world.root, dir: world.dir, configFile: world.configFile, texts: world.texts, plans, problems: [...world.problems, ...problems] };
  }
  const pack = loadPack(host, dir, load?.root === undefined ? {} : { root: load.root });
  const { problems, plans } = judgePack(pack, levels);
  return { type: 'pack', name: pack.name, root: pack.root, dir: pack.dir, texts: pack.texts, plans, problems: [...pack.problems, ...problems] };
}

function render(world: string, format: GraphFormat, pictures: readonly PlanPicture[]): string {
  switch (format) {
    case 'mermaid':
      return renderMermaid(pictures);
    case 'html':
      return renderHtml(`Plans of ${world}`, pictures);
    case 'svg': {
      const [only, ...others] = pictures;
      if (only !== undefined && others.length === 0) return renderSvg(only);
      throw new CliError('bad_value', `\`--format svg\` draws one plan, found ${pictures.length}`, `Name one of ${pictures.map(({ name }) => name).join(', ')}, or use \`--format html\`.`);
    }
  }
}

function choose(plans: readonly MergedDef[], wanted: string | undefined, where: string): readonly MergedDef[] {
  if (plans.length === 0) throw new CliError('unknown_target', `${where} has no plan`);
  if (wanted === undefined) return plans;
  const exact = plans.filter(({ name }) => name === wanted);
  const found = exact.length > 0 ? exact : plans.filter(({ name }) => shortNames(name).includes(wanted));
  if (found.length === 1) return found;
  const names = plans.map(({ name }) => name);
  if (found.length > 1) throw new CliError('unknown_target', `\`${wanted}\` can be ${found.map(({ name }) => name).join(' or ')}`, 'Give the whole name.');
  const guess = nearest(wanted, [...names, ...names.flatMap(shortNames)]);
  throw new CliError('unknown_target', `${where} has no plan \`${wanted}\``, guess === undefined ? `Its plans: ${names.join(', ')}.` : `Did you mean \`${guess}\`?`);
}

function shortNames(name: string): readonly string[] {
  const parsed = parseDefName(name);
  return parsed === undefined ? [] : [parsed.base, `${parsed.namespace}/${parsed.base}`, `${parsed.base}@${parsed.version}`];
}
