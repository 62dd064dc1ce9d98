// What a diagnosis remembers of instances that have not ended.
import type { Hash } from '@nx-air/canon';
import type { InstanceId } from '@nx-air/kernel';
import { BoundedMap } from '../summary/bounded-map.ts';
import { DEFAULT_BOUNDS } from '../summary/bounds.ts';
import type { Evidence } from './diagnosis.ts';

/** A record to point at, described only when it is needed. */
export interface Mark {
  readonly seq: number;
  readonly ns: bigint;
  readonly evidence: () => Evidence;
}

export interface LiveIntent {
  readonly kind: string;
  readonly step?: string;
  readonly mark: Mark;
}

export interface LiveInstance {
  readonly subject: string;
  /** How the reader names it. */
  readonly label: string;
  readonly parent?: { readonly id: InstanceId; readonly step: string };
  /** Its last record. */
  last: Mark;
  waitFault?: Mark & { readonly step: string; readonly code: string };
  readonly intents: Map<Hash, LiveIntent>;
  /** By step: how many children it has spawned, and how many of them have ended; absent for none. */
  spawns?: Map<string, Progress>;
}

export interface Progress {
  readonly count: number;
  ended: number;
}

/** Steps of one instance whose progress is kept: a plan has fewer. */
const MOST_SPAWNS = 256;

export class LiveInstances {
  readonly #instances = new BoundedMap<string, LiveInstance>(DEFAULT_BOUNDS.instances);
  readonly #owners = new BoundedMap<Hash, string>(DEFAULT_BOUNDS.intents);

  get(id: string): LiveInstance | undefined {
    return this.#instances.get(id);
  }

  add(id: string, instance: LiveInstance): void {
    this.#instances.set(id, instance);
  }

  remove(id: string): void {
    const parent = this.#instances.get(id)?.parent;
    const progress = parent && this.#instances.get(parent.id)?.spawns?.get(parent.step);
    if (progress) progress.ended += 1;
    this.#instances.delete(id);
  }

  spawned(id: string, step: string, count: number): void {
    const instance = this.#instances.get(id);
    if (!instance) return;
    instance.spawns ??= new Map();
    if (instance.spawns.size < MOST_SPAWNS) instance.spawns.set(step, { count, ended: 0 });
  }

  issued(id: string, intentId: Hash, intent: LiveIntent): void {
    this.#instances.get(id)?.intents.set(intentId, intent);
    this.#owners.set(intentId, id);
  }

  /** The intent and the instance that waits for it, if it is still there. */
  settled(intentId: Hash): { readonly id: string; readonly intent: LiveIntent } | undefined {
    const id = this.#owners.get(intentId);
    this.#owners.delete(intentId);
    const instance = id === undefined ? undefined : this.#instances.get(id);
    const intent = instance?.intents.get(intentId);
    instance?.intents.delete(intentId);
    return id === undefined || !intent ? undefined : { id, intent };
  }

  /** Instances with a running child that has this parent, by step. */
  childrenOf(): ReadonlyMap<string, readonly LiveInstance[]> {
    const children = new Map<string, LiveInstance[]>();
    for (const instance of this.#instances.values()) {
      if (!instance.parent) continue;
      const listed = children.get(instance.parent.id) ?? [];
      listed.push(instance);
      children.set(instance.parent.id, listed);
    }
    return children;
  }

  entries(): IterableIterator<[string, LiveInstance]> {
    return this.#instances.entries();
  }
}
