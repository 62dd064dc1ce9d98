// Which handler answers which internal kind.
import type { CanonValue } from '@nx-air/canon';
import type { InternalAnswer, InternalKinds, InternalRequest } from '../internal.ts';
import { TypedFields, TypeMismatch } from '../typed-fields.ts';
import { blobGet, blobPut } from './blob.ts';
import { InternalFault } from './fault.ts';
import { refuseGovernance } from './governance.ts';
import { introspectJournalHead, introspectListCells, introspectManifest, introspectReducerState } from './introspect.ts';
import { getAnnotations, setAnnotations } from './workspace-annotations.ts';
import { diffTrees } from './workspace-diff.ts';
import { resolveWorkspace } from './workspace-history.ts';
import { listEntries } from './workspace-list.ts';
import { readBytes, readRef } from './workspace-read.ts';
import { emptyRoot, removeEntry, writeBytes } from './workspace-write.ts';

type Handler = (params: TypedFields, request: InternalRequest) => CanonValue;

const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['blob.get', blobGet],
  ['blob.put', blobPut],
  ['governance.apply', refuseGovernance],
  ['governance.approve', refuseGovernance],
  ['governance.propose', refuseGovernance],
  ['governance.shadow', refuseGovernance],
  ['introspect.journal_head', introspectJournalHead],
  ['introspect.list_cells', introspectListCells],
  ['introspect.manifest', introspectManifest],
  ['introspect.reducer_state', introspectReducerState],
  ['workspace.annotations_get', getAnnotations],
  ['workspace.annotations_set', setAnnotations],
  ['workspace.diff', diffTrees],
  ['workspace.empty_root', emptyRoot],
  ['workspace.list', listEntries],
  ['workspace.read_bytes', readBytes],
  ['workspace.read_ref', readRef],
  ['workspace.remove', removeEntry],
  ['workspace.resolve', resolveWorkspace],
  ['workspace.write_bytes', writeBytes],
]);

const FAMILY = /^(?:blob|governance|introspect|workspace)\./;

/** The four families of 10.9. A kind of theirs that no handler knows never reaches an adapter either: `not_supported`. */
export const BUILTIN_KINDS: InternalKinds = { handles: (kind) => FAMILY.test(kind), answer };

function answer(request: InternalRequest): InternalAnswer {
  const handler = HANDLERS.get(request.kind);
  if (!handler) return { status: 'error', fault: { code: 'not_supported', message: `this kernel does not answer ${request.kind}` } };
  try {
    return { status: 'ok', payload: handler(new TypedFields(request.params), request) };
  } catch (error) {
    if (error instanceof InternalFault) return { status: 'error', fault: { code: error.code, message: error.message } };
    // A world has given the kind a schema of its own.
    if (error instanceof TypeMismatch) return { status: 'error', fault: { code: 'bad_params', message: error.message } };
    throw error;
  }
}
