// The README of a pack: found beside its definitions, read as text, rewritten only between the contract markers.
import type { LoadedNode } from '@nx-air/air';
import { decodeUtf8 } from '@nx-air/canon';
import { contractOf, findLostContract, withContract, type Readme } from '@nx-air/plan/check';
import type { FileHost } from '@nx-air/world';
import type { FileWrite } from './command.ts';

/** More than any README needs; a longer one is not read. */
const MOST_BYTES = 1 << 20;

export interface FoundReadme extends Readme {
  /** Absolute. */
  readonly path: string;
  /** False for a link, for what is no UTF-8 and for what is too long: its text is '' and it is never rewritten. */
  readonly readable: boolean;
}

/** `dir` is the pack relative to the repository. Undefined when there is none, which loading reports. */
export function readReadme(files: FileHost, folder: string, dir: string): FoundReadme | undefined {
  const entry = files.readDir(folder)?.find(({ name }) => name.toLowerCase() === 'readme.md');
  if (entry === undefined) return undefined;
  const path = `${folder}/${entry.name}`;
  const isSmallFile = entry.kind === 'file' && (files.fileSize(path) ?? 0) <= MOST_BYTES;
  const text = isSmallFile ? textOf(files.readFile(path)) : undefined;
  return { path, file: dir === '' ? entry.name : `${dir}/${entry.name}`, text: text ?? '', readable: text !== undefined };
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  try {
    return bytes && decodeUtf8(bytes);
  } catch {
    return undefined;
  }
}

/** The README with the contract of the definitions, and the write that brings it about when it differs. */
export function fixReadme(readme: FoundReadme, nodes: readonly LoadedNode[]): { readonly readme: FoundReadme; readonly writes: readonly FileWrite[] } {
  const contract = contractOf(nodes);
  if (contract.plans.length === 0 || !readme.readable) return { readme, writes: [] };
  // Tables beside those that lost a marker would be there twice: which are old is the author's to say.
  if (findLostContract(readme.text, contract)) return { readme, writes: [] };
  const text = withContract(readme.text, contract);
  return { readme: { ...readme, text }, writes: text === readme.text ? [] : [{ path: readme.path, text, replaces: readme.text }] };
}
