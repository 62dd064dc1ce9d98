// The disk for inference: each answer remembered for one call, and nothing thrown for what cannot be read.
import type { FileHost } from '@nx-air/world/graph';

/** What `validate` will report as unreadable is, for the graph, simply not there. */
export function graphFiles(files: FileHost): FileHost {
  return {
    readFile: remember((path) => files.readFile(path)),
    fileSize: remember((path) => files.fileSize(path)),
    readDir: remember((path) => files.readDir(path)),
    kindOf: remember((path) => files.kindOf(path)),
    realPath: remember((path) => files.realPath(path)),
  };
}

function remember<T>(ask: (path: string) => T | undefined): (path: string) => T | undefined {
  const answers = new Map<string, T | undefined>();
  return (path) => {
    if (!answers.has(path)) answers.set(path, quietly(() => ask(path)));
    return answers.get(path);
  };
}

function quietly<T>(ask: () => T | undefined): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
