// blob.* and introspect.* through the kernel, and what content a world may read, live and in replay.
import { decodeCanonical, encodeCanonical, encodeUtf8, hashBytes, memoryStore, type CanonValue } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { BUILTIN_ENFORCERS, BUILTIN_KINDS, Kernel, withBuiltinModules, NO_MODULES } from '../../src/index.ts';
import { asking, ZERO } from '../support/internal.ts';
import { awaitReceipt, chain, end, plan, ref } from '../support/plan.ts';
import { checkReplay, run, type Run, type RunOptions } from '../support/run.ts';
import { BLOB_GRANT, world, type Json } from '../support/world.ts';

const builtIn = { enforcers: BUILTIN_ENFORCERS, internal: BUILTIN_KINDS, modules: withBuiltinModules(NO_MODULES) };

/** A plan that emits one effect with the parameters of the event. */
const asks = (kind: string, schema: string, grant: Json, more: Json = {}) =>
  world({
    schemas: { Go: { record: { params: { ref: schema } } }, Note: { record: { about: { hash: {} } } } },
    nodes: [plan([{ id: 'emit', op: 'emit_effect', kind, params: ref('@plan.input.params'), cap: grant['name'], bind: { effect_id_as: 'h' } }, awaitReceipt('got', 'h'), end('e')], chain('emit', 'got', 'e'))],
    triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }],
    grants: [grant],
    ...more,
  });

const outcomes = (ran: Run): readonly CanonValue[] => ran.records().flatMap((record) => (record.k === 'receipt' ? [record.payload ? decodeCanonical(record.payload) : `${record.fault!.code}`] : []));
const blob = async (options: RunOptions = {}) => run(await asks('blob.get', 'sys/BlobGetParams@1', BLOB_GRANT), { ...builtIn, ...options });
const hash = hashBytes(encodeUtf8('later'));

describe('content that a world may read', () => {
  test('what comes into the store later changes no replay', async () => {
    const ran = await blob();
    await ran.event('w/Go@1', { params: { blob_ref: hash } });
    ran.store.put(encodeUtf8('later'));
    // Named by the event, and there: it has come in.
    await ran.event('w/Go@1', { params: { blob_ref: hash } });
    expect(outcomes(ran)).toEqual(['not_found', new Map<string, unknown>([['size', 5], ['bytes', encodeUtf8('later')], ['blob_ref', hash]])]);
    checkReplay(ran);
    const again = await Kernel.open(ran.options);
    expect(again.stateHash()).toBe(ran.kernel.stateHash());
  });
  test('is recorded with the event that names it', async () => {
    const store = memoryStore();
    store.put(encodeUtf8('later'));
    const ran = await blob({ store });
    await ran.event('w/Note@1', { about: hash });
    await ran.event('w/Note@1', { about: hash });
    expect(ran.records().map((record) => (record.k === 'event_in' ? record.objects : undefined))).toEqual([[hash], undefined]);
    expect([...ran.kernel.state.objects]).toEqual([[hash, 'blob']]);
  });
  test('is not another world’s', async () => {
    const store = memoryStore();
    const ran = await blob({ store });
    await ran.event('w/Go@1', { params: { blob_ref: ZERO } });
    expect(outcomes(ran)).toEqual(['not_found']);
  });
});

test.each<[string, CanonValue, unknown]>([
  ['blob.put', { blob_ref: hash, bytes: encodeUtf8('later') }, { blob_ref: hash, size: 5 }],
  ['blob.put', { blob_ref: ZERO, bytes: encodeUtf8('later') }, `hash_mismatch: blob_ref is ${ZERO}, the bytes have ${hash}`],
  ['introspect.journal_head', {}, { meta: { journal_height: 7, snapshot_hash: null, manifest_hash: ZERO } }],
  ['introspect.reducer_state', { reducer: 'r', key: null, consistency: 'head' }, { state: null, meta: { journal_height: 7, snapshot_hash: null, manifest_hash: ZERO } }],
  ['introspect.reducer_state', { reducer: 'r', key: null, consistency: 'exact:6' }, 'not_at_height: asked for exact:6, the height is 7'],
  ['introspect.reducer_state', { reducer: 'r', key: null, consistency: 'at_least:8' }, 'not_at_height: asked for at_least:8, the height is 7'],
  ['introspect.reducer_state', { reducer: 'r', key: null, consistency: 'soon' }, 'bad_consistency: expected head, exact:N or at_least:N'],
])('%s %j', (kind, params, expected) => {
  expect(asking().ask(kind, params)).toEqual(expected);
});

