// The targets that prove something about a world: replay, faults, and faults with fresh seeds.
import type { Resolution } from './import-facts.ts';
import { type Inputs, journalInputs, scenarioInputs } from './inputs.ts';
import type { NormalizedOptions } from './options.ts';
import type { AirProject } from './project-files.ts';
import type { TargetConfiguration } from '@nx/devkit';

type GateTarget = TargetConfiguration<Resolution>;

export function gateTargets(project: AirProject, resolution: Resolution, { replayParityTargetName, crashResumeTargetName, soakTargetName, buildModulesTargetName }: NormalizedOptions): Record<string, GateTarget> {
  const inputs = scenarioInputs(project);
  const gate = (executor: string, inputs: Inputs, files: readonly string[], description: string): GateTarget => ({
    executor: `nx-air:${executor}`,
    cache: true,
    dependsOn: [buildModulesTargetName],
    inputs,
    outputs: files.map((file) => `{workspaceRoot}/dist/{projectRoot}/${file}`),
    options: resolution,
    metadata: { description },
  });
  return {
    [replayParityTargetName]: gate('replay-parity', [...inputs, ...journalInputs(project)], ['replay-parity.json', 'replay-parity.xml'], 'Replay the scenarios and golden journals of the world'),
    [crashResumeTargetName]: gate('crash-resume', inputs, ['crash-resume.json', 'crash-resume.xml', 'faults.json'], 'Put every fault into every scenario of the world'),
    // Fresh seeds: a result from the cache would prove nothing.
    [soakTargetName]: { ...gate('soak', inputs, [], 'Put drawn faults into the scenarios of the world until time is up'), cache: false },
  };
}
