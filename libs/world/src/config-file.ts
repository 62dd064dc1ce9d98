// Reads the aos.sync.json of a world from its folder.
import type { Problem } from '@nx-air/air';
import { SYNC_CONFIG_NAME } from './config-name.ts';
import type { ReadSyncConfig } from './config.ts';
import { readSyncConfig } from './config.ts';
import type { FileHost } from './host.ts';
import { joinPath } from './paths.ts';
import type { Place } from './place.ts';
import { configFileOf } from './place.ts';
import { readBounded } from './read-bounded.ts';

export interface ConfigFile {
  readonly read: ReadSyncConfig;
  /** Absent when the file could not be read at all. */
  readonly text?: string;
}

/** A link in its place is refused: what it leads to may belong to somebody else. */
export function readConfigFile(host: FileHost, place: Place): ConfigFile {
  const file = configFileOf(place);
  const path = joinPath(place.worldDir, SYNC_CONFIG_NAME);
  const where = { subject: 'world', file, pointer: '' };
  const fail = (problem: Pick<Problem, 'code' | 'actual'>): ConfigFile => ({ read: { problems: [{ ...where, ...problem }] } });
  if (host.kindOf(path) === 'symlink') return fail({ code: 'symlinked_definition' });
  const read = readBounded(host, path);
  if (read.kind === 'missing') return fail({ code: 'config_missing' });
  if (read.kind === 'refused') return fail({ code: read.why === 'size' ? 'file_too_large' : 'unreadable_file', actual: read.reason });
  return { read: readSyncConfig(read.bytes, file), text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(read.bytes) };
}
