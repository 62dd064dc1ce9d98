// Golden journals: what a world did once, with everything that is needed to do it again.
import type { Problem } from '@nx-air/air';
import { compareText, memoryStore, type ContentStore } from '@nx-air/canon';
import { BytesJournal, KernelError, type JournalHeader } from '@nx-air/kernel';
import type { FileHost } from '@nx-air/world';
import type { RunnableWorld } from '../world.ts';
import { decodePack } from './object-pack.ts';
import { versionOf } from './versions.ts';

export const JOURNAL_SUFFIX = '.journal';
export const OBJECTS_SUFFIX = '.objects';
const LARGEST = 64 * 1024 * 1024;

export interface GoldenJournal {
  /** File name without its suffix. */
  readonly name: string;
  /** Relative to the repository root. */
  readonly file: string;
  /** Absent when it cannot be read. */
  readonly content?: { readonly header: JournalHeader; readonly records: readonly Uint8Array[] };
  readonly problems: readonly Problem[];
}

export interface GoldenJournals {
  readonly journals: readonly GoldenJournal[];
  /** Objects of all packs of the world. */
  readonly store: ContentStore;
  readonly problems: readonly Problem[];
}

/** The folder of a world's golden journals, relative to the repository root. */
export function journalsFolder({ dir }: Pick<RunnableWorld, 'dir'>): string {
  return [dir, 'journals'].filter((part) => part !== '').join('/');
}

/** All of a world, in the order of their names; with `base` only its versions, with the objects of all. */
export function readGoldenJournals(host: FileHost, world: RunnableWorld, base?: string): GoldenJournals {
  const folder = journalsFolder(world);
  const entries = [...(host.readDir(`${world.root}/${folder}`) ?? [])].sort((left, right) => compareText(left.name, right.name));
  const store = memoryStore();
  const problems: Problem[] = [];
  const journals: GoldenJournal[] = [];
  for (const { name, kind } of entries) {
    const file = `${folder}/${name}`;
    const isJournal = name.endsWith(JOURNAL_SUFFIX);
    if (isJournal && base !== undefined && versionOf(name.slice(0, -JOURNAL_SUFFIX.length)).base !== base) continue;
    if (kind === 'directory' || (!isJournal && !name.endsWith(OBJECTS_SUFFIX))) continue;
    const bytes = kind === 'file' && (host.fileSize(`${world.root}/${file}`) ?? 0) <= LARGEST ? host.readFile(`${world.root}/${file}`) : undefined;
    if (isJournal) journals.push(readJournal(world, file, name.slice(0, -JOURNAL_SUFFIX.length), bytes));
    else problems.push(...readPack(store, file, bytes));
  }
  return { journals, store, problems };
}

function readPack(store: ContentStore, file: string, bytes: Uint8Array | undefined): readonly Problem[] {
  const objects = bytes ? decodePack(bytes) : 'it is a link, too large, or unreadable';
  if (typeof objects === 'string') return [unreadable('objects', file, 'a list of objects', objects)];
  for (const object of objects.values()) store.put(object);
  return [];
}

function readJournal({ id }: RunnableWorld, file: string, name: string, bytes: Uint8Array | undefined): GoldenJournal {
  const refused = (expected: string, actual: string): GoldenJournal => ({ name, file, problems: [unreadable(`journal ${name}`, file, expected, actual)] });
  if (!bytes) return refused('a journal file', 'it is a link, too large, or unreadable');
  try {
    const journal = BytesJournal.open(bytes, { name: file });
    const { header } = journal;
    if (!header || journal.torn) return refused('a whole journal', header ? `a torn tail at ${journal.torn?.offset}` : 'an empty file');
    if (header.world_id !== id) return refused(`a journal of world ${id}`, `one of ${header.world_id}`);
    return { name, file, content: { header, records: [...journal.records()] }, problems: [] };
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    return refused('a whole journal of this format', error.message);
  }
}

export function unreadable(subject: string, file: string, expected: string, actual: string): Problem {
  return { code: 'journal_unreadable', subject, file, pointer: '', expected, actual };
}
