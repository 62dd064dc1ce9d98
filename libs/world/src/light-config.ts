// Reads an aos.sync.json for the project graph: whatever can be read is read, nothing is reported.
import { parse } from 'jsonc-parser';
import { SYNC_CONFIG_NAME } from './config-name.ts';
import type { FileHost } from './host.ts';
import { joinPath } from './paths.ts';
import { readBounded } from './read-bounded.ts';
import type { ConfigFacts } from './read-specs.ts';
import { readConfigFacts } from './read-specs.ts';

function parseTolerantly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Recovers what stands before and after a mistake.
    return parse(text, [], { allowTrailingComma: true, allowEmptyContent: true });
  }
}

/** Never throws for content; an absent or hopeless file has no imports. */
export function readLightConfig(files: FileHost, worldDir: string): ConfigFacts {
  const read = readBounded(files, joinPath(worldDir, SYNC_CONFIG_NAME));
  return readConfigFacts(read.kind === 'bytes' ? parseTolerantly(new TextDecoder().decode(read.bytes)) : undefined);
}
