// Blobs and workspace trees of a scenario: what its values name by hash stands in the store before anything comes in.
import { encodeUtf8, joinPointer, memoryStore, type ContentStore, type Hash, type JsonValue } from '@nx-air/canon';
import { storeTree } from '@nx-air/kernel';
import { entriesOf, isObject, objectOf, textOf } from './json.ts';
import type { Report } from './report.ts';

export interface Content {
  /** Hash by name. */
  readonly hashes: ReadonlyMap<string, Hash>;
  put(store: ContentStore): void;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export function readContent(data: JsonValue | undefined, report: Report): Content {
  const hashes = new Map<string, Hash>();
  const puts: ((store: ContentStore) => void)[] = [];
  const trial = memoryStore();
  const keep = (name: string, put: (store: ContentStore) => Hash): void => {
    hashes.set(name, put(trial));
    puts.push(put);
  };
  for (const [name, entry] of entriesOf(data)) {
    if (!isObject(entry)) continue;
    const pointer = joinPointer('/content', name);
    const bytes = blobOf(textOf(entry, 'text'), textOf(entry, 'base64'));
    if (bytes === 'malformed') report('scenario_bad_content', joinPointer(pointer, 'base64'), { expected: 'base64', actual: 'other characters' });
    else if (bytes) keep(name, (store) => store.put(bytes));
    else {
      const files = filesOf(entry['files']);
      const stored = storeTree(trial, files);
      if (stored.ok) keep(name, (store) => treeIn(store, files) ?? stored.root);
      else report('scenario_bad_content', joinPointer(pointer, 'files', stored.path), { at: 'key', expected: stored.fault.message.replace(/^expected /u, ''), actual: `\`${stored.path}\`` });
    }
  }
  return { hashes, put: (store) => puts.forEach((put) => put(store)) };
}

function treeIn(store: ContentStore, files: ReadonlyMap<string, Uint8Array>): Hash | undefined {
  const stored = storeTree(store, files);
  return stored.ok ? stored.root : undefined;
}

function blobOf(text: string | undefined, base64: string | undefined): Uint8Array | 'malformed' | undefined {
  if (text !== undefined) return encodeUtf8(text);
  if (base64 === undefined) return undefined;
  return BASE64.test(base64) ? new Uint8Array(Buffer.from(base64, 'base64')) : 'malformed';
}

function filesOf(data: JsonValue | undefined): ReadonlyMap<string, Uint8Array> {
  const texts = objectOf(data);
  return new Map(entriesOf(data).map(([path]) => [path, encodeUtf8(textOf(texts, path) ?? '')]));
}
