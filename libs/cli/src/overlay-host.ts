// A host on which some files already have the text that a command is about to write.
import { encodeUtf8 } from '@nx-air/canon';
import type { Host } from '@nx-air/world';

/** Absolute paths of files that exist on `host`; undefined for one that is gone. Everything else is that of `host`. */
export function overlayHost(host: Host, files: ReadonlyMap<string, string | undefined>): Host {
  const bytes = new Map([...files].map(([path, text]) => [path, text === undefined ? undefined : encodeUtf8(text)]));
  const isGone = (path: string): boolean => files.has(path) && files.get(path) === undefined;
  return {
    env: host.env,
    run: (command, args, options) => host.run(command, args, options),
    readFile: (path) => (bytes.has(path) ? bytes.get(path) : host.readFile(path)),
    fileSize: (path) => (bytes.has(path) ? bytes.get(path)?.byteLength : host.fileSize(path)),
    readDir: (path) => host.readDir(path)?.filter(({ name }) => !isGone(`${path}/${name}`)),
    kindOf: (path) => (isGone(path) ? undefined : host.kindOf(path)),
    realPath: (path) => (isGone(path) ? undefined : host.realPath(path)),
  };
}
