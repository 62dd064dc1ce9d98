// `air summary`, `air trace` and `air diagnose` on journal files.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeCanonical, hashBytes, type Hash } from '@nx-air/canon';
import { encodeRecord, instanceId, JOURNAL_FORMAT, profileOf, type JournalRecord, type Origin } from '@nx-air/kernel';
import { FileJournal } from '@nx-air/kernel/fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { air as runAir } from './run-air.ts';

const bytes = (value: Parameters<typeof encodeCanonical>[0]): Uint8Array => encodeCanonical(value);
const hash = (name: string): Hash => hashBytes(bytes(name));
const stamp = (seconds: bigint) => ({ now_ns: 0n, logical_now_ns: seconds * 1_000_000_000n, entropy: new Uint8Array(32) });
const id = instanceId('w', 'w/core_main@1', 1, 0);
const origin: Origin = { kind: 'plan', name: 'w/core_main@1', instance_id: id, step: 'call' };

const RECORDS: readonly JournalRecord[] = [
  { k: 'event_in', cause: 1, stamp: stamp(1n), schema: 'w/Go@1', value: bytes({ id: 'order-1' }), event_hash: hash('e') },
  { k: 'plan_started', instance_id: id, plan: 'w/core_main@1', plan_hash: hash('p'), manifest_hash: hash('m'), input: bytes({ id: 'order-1' }), correlation: bytes('order-1'), trigger: 0 },
  { k: 'intent', intent_id: hash('i'), effect_hash: hash('x'), effect_kind: 'http.request', cap_name: 'http', params: bytes({}), origin, internal: false },
  { k: 'receipt_in', cause: 2, stamp: stamp(91n), intent_id: hash('i'), adapter_id: 'http', status: 'error', fault: { code: 'busy', message: 'try later' } },
  { k: 'plan_ended', instance_id: id, plan: 'w/core_main@1', status: 'error', error: { code: 'adapter_error', message: 'busy: try later', step: 'got' }, orphaned: [] },
];

async function writeJournal(file: string, records: readonly JournalRecord[]): Promise<void> {
  const journal = FileJournal.open(file, { durability: 'none' });
  journal.create({ format: JOURNAL_FORMAT, world_id: 'w', runtime_profile: profileOf(), manifest_hash: hash('m') });
  journal.append(records.map(encodeRecord));
  await journal.commit();
  await journal.close();
}

let root: string;
const air = (...argv: readonly string[]) => runAir(root, argv);

beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'air-journals-')));
  mkdirSync(join(root, 'runs', 'deep'), { recursive: true });
  mkdirSync(join(root, 'empty'));
  await writeJournal(join(root, 'runs', 'a.journal'), RECORDS);
  await writeJournal(join(root, 'runs', 'deep', 'torn.journal'), RECORDS);
  truncateSync(join(root, 'runs', 'deep', 'torn.journal'), statSync(join(root, 'runs', 'deep', 'torn.journal')).size - 3);
  writeFileSync(join(root, 'runs', 'notes.txt'), 'no journal');
  writeFileSync(join(root, 'none.journal'), 'no journal');
  symlinkSync(join(root, 'runs', 'a.journal'), join(root, 'link.journal'));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('air summary', () => {
  test('of a file', async () => {
    expect((await air('summary', 'runs/a.journal')).out).toMatchInlineSnapshot(`
      "5 records in 1 journal

      plan or workflow  started  child  ok  error  running  timeout  intents  in flight  orphaned
      w/core_main@1     1        0      0   1      0        0        1        0          0
      total             1        0      0   1      0        0        1        0          0

      failures: adapter_error 1
      duplicates: 0 events, 0 receipts (0 conflicting)

      waits of       on            of            count  p50       p95       max
      w/core_main@1  receipt call  http.request  1      1 m 30 s  1 m 30 s  1 m 30 s
      Next: air diagnose runs/a.journal
      "
    `);
  });

  test('of a folder: every journal below it, with what is cut short', async () => {
    const { out } = await air('summary', 'runs');
    expect(out).toContain('9 records in 2 journals');
    expect(out).toContain('runs/deep/torn.journal is cut short');
  });

  test('a file that is named twice counts once; a link is followed', async () => {
    expect((await air('summary', 'runs/a.journal', 'runs/a.journal')).out).toContain('5 records in 1 journal\n');
    expect((await air('summary', 'link.journal')).out).toContain('5 records in 1 journal\n');
  });

  test('as JSON', async () => {
    const { out } = await air('summary', 'runs/a.journal', '--json');
    expect(JSON.parse(out)).toMatchObject({ format: 1, totals: { instances: { started: 1, error: 1 }, failures: { adapter_error: 1, invariant_violation: 0 } }, plans: [{ name: 'w/core_main@1', awaits: [{ on: 'receipt', step: 'call', p50_ns: '90000000000' }] }], exit_code: 0 });
  });

  test('--out writes the files', async () => {
    const { out, exitCode } = await air('summary', 'runs/a.journal', '--out', 'report');
    expect([exitCode, out.split('\n').filter((line) => line.startsWith('wrote'))]).toEqual([0, ['wrote report/summary.json', 'wrote report/summary.md', 'wrote report/summary.html']]);
    expect(readFileSync(join(root, 'report', 'summary.html'), 'utf8')).toContain('ended in error</span>');
    expect(readFileSync(join(root, 'report', 'summary.md'), 'utf8')).toContain('| `w/core_main@1` | 1 | 0 | 0 | 1 | 0 | 0 |');
  });

  test.each<[string, readonly string[], string]>([
    ['a file that is not there', ['summary', 'gone.journal'], 'air: unknown_target: `gone.journal` does not exist. Name a journal file, or a folder of them.\n'],
    ['a folder without journals', ['summary', 'empty'], 'air: nothing_to_read: there is no journal in `empty`. Journals are files whose names end in .journal.\n'],
    ['a file that is no journal', ['summary', 'none.journal'], 'air: journal_mismatch: none.journal'],
    ['no target', ['summary'], 'air: missing_target'],
  ])('refuses %s', async (_name, argv, message) => {
    const { err, exitCode } = await air(...argv);
    expect([exitCode, err.slice(0, message.length)]).toEqual([1, message]);
    expect(existsSync(join(root, 'summary.json'))).toBe(false);
  });
});

