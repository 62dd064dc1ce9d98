// Pinned parity: a journal is derived again by its own definitions and module bytes, byte for byte, always (10.26).
import { memoryStore, type ContentStore } from '@nx-air/canon';
import { KernelError, replay, withBuiltinModules, type Checkpoint, type Definitions, type Divergence, type JournalHeader, type ModuleHost } from '@nx-air/kernel';
import { wasmModules } from '@nx-air/kernel/wasm';

export type Pinned =
  | { readonly kind: 'same'; readonly stateHash: string; readonly records: number }
  | { readonly kind: 'differs'; readonly divergence: Divergence }
  /** Definitions are missing, or bytes are no record. */
  | { readonly kind: 'cannot'; readonly code: string; readonly message: string };

export interface JournalContent {
  readonly header: JournalHeader;
  readonly records: readonly Uint8Array[];
}

/** What runs puts nothing into `store`: otherwise one journal could lend its definitions to another. */
export function definitionsFrom(store: ContentStore, modules?: ModuleHost): Definitions {
  const own = memoryStore();
  const layered: ContentStore = { put: (bytes) => own.put(bytes), get: (hash) => own.get(hash) ?? store.get(hash), has: (hash) => own.has(hash) || store.has(hash) };
  return { store: layered, modules: withBuiltinModules(modules ?? wasmModules(store)) };
}

export function replayPinned({ header, records }: JournalContent, definitions: Definitions, from?: Checkpoint): Pinned {
  try {
    const replayed = replay({ ...definitions, header, records, ...(from && { from }) });
    if (!replayed.ok) return { kind: 'differs', divergence: replayed.divergence };
    if (replayed.missing > 0) return { kind: 'cannot', code: 'journal_damaged', message: `its last batch lacks ${replayed.missing} records` };
    return { kind: 'same', stateHash: replayed.stateHash, records: replayed.records };
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    return { kind: 'cannot', code: error.code, message: error.message };
  }
}
