// The gates one scenario at a time, so that agents share a large world; a parent that stands for all of them.
import { unitSlug, type GateUnits } from './gate-units.ts';
import type { Resolution } from './import-facts.ts';
import { type Inputs, NAMED } from './inputs.ts';
import { globText } from './json-glob.ts';
import type { NormalizedOptions } from './options.ts';
import type { AirProject } from './project-files.ts';
import type { AirTarget } from './targets.ts';

/** No name of a scenario has a `+` in its slug. */
const WAITS = '+waits';

export interface AtomParts {
  readonly project: AirProject;
  readonly units: GateUnits;
  readonly resolution: Resolution;
}

export interface GateAtoms {
  readonly targets: Readonly<Record<string, AirTarget>>;
  /** Names of targets, by the gate they belong to. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

/**
 * What the parts find together is what the gate finds: a part judges a scenario and its golden journals, and what is
 * said of all scenarios, whether a crash fell into a wait, has a part of its own.
 */
export function gateAtoms({ project, units, resolution }: AtomParts, options: NormalizedOptions): GateAtoms {
  const base = project.root === '.' ? '{workspaceRoot}/' : `{workspaceRoot}/${globText(project.root)}/`;
  const scenarioFile = (name: string): string => `${base}scenarios/${globText(name)}.scenario.json`;
  const allScenarios = `${base}scenarios/*.scenario.json`;
  const { replayParityTargetName, crashResumeTargetName, replayParityCiTargetName, crashResumeCiTargetName, buildModulesTargetName } = options;
  const atom = (executor: 'replay-parity' | 'crash-resume', slug: string, inputs: readonly string[], own: AirTarget['options'], description: string): AirTarget => ({
    executor: `nx-air:${executor}`,
    cache: true,
    dependsOn: [buildModulesTargetName],
    inputs: [NAMED.run, ...inputs],
    outputs: [`{workspaceRoot}/dist/{projectRoot}/${executor}/${slug}`],
    options: { ...resolution, ...own, results: `${executor}/${slug}` },
    metadata: { description },
  });
  const replays = [...new Set([...units.scenarios, ...units.journals])].map((name): readonly [string, AirTarget] => {
    const slug = unitSlug(name);
    const journals = [`${base}journals/${globText(name)}.journal`, `${base}journals/${globText(name)}.*.journal`, `${base}journals/*.objects`];
    return [`${replayParityTargetName}--${slug}`, atom('replay-parity', slug, [scenarioFile(name), ...journals], { scenario: name }, 'Replay one scenario and its golden journals')];
  });
  const sweeps = units.scenarios.map((name): readonly [string, AirTarget] => {
    const slug = unitSlug(name);
    // Orders are shared among all scenarios: another one more or less changes the share.
    return [`${crashResumeTargetName}--${slug}`, atom('crash-resume', slug, [scenarioFile(name)], { scenario: name, of: units.scenarios.length }, 'Put every fault into one scenario')];
  });
  const waits = sweeps.length === 0 ? [] : [[`${crashResumeTargetName}--${WAITS}`, atom('crash-resume', WAITS, [allScenarios], { waits: true }, 'Judge whether a crash falls into each kind of wait')] as const];
  const gates = [
    { whole: replayParityTargetName, ci: replayParityCiTargetName, atoms: replays, inputs: [allScenarios, `${base}journals/*`] },
    { whole: crashResumeTargetName, ci: crashResumeCiTargetName, atoms: [...sweeps, ...waits], inputs: [allScenarios] },
  ];
  const parents = gates.map(({ whole, ci, atoms, inputs }) => [ci, parentTarget(whole, atoms.map(([name]) => name), [NAMED.run, ...inputs])] as const);
  return {
    targets: Object.fromEntries([...gates.flatMap(({ atoms }) => atoms), ...parents]),
    groups: Object.fromEntries(gates.flatMap(({ whole, ci, atoms }) => (atoms.length === 0 ? [] : [[whole, [ci, ...atoms.map(([name]) => name)]]]))),
  };
}

/** Does nothing itself. A world without parts still has its verdict: that of the whole gate. */
function parentTarget(whole: string, atoms: readonly string[], inputs: Inputs): AirTarget {
  return {
    executor: 'nx:noop',
    cache: true,
    inputs,
    outputs: [],
    dependsOn: (atoms.length === 0 ? [whole] : atoms).map((target) => ({ target, params: 'forward' })),
    metadata: { description: `Run ${whole} in parts, one for each scenario, on agents`, nonAtomizedTarget: whole },
  };
}
