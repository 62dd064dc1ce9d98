// Asks an internal kind directly: parameters and answer typed by the built-in schemas, as the kernel does it.
import { builtins } from '@nx-air/air';
import { hashBytes, memoryStore, decodeCanonical, type CanonValue, type ContentStore, type Hash } from '@nx-air/canon';
import { normaliseValue, Schemas } from '@nx-air/plan/runtime';
import { BUILTIN_KINDS, DEFAULT_LIMITS } from '../../src/index.ts';
import { normaliseAnswer } from '../../src/effect/outcome.ts';
import { genesis, type WorldState } from '../../src/state/world-state.ts';

export const schemas = new Schemas(() => undefined);
export const ZERO = hashBytes(new Uint8Array());

export const effectNodes = () => [...builtins().values()].filter(({ kind }) => kind === 'defeffect').map(({ node }) => node as unknown as { kind: string; params_schema: string; receipt_schema: string; cap_type: string });

export interface Asked {
  readonly state: WorldState;
  readonly store: ContentStore;
  /** The payload, or `code: message` of the fault. */
  ask(kind: string, params: CanonValue): any;
}

export function asking(cause = 7): Asked {
  const state = genesis('w', ZERO);
  const store = memoryStore();
  return {
    state,
    store,
    ask(kind, params) {
      const effect = effectNodes().find((node) => node.kind === kind)!;
      const typed = normaliseValue(params, { kind: 'ref', name: effect.params_schema }, schemas);
      if (!typed.ok) throw new Error(JSON.stringify(typed.fault));
      const answer = BUILTIN_KINDS.answer({ kind, params: typed.value, state, store, cause, logicalNow: 5n });
      const outcome = normaliseAnswer(answer, { kind: 'ref', name: effect.receipt_schema }, schemas, DEFAULT_LIMITS);
      return outcome.payload ? plain(decodeCanonical(outcome.payload)) : `${outcome.fault!.code}: ${outcome.fault!.message}`;
    },
  };
}

function plain(value: CanonValue): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [String(key), plain(item)]));
  return Array.isArray(value) ? value.map(plain) : value;
}

/** A tree with these files, by path; the root. */
export function treeOf({ ask }: Asked, files: Readonly<Record<string, string>>): Hash {
  let root = ask('workspace.empty_root', { workspace: 'w' }).root_hash;
  for (const [path, text] of Object.entries(files)) root = ask('workspace.write_bytes', { root_hash: root, path, bytes: new TextEncoder().encode(text), mode: null }).new_root_hash;
  return root;
}
