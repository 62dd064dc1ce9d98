// `air vendor`: keep the body of every locked definition beside the world, so that later differences can be explained.
import type { Host, LockWorld, VendorPlan } from '@nx-air/world';
import type { Command, CommandResult } from '../command.ts';
import type { LockTarget } from '../run-lock.ts';
import { resolveFolder } from '../target.ts';

interface VendoredWorld {
  readonly world: LockWorld;
  readonly plan: VendorPlan;
}

/** Plans vendoring of worlds. Writes nothing: the bodies are in `writes` of the answer. */
export async function runVendor(host: Host, targets: readonly LockTarget[]): Promise<CommandResult> {
  const [{ exitCode, toFindings }, { planVendor, readLocks, specTarget, VENDOR_DIR }, { countFindings, joinFindings, nextStep }, { requireWorlds }, { shownDir }] = await Promise.all([
    import('@nx-air/air'),
    import('@nx-air/world'),
    import('../conclude.ts'),
    import('../require-worlds.ts'),
    import('../node-json.ts'),
  ]);
  requireWorlds(host, targets);
  const vendored: VendoredWorld[] = [];
  for (const { path, load } of targets) {
    const world = await readLocks(host, path, load);
    vendored.push({ world, plan: await planVendor(host, world) });
  }
  const findings = joinFindings(vendored.map(({ world, plan }) => toFindings(plan.problems, (file) => world.texts.get(file))));
  const code = exitCode(findings);
  const counted = countFindings(findings);
  const labels = targets.map(({ label }) => label).join(' ');
  return {
    exitCode: code,
    findings,
    data: {
      worlds: vendored.map(({ world, plan }) => ({
        world: world.id,
        dir: shownDir(world.dir),
        store: world.dir === '' ? VENDOR_DIR : `${world.dir}/${VENDOR_DIR}`,
        imports: plan.imports.map(({ spec, stored, written, repaired }) => ({ import: spec.index, target: specTarget(spec), stored, written, repaired })),
        writes: code === 0 ? plan.writes.length : 0,
      })),
    },
    lines: [
      ...vendored.flatMap(({ world, plan }) => [
        `world ${world.id}:${plan.imports.length === 0 ? ' no imports' : ''}`,
        ...plan.imports.map(({ spec, stored, written, repaired }) => `  ${specTarget(spec)}: ${stored} stored, ${written} new${repaired === 0 ? '' : `, ${repaired} of them repaired`}`),
      ]),
      ...(counted === '' ? [] : [counted]),
      ...(code === 0 ? [] : ['nothing is written']),
    ],
    next: nextStep(findings, `air vendor ${labels}`, `air lock ${labels} --diff`),
    writes: vendored.flatMap(({ plan }) => plan.writes.map(({ path, bytes }) => ({ path, text: bytes }))),
  };
}

export const vendor: Command = {
  name: 'vendor',
  summary: 'copy the locked bodies into the worlds, to compare with offline',
  usage: '<world...>',
  targets: { least: 1 },
  options: {},
  async run(host, { cwd, targets }) {
    return runVendor(host, await Promise.all(targets.map((target) => resolveFolder(host, cwd, target))));
  },
};
