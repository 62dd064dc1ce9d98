// How executors name the next thing to do: as a task of Nx, with the names that the targets have in this workspace.
import type { NameCommand } from '@nx-air/cli';
import type { ProjectConfiguration } from '@nx/devkit';

/** The executor whose target does the work of a command of `air`. */
const EXECUTORS = { check: 'nx-air:validate', merge: 'nx-air:merge', lock: 'nx-air:lock', 'lock --check': 'nx-air:lock-check', smoke: 'nx-air:smoke', replay: 'nx-air:replay-parity', 'crash-resume': 'nx-air:crash-resume', soak: 'nx-air:soak', 'build-modules': 'nx-air:build-modules' } as const;

/**
 * `nx run <project>:<target>` for a command that a target of the project does. Nothing of Nx lists hashes: after a
 * pack, what depends on it comes next.
 */
export function nameTask(project: string, targets: ProjectConfiguration['targets'] = {}): NameCommand {
  const targetOf = (command: keyof typeof EXECUTORS): string | undefined =>
    Object.keys(targets).find((target) => targets[target]?.executor === EXECUTORS[command]);
  return (command) => {
    if (command === 'hash') return `nx affected -t ${targetOf('check') ?? 'validate'}`;
    if (command === 'run' || command === 'codegen' || command === 'journal record' || command === 'journal accept') return `air ${command} ${project}`;
    if (command === 'codegen --check') return `air codegen ${project} --check`;
    const target = targetOf(command);
    return target === undefined ? `air ${command} ${project}` : `nx run ${project}:${target}`;
  };
}
