// AOS's two formulas against the vectors computed with AOS.
import { readFileSync } from 'node:fs';
import { bytesToHex, encodeCanonical, hexToBytes } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { effectHash, NO_KEY, workflowKey } from '../../src/index.ts';

interface IntentVector {
  readonly kind: string;
  readonly cap: string;
  readonly params_hex: string;
  readonly idempotency_key_hex: string;
  readonly cbor_hex: string;
  readonly intent_hash: string;
}
interface KeyVector {
  readonly origin_module_id: string;
  readonly origin_instance_key_hex: string;
  readonly effect_kind: string;
  readonly params_hex: string;
  readonly requested_key_hex: string;
  readonly effect_index: string;
  readonly emitted_at_seq: string;
  readonly key: string;
}

const file = new URL('../../../../spec/vectors/aos-vectors.json', import.meta.url);
const vectors: { readonly intents: readonly IntentVector[]; readonly workflow_keys: readonly KeyVector[] } = JSON.parse(readFileSync(file, 'utf8'));

describe('effect_hash', () => {
  test('there are three vectors', () => expect(vectors.intents).toHaveLength(3));

  test.each(vectors.intents)('$kind $idempotency_key_hex', ({ kind, cap, params_hex, idempotency_key_hex, cbor_hex, intent_hash }) => {
    const params = hexToBytes(params_hex);
    const key = hexToBytes(idempotency_key_hex);
    expect(bytesToHex(encodeCanonical({ kind, cap, params, idempotency_key: key }))).toBe(cbor_hex);
    expect(effectHash(kind, params, cap, key)).toBe(intent_hash);
  });

  test('no key is 32 zero bytes', () => {
    const params = hexToBytes('d9d9f7a0');
    expect(effectHash('http.request', params, 'cap_http')).toBe(effectHash('http.request', params, 'cap_http', NO_KEY));
  });

  test.each([
    ['kind', effectHash('http.requesT', hexToBytes('d9d9f7a0'), 'cap_http')],
    ['params', effectHash('http.request', hexToBytes('d9d9f7a1616101'), 'cap_http')],
    ['cap', effectHash('http.request', hexToBytes('d9d9f7a0'), 'cap_httP')],
    ['key', effectHash('http.request', hexToBytes('d9d9f7a0'), 'cap_http', new Uint8Array(32).fill(1))],
  ])('depends on %s', (_what, changed) => {
    expect(changed).not.toBe(vectors.intents[0]!.intent_hash);
  });
});

describe('the key of a workflow module', () => {
  test('there are three vectors', () => expect(vectors.workflow_keys).toHaveLength(3));

  test.each(vectors.workflow_keys)('$origin_instance_key_hex index $effect_index', (vector) => {
    const parts = {
      module: vector.origin_module_id,
      instanceKey: hexToBytes(vector.origin_instance_key_hex),
      kind: vector.effect_kind,
      params: hexToBytes(vector.params_hex),
      requestedKey: hexToBytes(vector.requested_key_hex),
      effectIndex: BigInt(vector.effect_index),
      emittedAtSeq: BigInt(vector.emitted_at_seq),
    };
    expect(workflowKey(parts)).toBe(vector.key);
    expect(workflowKey({ ...parts, emittedAtSeq: parts.emittedAtSeq + 1n })).not.toBe(vector.key);
  });
});
