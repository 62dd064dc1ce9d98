// Pairs the modules that a world defines with the sources in its folder, and says what has no partner.
import type { MergedDef, Problem } from '@nx-air/air';
import { parseHash, ZERO_HASH } from '@nx-air/canon';
import { MODULE_KINDS } from './codegen/world-types.ts';
import { exportedClass, isModuleSource, MODULES_FOLDER, moduleStem, sourceFile } from './module-files.ts';
import type { ModuleSource } from './module-source.ts';

export interface SourcedModule {
  readonly def: MergedDef;
  readonly source: ModuleSource;
  /** `wasm_hash` that the author wrote. */
  readonly authored: string | undefined;
}

export interface Matched {
  readonly modules: readonly SourcedModule[];
  readonly problems: readonly Problem[];
}

/**
 * @param own modules that the world defines itself, sorted by name
 * @param files names of the files directly in `modules/`
 * @param dir of the world, relative to the repository root
 */
export function matchSources(own: readonly MergedDef[], files: readonly string[], dir: string): Matched {
  const sources = new Set(files.filter(isModuleSource));
  const problems: Problem[] = [];
  const modules: SourcedModule[] = [];
  const byStem = new Map<string, MergedDef>();
  for (const def of own) {
    const { name, origin, node } = def;
    const place = { subject: `defmodule ${name}`, file: origin.file, pointer: origin.pointer };
    const file = sourceFile(name);
    const other = byStem.get(moduleStem(name));
    byStem.set(moduleStem(name), other ?? def);
    if (other !== undefined) {
      problems.push({ ...place, code: 'module_source_shared', actual: file, related: [{ file: other.origin.file, pointer: other.origin.pointer, note: other.name }] });
      continue;
    }
    const hash = node['wasm_hash'];
    const authored = typeof hash === 'string' && parseHash(hash) !== ZERO_HASH ? hash : undefined;
    const kind = MODULE_KINDS.find((candidate) => candidate === node['module_kind']);
    if (kind !== undefined && sources.has(`${moduleStem(name)}.ts`)) modules.push({ def, authored, source: { name, kind, exported: exportedClass(name), file } });
    else if (authored === undefined) problems.push({ ...place, code: 'module_source_missing', expected: dir === '' ? file : `${dir}/${file}` });
  }
  for (const file of [...sources].sort()) {
    if (!byStem.has(file.slice(0, -'.ts'.length))) problems.push(unknownSource(file, [...byStem.keys()], dir));
  }
  return { modules, problems };
}

function unknownSource(file: string, stems: readonly string[], dir: string): Problem {
  const path = `${MODULES_FOLDER}/${file}`;
  const expected = stems.length === 0 ? 'no source: the world defines no module' : `one of ${stems.map((stem) => `${stem}.ts`).join(', ')}`;
  return { code: 'module_unknown_source', subject: `source ${file}`, file: dir === '' ? path : `${dir}/${path}`, pointer: '', line: 1, column: 1, expected };
}
