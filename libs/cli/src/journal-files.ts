// The journals that the user names: files, and folders of `*.journal` files at any depth.
import { compareText } from '@nx-air/canon';
import { KernelError } from '@nx-air/kernel';
import { readJournalFile } from '@nx-air/kernel/fs';
import type { JournalInput } from '@nx-air/gates/summary';
import type { Host } from '@nx-air/world';
import { CliError } from './errors.ts';
import { absolutePath } from './target.ts';

const SUFFIX = '.journal';

export interface JournalFileInput extends JournalInput {
  /** Records that are there, whole. */
  readonly length: number;
}

/** In the order given, files of a folder by path. Throws `CliError` for what is not there, `KernelError` for what is no journal. */
export function readJournals(host: Host, cwd: string, targets: readonly string[]): readonly JournalFileInput[] {
  const named = targets.flatMap((text) => {
    const path = absolutePath(cwd, text);
    const real = host.realPath(path);
    const kind = real === undefined ? undefined : host.kindOf(real);
    if (kind === 'file' && real !== undefined) return [{ name: text, path: real }];
    const files = kind === 'directory' ? journalsBelow(host, path) : undefined;
    if (files === undefined) throw new CliError('unknown_target', `\`${text}\` does not exist`, 'Name a journal file, or a folder of them.');
    if (files.length === 0) throw new CliError('nothing_to_read', `there is no journal in \`${text}\``, `Journals are files whose names end in ${SUFFIX}.`);
    return files.map((file) => ({ name: `${text.replace(/\/+$/u, '')}/${file}`, path: `${path}/${file}` }));
  });
  const unique = [...new Map(named.map((each) => [each.path, each])).values()];
  return unique.map(({ name, path }) => open(name, path));
}

function open(name: string, path: string): JournalFileInput {
  try {
    const file = readJournalFile(path);
    return { name, header: file.header, length: file.length, torn: file.torn !== undefined, records: { [Symbol.iterator]: () => file.records()[Symbol.iterator]() } };
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    throw new KernelError(error.code, error.message.replaceAll(path, name), { hint: error.hint.replaceAll(path, name), cause: error });
  }
}

/** Relative to the folder, sorted. Links are not followed. */
export function journalsBelow(host: Host, folder: string): readonly string[] {
  const below = (path: string, prefix: string): readonly string[] =>
    (host.readDir(path) ?? []).flatMap(({ name, kind }) => {
      if (kind === 'directory') return below(`${path}/${name}`, `${prefix}${name}/`);
      return kind === 'file' && name.endsWith(SUFFIX) ? [`${prefix}${name}`] : [];
    });
  return [...below(folder, '')].sort(compareText);
}
