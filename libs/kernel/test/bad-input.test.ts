// Bad input that has no page of its own: a content store with a damaged blob, and two kernels on one journal file.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encodeUtf8, hashBytes, memoryStore, type CanonError, type ContentStore, type Hash } from '@nx-air/canon';
import { directoryStore } from '@nx-air/canon/fs';
import { describe, expect, test } from 'vitest';
import { FileJournal } from '../src/fs.ts';
import { Kernel, replay } from '../src/index.ts';
import { temporaryFile } from './journal/fixture.ts';
import { awaitReceipt, chain, end, plan, ref } from './support/plan.ts';
import { simple } from './support/receipts.ts';
import { run } from './support/run.ts';
import { world } from './support/world.ts';

interface Folder extends ContentStore {
  /** Flips a bit of a blob on the disk. */
  damage(hash: Hash): void;
}

function folder(): Folder {
  const dir = join(dirname(temporaryFile()), 'store');
  const damage = (hash: Hash): void => {
    const digits = hash.slice(7);
    const path = join(dir, digits.slice(0, 2), digits);
    const bytes = new Uint8Array(readFileSync(path));
    bytes[0]! ^= 1;
    writeFileSync(path, bytes);
    expect(readdirSync(dir).length).toBeGreaterThan(0);
  };
  return { ...directoryStore(dir), damage };
}

/** `Go` reads the given content, or what it names itself. */
const reads = (constant?: Hash) =>
  world({
    schemas: { Go: { record: { ref: { hash: {} } } }, Note: { record: { ref: { hash: {} } } } },
    nodes: [plan([{ id: 'emit', op: 'emit_effect', kind: 'blob.get', params: { record: { blob_ref: constant === undefined ? ref('@plan.input.ref') : { hash: constant } } }, cap: 'blob', bind: { effect_id_as: 'h' } }, awaitReceipt('got', 'h'), end('e')], chain('emit', 'got', 'e'))],
    triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }],
  });

describe('a store with a damaged blob', () => {
  test('that the world has read: nothing is journaled, the kernel stops, and goes on when the blob is well', async () => {
    const store = folder();
    const bytes = encodeUtf8('content');
    store.put(bytes);
    const hash = hashBytes(bytes);
    const go = { ref: `sha256:${'0'.repeat(64)}` };
    const ran = await run(await reads(hash), { store });
    await ran.event('w/Note@1', { ref: hash });
    await ran.event('w/Go@1', go);
    const before = [...ran.journal.records()];
    store.damage(hash);
    await expect(ran.event('w/Go@1', go)).rejects.toMatchObject({ code: 'host_fault', cause: { code: 'blob_corrupt' } });
    expect([...ran.journal.records()]).toEqual(before);
    await expect(ran.event('w/Go@1', go)).rejects.toMatchObject({ code: 'closed' });
    await expect(Kernel.open(ran.options)).rejects.toMatchObject({ code: 'blob_corrupt' });

    store.put(bytes);
    const again = await run(ran.options.manifest, { store, journal: ran.journal });
    expect(await again.event('w/Go@1', go)).toMatchObject({ status: 'accepted' });
  });

  test('that an event names for the first time: refused as damaged, nothing is journaled, the kernel goes on', async () => {
    const store = folder();
    const hash = store.put(encodeUtf8('content'));
    store.damage(hash);
    const ran = await run(await reads(), { store });
    const error: CanonError = await ran.event('w/Go@1', { ref: hash }).then(() => undefined as never, (thrown) => thrown as CanonError);
    expect(error.code).toBe('blob_corrupt');
    expect(ran.kinds()).toEqual([]);
    expect(await ran.event('w/Go@1', { ref: hashBytes(encodeUtf8('other')) })).toMatchObject({ status: 'accepted' });
  });

  test('that is a definition: replay says which; opening with the manifest puts it right', async () => {
    const store = folder();
    const manifest = await simple();
    const ran = await run(manifest, { store });
    await ran.event('w/Go@1', { id: 'a', key: null });
    store.damage(manifest.manifestHash);
    expect(() => replay({ store, header: ran.journal.header!, records: ran.journal })).toThrow(`blob ${manifest.manifestHash}`);
    const again = await Kernel.open(ran.options);
    expect(again.stateHash()).toBe(ran.kernel.stateHash());
    expect(replay({ store, header: ran.journal.header!, records: ran.journal })).toMatchObject({ ok: true });
  });

  test('a store without the definitions of a journal', async () => {
    const ran = await run(await simple());
    await ran.event('w/Go@1', { id: 'a', key: null });
    expect(() => replay({ store: memoryStore(), header: ran.journal.header!, records: ran.journal })).toThrow('the content store has no');
  });
});

test('two kernels on one journal file: the second is not opened, the first goes on', async () => {
  const [file, manifest] = [temporaryFile(), await simple()];
  const options = { manifest, store: memoryStore(), sample: () => ({ now_ns: 1n, entropy: new Uint8Array(32) }) };
  const kernel = await Kernel.open({ ...options, journal: FileJournal.open(file) });
  expect(() => FileJournal.open(file)).toThrow(expect.objectContaining({ code: 'journal_locked' }));
  expect(await kernel.submitEvent({ schema: 'w/Go@1', value: { id: 'a', key: null } })).toMatchObject({ status: 'accepted' });
  await kernel.close();
  const next = await Kernel.open({ ...options, journal: FileJournal.open(file) });
  expect(next.recovery.records).toBeGreaterThan(0);
  await next.close();
});