describe('air trace', () => {
  test('shows a flow', async () => {
    expect((await air('trace', 'runs/a.journal', '--correlation', 'order-1')).out).toMatchInlineSnapshot(`
      "order-1: 5 records in 1 world, from 1 s

      after      seq  kind        plan, step          what
      +0 s       0    event                           event w/Go@1 came in {id: "order-1"}
      +0 s       1    instance    w/core_main@1       started by trigger 0, correlation "order-1"
      +0 s       2    effect      w/core_main@1 call  http.request through http {}
      +1 m 30 s  3    ! receipt   w/core_main@1 call  error for http.request from http: busy: try later
      +1 m 30 s  4    ! instance  w/core_main@1 got   ended in error: adapter_error: busy: try later
      Next: air diagnose runs/a.journal --correlation order-1
      "
    `);
  });

  test('as JSON', async () => {
    const { out } = await air('trace', 'runs/a.journal', '--correlation', 'order-1', '--json');
    expect(JSON.parse(out).entries.map(({ kind, ns }: { kind: string; ns: string }) => `${kind} ${ns}`)).toEqual(['event 1000000000', 'instance 1000000000', 'effect 1000000000', 'receipt 91000000000', 'instance 91000000000']);
  });

  test('of nothing', async () => {
    expect((await air('trace', 'runs/a.journal', '--correlation', 'order-2')).err).toBe('air: unknown_target: nothing in `runs/a.journal` belongs to `order-2`. Give a correlation value, or the id of an instance, an intent or an event.\n');
    expect((await air('trace', 'runs/a.journal')).err).toMatch(/^air: missing_value: `air trace` needs `--correlation ID`/u);
  });
});

describe('air diagnose', () => {
  test('names the cause', async () => {
    expect((await air('diagnose', 'runs/a.journal')).out).toMatchInlineSnapshot(`
      "0 ok, 1 failed, 0 waiting

      adapter_error: 1 of w/core_main@1 in w at step got, failed 1dcc2659-cfdd-8e25-b939-624850db1c6a
        runs/a.journal record 3: error for http.request from http: busy: try later
        to do: correct what the adapter answered, or let an edge read \`$status\` and handle \`error\`
      Next: air trace runs/a.journal --correlation 1dcc2659-cfdd-8e25-b939-624850db1c6a
      "
    `);
  });

  test('of one flow', async () => {
    expect((await air('diagnose', 'runs/a.journal', '--correlation', 'order-1')).out).toContain('0 ok, 1 failed, 0 waiting');
    expect((await air('diagnose', 'runs/a.journal', '--correlation', 'order-2')).exitCode).toBe(1);
  });

  test('as JSON', async () => {
    expect(JSON.parse((await air('diagnose', 'runs/a.journal', '--json')).out)).toMatchObject({ failed: 1, diagnoses: [{ cause: 'adapter_error', evidence: { seq: 3, record: 'receipt_in' }, since_ns: '91000000000' }] });
  });
});
