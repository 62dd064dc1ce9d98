// Figure: canonical encoding and hash of up to 10,000 definitions, against JSON.parse and SHA-256 over the same definitions' bytes.
import { createHash } from 'node:crypto';
import { encodeCanonical, hashBytes, hashValue, readJson, type JsonValue } from '@nx-air/canon';
import { timed, type Figure } from '../figure.ts';
import { generateDefinitions } from '../generate-definitions.ts';

export const ENCODE_HASH: Figure = {
  name: 'encode-hash',
  title: '{size} definitions',
  oursIs: 'canonical CBOR and its SHA-256, from values in memory',
  peerIs: 'JSON.parse and node:crypto SHA-256 of the JSON bytes',
  aim: 3,
  sizes: [1000, 3000, 10_000],
  prepare: async (_dir, _root, definitions) => {
    const texts = generateDefinitions('bench', definitions).map((definition) => JSON.stringify(definition));
    const values = texts.map(readValue);
    compareHashes(values);
    return {
      ours: () => timed(() => values.forEach((value) => hashValue(value))),
      peer: () =>
        timed(() => {
          for (const text of texts) {
            JSON.parse(text);
            createHash('sha256').update(text).digest();
          }
        }),
    };
  },
};

function readValue(text: string): JsonValue {
  const { value } = readJson(text);
  if (value === undefined) throw new Error('a generated definition is no JSON');
  return value;
}

/** The hash is that of the canonical bytes, and no two definitions share one. */
function compareHashes(values: readonly JsonValue[]): void {
  const hashes = new Set(values.map((value) => hashValue(value)));
  if (hashes.size !== values.length) throw new Error(`${values.length} definitions have ${hashes.size} hashes`);
  for (const value of values.slice(0, 100)) {
    if (hashValue(value) !== hashBytes(encodeCanonical(value))) throw new Error('hashValue is not the hash of the canonical bytes');
  }
}
