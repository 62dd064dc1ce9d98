// `introspect.*`: the world looks at itself, as of the record that asks.
import { bytesToHex, compareText, hashBytes, hexToBytes, type CanonValue } from '@nx-air/canon';
import type { TypedFields } from '../typed-fields.ts';
import type { InternalRequest } from '../internal.ts';
import { InternalFault } from './fault.ts';
import { readStored } from './objects.ts';

/** `journal_height` is the cause: numbers of records depend on duplicates (10.11). No answer depends on snapshots. */
function metaOf({ cause, state }: InternalRequest): CanonValue {
  return { journal_height: cause, snapshot_hash: null, manifest_hash: state.manifest };
}

/** Canonical bytes of the manifest. */
export function introspectManifest(params: TypedFields, request: InternalRequest): CanonValue {
  checkConsistency(params.text('consistency'), request);
  return { manifest: readStored(request.store, request.state.manifest), meta: metaOf(request) };
}

/** Null for a reducer or key without state. `key`: the canonical bytes of the key, as in `introspect.list_cells`. */
export function introspectReducerState(params: TypedFields, request: InternalRequest): CanonValue {
  checkConsistency(params.text('consistency'), request);
  const key = params.optionalBytes('key');
  const cell = request.state.cells.get(params.text('reducer'))?.get(key ? bytesToHex(key) : '');
  return { state: cell?.state ?? null, meta: metaOf(request) };
}

export function introspectJournalHead(_params: TypedFields, request: InternalRequest): CanonValue {
  return { meta: metaOf(request) };
}

/** By key. A reducer without keys has one cell with an empty key. */
export function introspectListCells(params: TypedFields, request: InternalRequest): CanonValue {
  const cells = [...(request.state.cells.get(params.text('reducer')) ?? [])].sort(([left], [right]) => compareText(left, right));
  return {
    cells: cells.map(([key, { state, activeNs }]) => ({ key: hexToBytes(key), state_hash: hashBytes(state), size: state.length, last_active_ns: activeNs })),
    meta: metaOf(request),
  };
}

const CONSISTENCY = /^(?:head|(exact|at_least):([0-9]{1,15}))$/;

/** `head`, `exact:N` and `at_least:N`, N a journal height. Faults: `bad_consistency`, `not_at_height`. */
function checkConsistency(text: string, { cause }: InternalRequest): void {
  const match = CONSISTENCY.exec(text);
  if (!match) throw new InternalFault('bad_consistency', 'expected head, exact:N or at_least:N');
  const [, word, height] = match;
  if (word === undefined) return;
  if (word === 'exact' ? Number(height) !== cause : Number(height) > cause) throw new InternalFault('not_at_height', `asked for ${text}, the height is ${cause}`);
}
