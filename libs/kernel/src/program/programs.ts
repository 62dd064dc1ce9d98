// Programs by manifest hash: the current one, and those that running instances started with.
import type { ContentStore, Hash } from '@nx-air/canon';
import { compileProgram } from './compile.ts';
import { readDefinitions } from './definitions.ts';
import type { Program } from './program.ts';

export class Programs {
  readonly #store: ContentStore;
  readonly #byHash = new Map<Hash, Program>();

  constructor(store: ContentStore) {
    this.#store = store;
  }

  /** Throws `KernelError` `definitions_missing` or `bad_manifest`. */
  get(manifestHash: Hash): Program {
    let program = this.#byHash.get(manifestHash);
    if (!program) {
      program = compileProgram(readDefinitions(this.#store, manifestHash));
      this.#byHash.set(manifestHash, program);
    }
    return program;
  }
}
