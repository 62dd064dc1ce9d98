// The generated types of a world as a file: what it must hold, and whether it does.
import type { MergedManifest, Problem } from '@nx-air/air';
import { generateTypes } from './codegen/generate.ts';
import { ownModules, worldTypes } from './codegen/world-types.ts';
import { GENERATED_FILE } from './module-files.ts';
import type { SourceFolder } from './module-source.ts';

export interface WorldCode {
  /** Undefined for a world without modules of its own: it has no such file. */
  readonly text: string | undefined;
  readonly problems: readonly Problem[];
}

export function worldCode(manifest: MergedManifest): WorldCode {
  if (ownModules(manifest.defs).length === 0) return { text: undefined, problems: [] };
  const { text, faults } = generateTypes(worldTypes(manifest));
  const problems = faults.map(({ schema, reason }): Problem => {
    const { file, pointer } = manifest.defs.find(({ kind, name }) => kind === 'defschema' && name === schema)?.origin ?? manifest.manifestOrigin;
    return { code: 'codegen_unsupported', subject: `defschema ${schema}`, file, pointer, actual: reason };
  });
  return { text, problems };
}

/** The finding of a check; undefined when the file is what it must be. */
export function staleCode({ text }: WorldCode, { dir, read }: SourceFolder, command: string): Problem | undefined {
  const found = read(GENERATED_FILE);
  if (found === text) return undefined;
  const actual = found === undefined ? 'no such file' : text === undefined ? 'a file, though the world defines no module' : 'other types';
  const file = dir === '' ? GENERATED_FILE : `${dir}/${GENERATED_FILE}`;
  return { code: 'codegen_stale', subject: 'world', file, pointer: '', line: 1, column: 1, actual, hint: `Run \`${command}\`.` };
}