test('introspection sees cells', () => {
  const { state, ask } = asking();
  state.cells.set('r', new Map([['62', { state: encodeUtf8('two'), activeNs: 9n }], ['61', { state: encodeUtf8('one'), activeNs: 8n }]]));
  expect(ask('introspect.list_cells', { reducer: 'r' }).cells).toEqual([
    { key: encodeUtf8('a'), state_hash: hashBytes(encodeUtf8('one')), size: 3, last_active_ns: 8 },
    { key: encodeUtf8('b'), state_hash: hashBytes(encodeUtf8('two')), size: 3, last_active_ns: 9 },
  ]);
  expect(ask('introspect.reducer_state', { reducer: 'r', key: encodeUtf8('b'), consistency: 'exact:7' }).state).toEqual(encodeUtf8('two'));
});

describe('sys/Workspace@1', () => {
  const WORKSPACE_GRANT = { name: 'ws', cap: 'sys/workspace@1', params: { record: { workspaces: { null: {} }, path_prefixes: { null: {} }, ops: { null: {} } } } };
  const start = async (keyField = 'workspace') =>
    run(
      await asks('workspace.resolve', 'sys/WorkspaceResolveParams@1', WORKSPACE_GRANT, {
        routes: [{ event: 'sys/WorkspaceCommit@1', reducer: 'sys/Workspace@1', key_field: keyField }],
        builtins: { schemas: ['sys/WorkspaceCommit@1'], modules: ['sys/Workspace@1'] },
      }),
      builtIn,
    );
  const commit = (ran: Run, workspace: string, expected: number | null, root = ZERO) =>
    ran.event('sys/WorkspaceCommit@1', { workspace, expected_head: expected, meta: { root_hash: root, owner: 'me', created_at: 1 } });
  const faults = (ran: Run) => ran.records().flatMap((record) => (record.k === 'module_fault' ? [`${record.code}: ${record.message}`] : []));
  const resolve = async (ran: Run, workspace: string, version: number | null = null) => {
    await ran.event('w/Go@1', { params: { workspace, version } });
    const payload = outcomes(ran).at(-1);
    return payload instanceof Map ? [payload.get('exists'), payload.get('resolved_version'), payload.get('head'), payload.get('root_hash')] : payload;
  };
  test('versions, expected heads, one history a name', async () => {
    const ran = await start();
    expect(await resolve(ran, 'a')).toEqual([false, null, null, null]);
    await commit(ran, 'a', null);
    await commit(ran, 'a', 1, hash);
    await commit(ran, 'a', 1);
    await commit(ran, 'b', 1);
    await commit(ran, 'b', 0);
    expect(faults(ran)).toEqual(['trap: expected head 1, the head is 2', 'trap: expected head 1, the head is 0']);
    expect(await resolve(ran, 'a')).toEqual([true, 2, 2, hash]);
    expect(await resolve(ran, 'a', 1)).toEqual([true, 1, 2, ZERO]);
    expect(await resolve(ran, 'a', 3)).toEqual([true, null, 2, null]);
    expect(await resolve(ran, 'b')).toEqual([true, 1, 1, ZERO]);
    checkReplay(ran);
  });
  test.each(['', '..', 'a/b', 'a\0'])('bad name %j', async (name) => {
    expect(await resolve(await start(), name)).toBe('bad_workspace');
  });
});

test('canonical bytes of the manifest', async () => {
  const ran = await run(await asks('introspect.manifest', 'sys/IntrospectManifestParams@1', { name: 'q', cap: 'sys/query@1', params: { record: { scope: { null: {} } } } }), builtIn);
  await ran.event('w/Go@1', { params: { consistency: 'head' } });
  const [answer] = outcomes(ran);
  const bytes = answer instanceof Map ? answer.get('manifest') : undefined;
  expect(bytes).toEqual(encodeCanonical(ran.options.manifest.manifest));
  checkReplay(ran);
});
