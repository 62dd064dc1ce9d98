// Replays one journal file by what was kept with it. Loaded by itself: needs neither worlds nor the checks of definitions.
import { memoryStore } from '@nx-air/canon';
import { directoryStore } from '@nx-air/canon/fs';
import { decodePack, definitionsFrom, replayPinned, showDivergence } from '@nx-air/gates';
import { KernelError } from '@nx-air/kernel';
import { readJournalFile } from '@nx-air/kernel/fs';
import type { Host } from '@nx-air/world';
import type { CommandResult } from './command.ts';
import { CliError } from './errors.ts';

/** With the objects that `air run` kept for it, or the lists of objects beside it. @throws CliError `bad_journal` */
export function replayFile(host: Host, path: string, label: string): CommandResult {
  try {
    return replayKept(host, path, label);
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    throw new CliError('bad_journal', error.message, error.hint, { cause: error });
  }
}

function replayKept(host: Host, path: string, label: string): CommandResult {
  const folder = path.slice(0, path.lastIndexOf('/'));
  const isKept = host.readDir(`${path}.objects`) !== undefined;
  const store = isKept ? directoryStore(`${path}.objects`) : memoryStore();
  for (const { name, kind } of isKept ? [] : (host.readDir(folder) ?? [])) {
    const objects = kind === 'file' && name.endsWith('.objects') ? decodePack(host.readFile(`${folder}/${name}`) ?? new Uint8Array()) : new Map();
    if (typeof objects !== 'string') for (const bytes of objects.values()) store.put(bytes);
  }
  const journal = readJournalFile(path);
  const records = [...journal.records()];
  const pinned = replayPinned({ header: journal.header, records }, definitionsFrom(store));
  const lines = pinned.kind === 'same' ? [`${records.length} records replay to the state ${pinned.stateHash}`] : pinned.kind === 'differs' ? showDivergence(pinned.divergence, records) : [`${pinned.code}: ${pinned.message}`];
  const same = pinned.kind === 'same';
  return { exitCode: same ? 0 : 5, findings: [], data: { journal: label, records: records.length, same, state_hash: same ? pinned.stateHash : null, lines }, lines, next: same ? '' : 'a journal is replayed by the definitions and modules that it was written with: keep its *.objects beside it', writes: [] };
}
