// The scenarios of a world: every `scenarios/*.scenario.json`, in the order of their names.
import type { Problem } from '@nx-air/air';
import { nearest } from '@nx-air/air/did-you-mean';
import type { DirEntry, FileHost } from '@nx-air/world';
import { readScenario, SCENARIO_SUFFIX, type ReadScenario, type ReadScenarioOptions } from './scenario/read.ts';
import type { RunnableWorld } from './world.ts';

export interface WorldScenario extends ReadScenario {
  readonly name: string;
  /** Relative to the repository root. */
  readonly file: string;
}

export interface ReadScenariosOptions extends ReadScenarioOptions {
  /** Only the scenario of this name; no other file is read. */
  readonly only?: string;
}

const LARGEST = 16 * 1024 * 1024;

const folderOf = ({ dir }: RunnableWorld): string => [dir, 'scenarios'].filter((part) => part !== '').join('/');

function scenarioFiles(host: FileHost, world: RunnableWorld): readonly { readonly name: string; readonly kind: DirEntry['kind'] }[] {
  return (host.readDir(`${world.root}/${folderOf(world)}`) ?? []).flatMap(({ name, kind }) =>
    kind !== 'directory' && name.endsWith(SCENARIO_SUFFIX) && name.length > SCENARIO_SUFFIX.length ? [{ name: name.slice(0, -SCENARIO_SUFFIX.length), kind }] : [],
  );
}

/** In their order; none is read. */
export function scenarioNames(host: FileHost, world: RunnableWorld): readonly string[] {
  return scenarioFiles(host, world).map(({ name }) => name);
}

/** `names`: what there is. */
export function unknownScenario({ configFile }: RunnableWorld, name: string, names: readonly string[]): Problem {
  const near = nearest(name, names);
  return { code: 'unknown_scenario', subject: 'world', file: configFile, pointer: '', expected: names.join(', ') || 'a scenario', actual: name, ...(near !== undefined && { hint: `Did you mean \`${near}\`?` }) };
}

/** A link in place of a scenario is refused: what it leads to may belong to somebody else. */
export async function readScenarios(host: FileHost, world: RunnableWorld, { only, ...options }: ReadScenariosOptions = {}): Promise<readonly WorldScenario[]> {
  const found: WorldScenario[] = [];
  for (const { name, kind } of scenarioFiles(host, world)) {
    if (only !== undefined && name !== only) continue;
    const file = `${folderOf(world)}/${name}${SCENARIO_SUFFIX}`;
    const size = host.fileSize(`${world.root}/${file}`);
    const refused = (code: Problem['code']): WorldScenario => ({ name, file, problems: [{ code, subject: `scenario ${name}`, file, pointer: '' }], texts: new Map() });
    if (kind === 'symlink') found.push(refused('symlinked_definition'));
    else if (size !== undefined && size > LARGEST) found.push(refused('file_too_large'));
    else {
      const bytes = host.readFile(`${world.root}/${file}`);
      found.push(bytes ? { name, file, ...(await readScenario(file, bytes, world, options)) } : refused('unreadable_file'));
    }
  }
  return found;
}
