// The sources of a world's modules as the SDK reads them.
import type { FileHost, LoadedWorld } from '@nx-air/world';
import type { SourceFolder } from '@nx-air/module-sdk';
import { join } from 'node:path/posix';

export interface ModuleFolder extends SourceFolder {
  /** Names of the files directly in `modules/`, sorted. */
  readonly files: readonly string[];
  /** Text of every file read so far, by the names that findings use. */
  readonly texts: Map<string, string>;
}

/** Largest source that is read: far above any that a compiler is useful for. */
const MAX_SOURCE_BYTES = 4_194_304;

/** Links are not followed: what they lead to may lie outside of the world. */
export function moduleFolder(host: FileHost, { root, dir }: Pick<LoadedWorld, 'root' | 'dir'>): ModuleFolder {
  const texts = new Map<string, string>();
  const folder = join(root, dir);
  return {
    dir,
    texts,
    files: (host.readDir(join(folder, 'modules')) ?? []).flatMap(({ name, kind }) => (kind === 'file' ? [name] : [])),
    read(file) {
      const path = join(folder, file);
      if (host.kindOf(path) !== 'file' || host.realPath(path) !== path || (host.fileSize(path) ?? 0) > MAX_SOURCE_BYTES) return undefined;
      const bytes = host.readFile(path);
      if (bytes === undefined) return undefined;
      const text = new TextDecoder().decode(bytes);
      texts.set(join(dir, file), text);
      return text;
    },
  };
}
