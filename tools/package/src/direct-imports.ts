// Names in a source, in the place of an entry of one of our packages, the files that the entry takes its exports from.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { readRecord, textMembers } from './json.ts';

const NAMED = /^(import|export) \{([^}]*)\} from '@nx-air\/([a-z-]+)(\/[a-z/-]+)?';$/gm;
const REEXPORT = /^export \{([^}]*)\} from '\.\/([^']+)';$/gm;

/** What an entry calls a thing: the file below src/ that has it, and its name there. */
interface Declared {
  readonly file: string;
  readonly name: string;
}

type Entry = ReadonlyMap<string, Declared>;

/**
 * A bundler splits by files, and whoever imports an entry imports every file that it exports from. With the files
 * named themselves, a command loads what it can reach.
 *
 * @param root absolute folder of the repository
 * @param except names after `@nx-air/` of packages that are left as they are
 * @returns the change of one source text; lines stay where they are
 */
export function directImports(root: string, except: readonly string[]): (text: string) => string {
  const entries = new Map<string, Entry>();
  const entryOf = (dir: string, part: string): Entry => {
    const known = entries.get(dir + part) ?? readEntry(root, dir, part);
    entries.set(dir + part, known);
    return known;
  };
  return (text) =>
    text.replace(NAMED, (whole: string, verb: string, list: string, dir: string, part = '') => {
      if (except.includes(dir)) return whole;
      const entry = entryOf(dir, part);
      const files = new Map<string, string[]>();
      for (const [name, local] of namesIn(list)) {
        const declared = entry.get(name);
        // What is declared in the entry itself is taken from there.
        const from = declared === undefined ? `@nx-air/${dir}${part}` : `@nx-air/${dir}/src/${declared.file}`;
        files.set(from, [...(files.get(from) ?? []), `${declared?.name ?? name} as ${local}`]);
      }
      const direct = [...files].map(([from, names]) => `${verb} { ${names.join(', ')} } from '${from}';`);
      return direct.join(' ') + '\n'.repeat(whole.split('\n').length - 1);
    });
}

/** Finds the files that `directImports` names. */
export function directFiles(root: string): Plugin {
  return {
    name: 'direct-files',
    setup(build) {
      build.onResolve({ filter: /^@nx-air\/[a-z-]+\/src\/.*\.ts$/ }, ({ path }) => ({ path: join(root, 'libs', path.slice('@nx-air/'.length)) }));
    },
  };
}

function readEntry(root: string, dir: string, part: string): Entry {
  const folder = join(root, 'libs', dir);
  const path = textMembers(readRecord(join(folder, 'package.json'))['exports'])[`.${part}`];
  if (path === undefined || !existsSync(join(folder, path))) throw new Error(`@nx-air/${dir} has no entry .${part}`);
  return new Map(
    [...readFileSync(join(folder, path), 'utf8').matchAll(REEXPORT)].flatMap(([, list = '', file = '']) =>
      namesIn(list).map(([name, exported]): readonly [string, Declared] => [exported, { file, name }]),
    ),
  );
}

/** `a, b as c, type D`: pairs of the name there and the name here, types left out. */
function namesIn(list: string): readonly (readonly [string, string])[] {
  return list.split(',').flatMap((each) => {
    const [name = '', here = name] = each.trim().split(' as ');
    return name === '' || name.startsWith('type ') ? [] : [[name, here] as const];
  });
}
