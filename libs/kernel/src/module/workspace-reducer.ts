// `sys/Workspace@1`: the history of each workspace, one commit after the other.
import { compareBytes, encodeCanonical, type CanonValue } from '@nx-air/canon';
import { readHistory } from '../effect/internal/workspace-history.ts';
import { ModuleTrap, type ScriptedInput, type ScriptedOutput } from './scripted.ts';

/**
 * Appends a commit as the next version, from 1. `expected_head` must be the latest version, 0 for a workspace without
 * commits; absent, it is not asked. Traps, which leaves the history as it was, when the head is another one, and when
 * the event is routed by anything but `workspace`.
 */
export function commitWorkspace({ state, event }: ScriptedInput): ScriptedOutput {
  const commit = event.value instanceof Map ? event.value : new Map<unknown, CanonValue>();
  const [workspace = null, expected = null, meta = null] = [commit.get('workspace'), commit.get('expected_head'), commit.get('meta')];
  if (!event.key || compareBytes(event.key, encodeCanonical(workspace)) !== 0) throw new ModuleTrap('sys/Workspace@1 is keyed by workspace');
  const { latest, versions } = readHistory(state ?? null);
  if (expected !== null && !(isInteger(expected) && BigInt(expected) === latest)) throw new ModuleTrap(`expected head ${String(expected)}, the head is ${latest}`);
  const next = latest + 1n;
  return { state: { latest: next, versions: new Map([...versions, [next, meta]]) } };
}

function isInteger(value: CanonValue): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}
