// npm start: validates one world with Nx, then says what it means and what to do next.
import { chooseWorld, listWorlds, type World } from './worlds.ts';

export interface StartHost {
  readonly print: (line: string) => void;
  /** Runs Nx with the given arguments and streams what it says. @returns its exit code */
  readonly runNx: (args: readonly string[]) => Promise<number>;
}

/** @returns the exit code: that of Nx, or 1 when there is nothing to run */
export async function start(root: string, args: readonly string[], host: StartHost): Promise<number> {
  const worlds = listWorlds(root);
  const choice = chooseWorld(worlds, args[0]);
  if ('problem' in choice) {
    host.print(choice.problem);
    return 1;
  }
  const { world } = choice;
  host.print(`Validating worlds/${world.folder}: nx run ${world.project}:validate`);
  const exitCode = await host.runNx(['run', `${world.project}:validate`, '--outputStyle=static']);
  for (const line of describeOutcome(world, worlds, exitCode)) host.print(line);
  return exitCode;
}

export function describeOutcome(world: World, worlds: readonly World[], exitCode: number): readonly string[] {
  const others = worlds.filter(({ folder }) => folder !== world.folder).map(({ folder }) => folder);
  const verdict = exitCode === 0 ? 'is valid' : `is not valid (exit code ${exitCode}); the findings are above`;
  const next = [
    ...(exitCode === 0 ? [] : [[`npm start -- ${world.folder}`, 'again, once the findings are mended']]),
    ...(others.length === 0 ? [] : [[`npm start -- ${others[0]}`, `another world (${worlds.map(({ folder }) => folder).join(', ')})`]]),
    ['npx nx run-many -t validate', 'every world and pack'],
    ['npx nx graph', 'worlds, packs and who imports what, in a browser'],
    ['npm test', 'every check and test'],
  ] as const;
  const width = Math.max(...next.map(([command = '']) => command.length));
  return ['', `worlds/${world.folder} ${verdict}.`, '', 'Next:', ...next.slice(0, 4).map(([command = '', what = '']) => `  ${command.padEnd(width)}  ${what}`)];
}
