// Programs by manifest hash: the current one, and those that running instances started with.
import type { MergedManifest } from '@nx-air/air';
import type { ContentStore, Hash } from '@nx-air/canon';
import { compileProgram } from './compile.ts';
import { putDefinitions, readDefinitions } from './definitions.ts';
import type { Program } from './program.ts';

export interface ProgramSource {
  /** Throws `KernelError` `definitions_missing` or `bad_manifest`. */
  get(manifestHash: Hash): Program;
}

/**
 * Compiled manifests. A program follows from its manifest's hash, so any number of kernels and replays may share one
 * `Programs`, also over different stores: each manifest is then compiled once. What one of them has compiled is not
 * missed when another one's store lacks it.
 */
export class Programs {
  readonly #byHash = new Map<Hash, Program>();
  readonly #kept = new WeakMap<ContentStore, WeakSet<MergedManifest>>();

  over(store: ContentStore): ProgramSource {
    return { get: (manifestHash) => this.#byHash.get(manifestHash) ?? this.#compile(store, manifestHash) };
  }

  /** As `putDefinitions`, once for each manifest object and store. */
  keep(store: ContentStore, manifest: MergedManifest): void {
    const kept = this.#kept.get(store) ?? new WeakSet();
    this.#kept.set(store, kept);
    if (kept.has(manifest)) return;
    putDefinitions(store, manifest);
    kept.add(manifest);
  }

  #compile(store: ContentStore, manifestHash: Hash): Program {
    const program = compileProgram(readDefinitions(store, manifestHash));
    this.#byHash.set(manifestHash, program);
    return program;
  }
}
