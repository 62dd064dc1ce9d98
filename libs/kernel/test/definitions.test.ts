// What a kernel has when its caller passes nothing, and programs shared among kernels.
import { memoryStore, type ContentStore, type Hash } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { BUILTIN_ENFORCERS, BUILTIN_KINDS, Kernel, MemoryJournal, NO_INTERNAL_KINDS, Programs, replay } from '../src/index.ts';
import { awaitReceipt, chain, end, plan, ref } from './support/plan.ts';
import { guarded, simple } from './support/receipts.ts';
import { checkReplay, fired, run } from './support/run.ts';
import { workspaceSync, world } from './support/world.ts';

const asks = (kind: string, params: string, cap: string, grant: string) =>
  world({
    schemas: { Go: { record: { params: { ref: params } } } },
    nodes: [plan([{ id: 'emit', op: 'emit_effect', kind, params: ref('@plan.input.params'), cap: 'c', bind: { effect_id_as: 'h' } }, awaitReceipt('got', 'h'), end('e')], chain('emit', 'got', 'e'))],
    triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }],
    grants: [{ name: 'c', cap, params: JSON.parse(grant) }],
  });
const anything = '{"record":{"hosts":{"null":{}},"schemes":{"null":{}},"methods":{"null":{}},"ports":{"null":{}},"path_prefixes":{"null":{}}}}';
const get = { method: 'GET', url: 'https://a.example/', headers: {}, body_ref: null };

describe('a caller who passes nothing has', () => {
  test('the internal kinds', async () => {
    const ran = await run(await asks('introspect.journal_head', 'sys/IntrospectJournalHeadParams@1', 'sys/query@1', '{"record":{"scope":{"null":{}}}}'));
    await ran.event('w/Go@1', { params: {} });
    expect(ran.kinds()).toContain('receipt');
    expect(ran.kernel.outbox()).toEqual([]);
    checkReplay(ran);
  });

  test('the enforcers', async () => {
    const onlyB = anything.replace('"hosts":{"null":{}}', '"hosts":{"set":[{"text":"b.example"}]}');
    const ran = await run(await asks('http.request', 'sys/HttpRequestParams@1', 'sys/http.out@1', onlyB));
    await ran.event('w/Go@1', { params: get });
    expect(ran.lines()).toContain('stage=enforcer decision=deny');
    expect(ran.lines()).not.toContain('enforcer_missing');
  });

  test('sys/Workspace@1', async () => {
    const ran = await run(await workspaceSync());
    await ran.event('sys/WorkspaceCommit@1', { workspace: 'alpha', expected_head: null, meta: { root_hash: `sha256:${'0'.repeat(64)}`, owner: 'o', created_at: 1 } });
    expect(ran.kinds()).toContain('module_call');
  });
});

describe('a caller may', () => {
  test('put an enforcer in place of a built-in one and keep the others', async () => {
    const name = 'sys/CapEnforceHttpOut@1';
    expect(BUILTIN_ENFORCERS.has(name)).toBe(true);
    const ran = await run(await asks('http.request', 'sys/HttpRequestParams@1', 'sys/http.out@1', anything), { enforcers: new Map([[name, () => ({ code: 'mine', message: 'no' })]]) });
    await ran.event('w/Go@1', { params: get });
    expect(ran.lines()).toContain('deny={code: mine, message: no}');
  });

  test('hand internal kinds to adapters', async () => {
    expect(BUILTIN_KINDS.handles('introspect.journal_head')).toBe(true);
    const ran = await run(await asks('introspect.journal_head', 'sys/IntrospectJournalHeadParams@1', 'sys/query@1', '{"record":{"scope":{"null":{}}}}'), { internal: NO_INTERNAL_KINDS });
    await ran.event('w/Go@1', { params: {} });
    expect(ran.kernel.outbox()).toHaveLength(1);
  });
});

describe('shared programs', () => {
  const counted = (store: ContentStore): ContentStore & { gets: Hash[]; puts: number } => ({
    gets: [],
    puts: 0,
    has: store.has,
    put(bytes) {
      this.puts += 1;
      return store.put(bytes);
    },
    get(hash) {
      this.gets.push(hash);
      return store.get(hash);
    },
  });

  test('are compiled once for any number of kernels and replays; the journal is the same without', async () => {
    const manifest = await simple();
    const [programs, store] = [new Programs(), counted(memoryStore())];
    const plain = await run(manifest);
    for (const ran of [plain, await run(manifest, { store, programs }), await run(manifest, { store, programs })]) {
      await ran.event('w/Go@1', { id: 'a', key: null });
      await ran.answer(fired());
      checkReplay(ran);
      expect(ran.lines()).toBe(plain.lines());
    }
    const { gets, puts } = store;
    expect(puts).toBeGreaterThan(0);
    expect(gets).toHaveLength(new Set(gets).size);
    expect(replay({ store: memoryStore(), programs, header: plain.journal.header!, records: plain.journal })).toMatchObject({ ok: true, stateHash: plain.kernel.stateHash() });
    expect(() => replay({ store: memoryStore(), header: plain.journal.header!, records: plain.journal })).toThrow('the content store has no');
  });

  test('hold any number of manifests, and put each into every store it is opened over', async () => {
    const programs = new Programs();
    for (const manifest of [await simple(), await guarded()]) {
      const store = memoryStore();
      await Kernel.open({ journal: new MemoryJournal(), manifest, store, programs, sample: () => ({ now_ns: 1n, entropy: new Uint8Array(32) }) });
      expect(store.has(manifest.manifestHash)).toBe(true);
    }
  });
});
