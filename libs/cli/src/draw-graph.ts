// Draws the plans of one world.
import { exitCode, nearest, parseDefName, toFindings, type MergedDef } from '@nx-air/air';
import { checkWorld, lintWorld } from '@nx-air/plan/check';
import { pictureOf, renderHtml, renderMermaid, renderSvg, type PlanPicture } from '@nx-air/plan/picture';
import type { Host } from '@nx-air/world';
import type { CommandResult } from './command.ts';
import { nextStep } from './conclude.ts';
import { CliError } from './errors.ts';
import type { GraphFormat, GraphOptions } from './graph-options.ts';
import { lockedSlotsOf, readLintSettings } from './lint-settings.ts';
import { loadNamedWorld } from './named-world.ts';
import { refuseInput } from './refuse-input.ts';

export async function drawGraph(host: Host, dir: string, format: GraphFormat, { label, plan, out, load }: GraphOptions): Promise<CommandResult> {
  const world = await loadNamedWorld(host, dir, load);
  const { merged } = world;
  const textOf = (file: string): string | undefined => world.texts.get(file);
  if (out !== undefined) refuseInput(host, world, out);
  if (merged === undefined) {
    const findings = toFindings(world.problems, textOf);
    const again = `air graph ${label ?? world.dir}`;
    return { exitCode: exitCode(findings), findings, data: { world: world.id, plans: [] }, lines: [], next: nextStep(findings, again, again), writes: [] };
  }
  const levels = readLintSettings(host, dir, []);
  const findings = toFindings([...world.problems, ...checkWorld(merged), ...lintWorld(merged, { levels, lockedSlots: lockedSlotsOf(world) })], textOf);
  const plans = choose(merged.defs.filter(({ kind, listed }) => kind === 'defplan' && listed), plan, world.id);
  const pictures = plans.map((def) => pictureOf(def, findings));
  const text = render(world.id, format, pictures);
  const data = { world: world.id, plans: pictures.map(({ name, steps, edges }) => ({ name, steps: steps.length, edges: edges.length })), format };
  if (out === undefined) return { exitCode: 0, findings: [], data: { ...data, picture: text }, lines: text.trimEnd().split('\n'), next: '', writes: [] };
  const lines = [`${pictures.length} plan${pictures.length === 1 ? '' : 's'} of world ${world.id}`];
  return { exitCode: 0, findings: [], data, lines, next: `air check ${label ?? world.dir}`, writes: [{ path: out, text }] };
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

function choose(plans: readonly MergedDef[], wanted: string | undefined, world: string): readonly MergedDef[] {
  if (plans.length === 0) throw new CliError('unknown_target', `world ${world} lists no plan`);
  if (wanted === undefined) return plans;
  const exact = plans.filter(({ name }) => name === wanted);
  const found = exact.length > 0 ? exact : plans.filter(({ name }) => shortNames(name).includes(wanted));
  if (found.length === 1) return found;
  const names = plans.map(({ name }) => name);
  if (found.length > 1) throw new CliError('unknown_target', `\`${wanted}\` can be ${found.map(({ name }) => name).join(' or ')}`, 'Give the whole name.');
  const guess = nearest(wanted, [...names, ...names.flatMap(shortNames)]);
  throw new CliError('unknown_target', `world ${world} lists no plan \`${wanted}\``, guess === undefined ? `Its plans: ${names.join(', ')}.` : `Did you mean \`${guess}\`?`);
}

function shortNames(name: string): readonly string[] {
  const parsed = parseDefName(name);
  return parsed === undefined ? [] : [parsed.base, `${parsed.namespace}/${parsed.base}`, `${parsed.base}@${parsed.version}`];
}
