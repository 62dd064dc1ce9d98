// The two targets of an inferred project.
import type { TargetConfiguration } from '@nx/devkit';
import type { Inputs } from './inputs.ts';
import type { NormalizedOptions } from './options.ts';
import type { AirProject } from './project-files.ts';
import type { NameClash } from './project-names.ts';

/** What the executors read from a target's options. */
export interface ExecutorOptions {
  /** Set when the project could not have the name that its folder asks for. */
  readonly nameClash?: Pick<NameClash, 'wanted' | 'given' | 'others'>;
}

/**
 * No `dependsOn`: both targets read source files only, so the order of projects does not matter and an import cycle
 * between worlds is a finding of `validate` instead of a task graph that cannot be run.
 */
export function projectTargets(
  project: AirProject,
  inputs: Inputs,
  options: NormalizedOptions,
  clash: NameClash | undefined,
): Record<string, TargetConfiguration<ExecutorOptions>> {
  const { mergeTargetName, validateTargetName } = options;
  const executorOptions: ExecutorOptions =
    clash === undefined ? {} : { nameClash: { wanted: clash.wanted, given: clash.given, others: clash.others } };
  const validate = {
    executor: 'nx-air:validate',
    cache: true,
    inputs,
    outputs: ['{projectRoot}/dist/validate.json'],
    options: executorOptions,
    metadata: {
      description:
        project.kind === 'world'
          ? 'Check the world: imports, structure and merge of every definition'
          : 'Check the pack: every definition by itself, and its README',
      technologies: ['air'],
    },
  };
  if (project.kind === 'pack') return { [validateTargetName]: validate };
  const merge = {
    executor: 'nx-air:merge',
    cache: true,
    inputs,
    outputs: ['{projectRoot}/dist/merge.json'],
    options: {},
    metadata: {
      description: 'Resolve the imports and write every definition with its origin and hash',
      technologies: ['air'],
    },
  };
  return { [mergeTargetName]: merge, [validateTargetName]: validate };
}
