// Which files of the workspace make a project, and which only tell names that are already taken.
import { compareText } from '@nx-air/canon/json';
import { unitsByRoot, type GateUnits } from './gate-units.ts';

export interface AirProject {
  readonly kind: 'world' | 'pack';
  /** Relative to the workspace root, `/` separated; `.` for the root itself. */
  readonly root: string;
  /** The file the project is inferred from. */
  readonly file: string;
}

/** One glob: Nx evaluates it against its own file index, so nothing here walks the disk. */
export const PROJECT_FILES_GLOB = [
  'aos.sync.json',
  '**/aos.sync.json',
  'plan-packs/*/defs.air.json',
  '**/air/exports/plan-packs/*/defs.air.json',
  'package.json',
  '**/package.json',
  'project.json',
  '**/project.json',
  'scenarios/*.scenario.json',
  '**/scenarios/*.scenario.json',
  'journals/*.journal',
  '**/journals/*.journal',
].join(',');

export interface ProjectFiles {
  /** Sorted by root. A folder that is both is a world. */
  readonly air: readonly AirProject[];
  readonly packageJsons: readonly string[];
  readonly projectJsons: readonly string[];
  /** Of worlds and of any other folder, by that folder. */
  readonly units: ReadonlyMap<string, GateUnits>;
}

const IGNORED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', 'dist', 'target']);

/** Sorts the matched files; whatever lies below node_modules, dist or target is no project. */
export function sortProjectFiles(files: readonly string[]): ProjectFiles {
  const air = new Map<string, AirProject>();
  const packageJsons: string[] = [];
  const projectJsons: string[] = [];
  for (const file of [...files].sort(compareText)) {
    const segments = file.split('/');
    const name = segments.pop();
    if (segments.some((segment) => IGNORED_FOLDERS.has(segment))) continue;
    const root = segments.length === 0 ? '.' : segments.join('/');
    if (name === 'aos.sync.json') air.set(root, { kind: 'world', root, file });
    else if (name === 'package.json') packageJsons.push(file);
    else if (name === 'project.json') projectJsons.push(file);
    else if (name === 'defs.air.json' && isPackFolder(segments) && !air.has(root)) {
      air.set(root, { kind: 'pack', root, file });
    }
  }
  return { air: [...air.values()].sort((a, b) => compareText(a.root, b.root)), packageJsons, projectJsons, units: unitsByRoot(files) };
}

function isPackFolder(segments: readonly string[]): boolean {
  const parents = segments.slice(0, -1);
  if (parents.at(-1) !== 'plan-packs') return false;
  return parents.length === 1 || (parents.at(-2) === 'exports' && parents.at(-3) === 'air');
}
