// The two targets of an inferred project.
import type { NameClash } from '@nx-air/world/graph';
import type { TargetConfiguration } from '@nx/devkit';
import type { ImportFacts } from './import-facts.ts';
import { describeImport } from './import-facts.ts';
import type { Inputs } from './inputs.ts';
import type { NormalizedOptions } from './options.ts';
import type { AirProject } from './project-files.ts';

/** What the executors read from a target's options. */
export interface ExecutorOptions {
  /**
   * How each import was resolved while the graph was built. Nothing reads it: it makes resolving part of the cache
   * key, so that a package which moved, or was found at last, is a miss although no listed file changed.
   */
  readonly imports?: readonly string[];
  /** Set when the project could not have the name that its folder asks for. */
  readonly nameClash?: Pick<NameClash, 'wanted' | 'given' | 'others'> & { readonly file: string };
}

export interface TargetParts {
  readonly inputs: Inputs;
  readonly imports: readonly ImportFacts[];
  readonly clash: NameClash | undefined;
}

/**
 * No `dependsOn`: both targets read source files only, so the order of projects does not matter and an import cycle
 * between worlds is a finding of `validate` instead of a task graph that cannot be run.
 */
export function projectTargets(
  project: AirProject,
  { inputs, imports, clash }: TargetParts,
  options: NormalizedOptions,
): Record<string, TargetConfiguration<ExecutorOptions>> {
  const { mergeTargetName, validateTargetName } = options;
  const resolved = imports.length === 0 ? {} : { imports: imports.map(describeImport) };
  const nameClash =
    clash === undefined ? {} : { nameClash: { wanted: clash.wanted, given: clash.given, others: clash.others, file: project.file } };
  const validate = {
    executor: 'nx-air:validate',
    cache: true,
    inputs,
    outputs: ['{workspaceRoot}/dist/{projectRoot}/validate.json'],
    options: { ...resolved, ...nameClash },
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
    outputs: ['{workspaceRoot}/dist/{projectRoot}/merge.json'],
    options: resolved,
    metadata: {
      description: 'Resolve the imports and write every definition with its origin and hash',
      technologies: ['air'],
    },
  };
  return { [mergeTargetName]: merge, [validateTargetName]: validate };
}
