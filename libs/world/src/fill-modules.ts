// Puts the hashes of built modules into definitions that leave them out, in memory only (AOS fills them the same way).
import { identify, type LoadedNode } from '@nx-air/air';
import { parseHash, ZERO_HASH, type Hash } from '@nx-air/canon';

/** Whether the code of a module is still to be built: AOS reads an absent, empty or zero hash alike. */
export function lacksHash({ kind, node }: LoadedNode): boolean {
  if (kind !== 'defmodule') return false;
  const hash = node['wasm_hash'];
  return typeof hash !== 'string' || parseHash(hash) === ZERO_HASH;
}

/** Nodes that have a hash of their own, or whose module is not built, stay what they are. */
export function fillModules(nodes: readonly LoadedNode[], hashOf: (name: string) => Hash | undefined): readonly LoadedNode[] {
  return nodes.map((loaded) => {
    const wasmHash = lacksHash(loaded) ? hashOf(loaded.name) : undefined;
    if (wasmHash === undefined) return loaded;
    const json = { ...loaded.json, wasm_hash: wasmHash };
    const identity = identify(json);
    return identity === undefined ? loaded : { ...loaded, json, node: identity.node, hash: identity.hash };
  });
}
