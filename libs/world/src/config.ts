// aos.sync.json: the file that makes a folder a world.
import type { Problem } from '@nx-air/air';
import { checkSyncConfig } from '@nx-air/air';
import { readJson } from '@nx-air/canon';
import { checkConfigTexts } from './check-config-texts.ts';
import { SYNC_CONFIG_NAME } from './config-name.ts';
import { parentPath } from './paths.ts';
import { readConfigFacts } from './read-specs.ts';
import type { ImportSpec } from './spec.ts';
import { specPointer } from './spec.ts';

export interface SyncConfig {
  readonly version: 1;
  readonly id?: string;
  readonly air: {
    /** Relative to the world; `air` when the file does not say. */
    readonly dir: string;
    readonly imports: readonly ImportSpec[];
  };
  /** `build.reducer_dir`, where AOS looks for the Cargo.toml of a world; `reducer` when the file does not say. */
  readonly reducerDir: string;
}

export interface ReadSyncConfig {
  /**
   * Present whenever JSON could be read, with the imports that nothing is wrong with, so that those can be looked at;
   * a world with any problem of severity error here is not merged.
   */
  readonly config?: SyncConfig;
  readonly problems: readonly Problem[];
}

/** The folder of `file`, as a command names it. */
const worldOf = (file: string): string => (file.includes('/') ? parentPath(file) : '.');

const isBelow = (pointer: string, top: string): boolean => pointer === top || pointer.startsWith(`${top}/`);

/** Reads and validates the bytes of an aos.sync.json; `file` is its path for findings. */
export function readSyncConfig(bytes: Uint8Array, file: string): ReadSyncConfig {
  const json = readJson(bytes);
  const unread = json.problems.map(
    ({ code, pointer, line, column, expected, actual }): Problem => ({
      code,
      subject: SYNC_CONFIG_NAME,
      file,
      pointer,
      line,
      column,
      ...(expected === undefined ? {} : { expected }),
      ...(actual === undefined ? {} : { actual }),
      ...(code === 'json_conflict_marker' ? { hint: `Keep the imports of both sides and remove the markers, then run \`air lock ${worldOf(file)} --update\`.` } : {}),
    }),
  );
  if (json.value === undefined) return { problems: unread };
  const shape = [...checkSyncConfig(json.value, file), ...checkConfigTexts(json.value, file)];
  // What JSON itself is wrong about is not reported again by its consequences.
  const problems = [...unread, ...shape.filter(({ pointer }) => !unread.some((known) => known.pointer === pointer))];
  const { id, airDir, reducerDir, specs } = readConfigFacts(json.value);
  const hurting = problems.filter(({ code }) => code !== 'unknown_field');
  const imports = specs.filter((spec) => !hurting.some(({ pointer }) => isBelow(pointer, specPointer(spec))));
  return { config: { version: 1, ...(id === undefined ? {} : { id }), air: { dir: airDir, imports }, reducerDir }, problems };
}
