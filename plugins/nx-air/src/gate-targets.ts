// The targets that prove something about a world: replay, faults, and faults with fresh seeds.
import { describeImport, type ImportFacts } from './import-facts.ts';
import type { Inputs } from './inputs.ts';
import type { NormalizedOptions } from './options.ts';
import type { TargetConfiguration } from '@nx/devkit';

export interface GateParts {
  readonly scenarioInputs: Inputs;
  /** Golden journals of the world. */
  readonly journalInputs: Inputs;
  readonly imports: readonly ImportFacts[];
}

type GateTarget = TargetConfiguration<{ readonly imports?: readonly string[] }>;

export function gateTargets(parts: GateParts, { replayParityTargetName, crashResumeTargetName, soakTargetName, buildModulesTargetName }: NormalizedOptions): Record<string, GateTarget> {
  const { scenarioInputs, journalInputs } = parts;
  const built = { dependsOn: [buildModulesTargetName] };
  return {
    [replayParityTargetName]: { ...gate(parts, 'replay-parity', [...scenarioInputs, ...journalInputs], ['replay-parity.json', 'replay-parity.xml'], 'Replay the scenarios and golden journals of the world'), ...built },
    [crashResumeTargetName]: { ...gate(parts, 'crash-resume', scenarioInputs, ['crash-resume.json', 'crash-resume.xml', 'faults.json'], 'Put every fault into every scenario of the world'), ...built },
    // Fresh seeds: a result from the cache would prove nothing.
    [soakTargetName]: { ...gate(parts, 'soak', scenarioInputs, [], 'Put drawn faults into the scenarios of the world until time is up'), cache: false, ...built },
  };
}

function gate({ imports }: GateParts, executor: string, inputs: Inputs, files: readonly string[], description: string): GateTarget {
  return {
    executor: `nx-air:${executor}`,
    cache: true,
    inputs,
    outputs: files.map((file) => `{workspaceRoot}/dist/{projectRoot}/${file}`),
    options: imports.length === 0 ? {} : { imports: imports.map(describeImport) },
    metadata: { description, technologies: ['air'] },
  };
}
