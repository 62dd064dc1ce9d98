// The scenarios of a world: every `scenarios/*.scenario.json`, in the order of their names.
import type { Problem } from '@nx-air/air';
import type { FileHost } from '@nx-air/world';
import { readScenario, SCENARIO_SUFFIX, type ReadScenario, type ReadScenarioOptions } from './scenario/read.ts';
import type { RunnableWorld } from './world.ts';

export interface WorldScenario extends ReadScenario {
  readonly name: string;
  /** Relative to the repository root. */
  readonly file: string;
}

const LARGEST = 16 * 1024 * 1024;

/** A link in place of a scenario is refused: what it leads to may belong to somebody else. */
export async function readScenarios(host: FileHost, world: RunnableWorld, options: ReadScenarioOptions = {}): Promise<readonly WorldScenario[]> {
  const folder = [world.dir, 'scenarios'].filter((part) => part !== '').join('/');
  const entries = (host.readDir(`${world.root}/${folder}`) ?? []).filter(({ name }) => name.endsWith(SCENARIO_SUFFIX) && name.length > SCENARIO_SUFFIX.length);
  const found: WorldScenario[] = [];
  for (const { name: fileName, kind } of entries) {
    if (kind === 'directory') continue;
    const file = `${folder}/${fileName}`;
    const name = fileName.slice(0, -SCENARIO_SUFFIX.length);
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
