// Whether two states are equal, without writing both as bytes: what they share need not be looked at.
import { compareBytes, encodesTo, encodeWith } from '@nx-air/canon';
import type { Codec } from '../codec/codec.ts';
import type { SharedState } from './fork-state.ts';
import { instanceCodec, intentCodec, keyEntryCodec, workflowCodec } from './state-codec.ts';
import type { Cell, SettledIntent } from './world-state.ts';

type IsEqual<V> = (left: V, right: V) => boolean;

/** As comparing what `encodeState` makes of them. */
export function equalStates(left: SharedState, right: SharedState): boolean {
  return (
    left.worldId === right.worldId &&
    left.manifest === right.manifest &&
    left.nextCause === right.nextCause &&
    left.logicalNow === right.logicalNow &&
    equalMaps(left.instances, right.instances, (key) => right.instances.peek(key), sameBytes(instanceCodec)) &&
    equalKeys(left.intents, right.intents) &&
    equalMaps(left.intents, right.intents, (key) => right.intents.peek(key), sameBytes(intentCodec)) &&
    left.ingressIds.equals(right.ingressIds, same) &&
    left.settled.equals(right.settled, equalSettled) &&
    equalMaps(left.keysUnderWay, right.keysUnderWay, (key) => right.keysUnderWay.get(key), sameBytes(keyEntryCodec)) &&
    left.keysSettled.equals(right.keysSettled, sameBytes(keyEntryCodec)) &&
    equalNested(left.cells, right.cells, equalCells) &&
    equalNested(left.workflows, right.workflows, sameBytes(workflowCodec)) &&
    left.workflowsEnded.equals(right.workflowsEnded, sameBytes(workflowCodec)) &&
    (left.objects.equals(right.objects, same) || equalMaps(left.objects, right.objects, (key) => right.objects.get(key), same))
  );
}

const same = (left: unknown, right: unknown): boolean => left === right;
const sameBytes = <V>(codec: Codec<V>): IsEqual<V> => (left, right) => encodesTo(codec.write, left, encodeWith(codec.write, right));
const equalSettled = (left: SettledIntent, right: SettledIntent): boolean => left.outcome === right.outcome && left.kind === right.kind && left.manifest === right.manifest;
const equalCells = (left: Cell, right: Cell): boolean => left.activeNs === right.activeNs && compareBytes(left.state, right.state) === 0;

/** In any order. */
function equalMaps<K, V>(left: ReadonlyMap<K, V>, right: ReadonlyMap<K, V>, find: (key: K) => V | undefined, isEqual: IsEqual<V>): boolean {
  if (left.size !== right.size) return false;
  for (const [key, value] of left) {
    const other = find(key);
    if (other === undefined || (other !== value && !isEqual(value, other))) return false;
  }
  return true;
}

function equalNested<V>(left: ReadonlyMap<string, ReadonlyMap<string, V>>, right: ReadonlyMap<string, ReadonlyMap<string, V>>, isEqual: IsEqual<V>): boolean {
  return equalMaps(left, right, (key) => right.get(key), (one, other) => equalMaps(one, other, (key) => other.get(key), isEqual));
}

function equalKeys(left: ReadonlyMap<unknown, unknown>, right: ReadonlyMap<unknown, unknown>): boolean {
  const others = right.keys();
  for (const key of left.keys()) if (others.next().value !== key) return false;
  return true;
}
