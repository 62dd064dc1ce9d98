// How the next thing to do is named: as a command of `air`, or as a task of Nx where Nx runs it.

export type CommandName = 'check' | 'run' | 'smoke' | 'crash-resume' | 'replay' | 'journal record' | 'journal accept' | 'soak' | 'merge' | 'codegen' | 'codegen --check' | 'build-modules' | 'hash' | 'lock' | 'lock --check';

/** The command line that runs `command` on `targets`, which are named as the user named them. */
export type NameCommand = (command: CommandName, targets: readonly string[]) => string;

export const nameAirCommand: NameCommand = (command, targets) => {
  const words = command.split(' ');
  const isOption = (word: string): boolean => word.startsWith('--');
  return ['air', ...words.filter((word) => !isOption(word)), ...targets, ...words.filter(isOption)].join(' ');
};

/** The command for one scenario, whose name is quoted where a shell would take it apart. */
export function ofScenario(command: string, scenario: string | undefined): string {
  if (scenario === undefined) return command;
  return `${command} --scenario ${/^[\w.@-]+$/.test(scenario) ? scenario : `'${scenario.replaceAll("'", String.raw`'\''`)}'`}`;
}
