// Golden journals: recorded, replayed as they were and as they would be; each way in which they can be wrong.
import { toFindings } from '@nx-air/air';
import { memoryHost } from '@nx-air/world';
import { BytesJournal, decodeRecord, encodeRecord } from '@nx-air/kernel';
import { describe, expect, test } from 'vitest';
import { decodePack, encodePack, packName } from '../../src/parity/object-pack.ts';
import { newestVersions, versionName, versionOf } from '../../src/parity/versions.ts';
import { recordJournals } from '../../src/record-journal.ts';
import { parityLines, paritySuites, replayParityWorld, type ReplayParityReport } from '../../src/replay-parity.ts';
import { FILES, PLAN } from '../faults/fixture.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

const SCENARIO = JSON.stringify({ inputs: [{ event: 'w/Go@1', value: { id: 'a' } }, { event: 'w/Answer@1', value: { id: 'a' }, at: '1m' }] });
const world = (more: Files = {}): Files => ({ ...FILES(), '/repo/w/scenarios/one.scenario.json': SCENARIO, ...more });
const parity = (files: Files): Promise<ReplayParityReport> => replayParityWorld(memoryHost(files), '/repo/w');
const record = async (files: Files, mode: 'record' | 'accept' = 'record'): Promise<Files> => {
  const { files: made, problems } = await recordJournals(memoryHost(files), '/repo/w', { mode });
  expect(problems).toEqual([]);
  return Object.fromEntries(made.map(({ path, bytes }) => [`/repo/${path}`, bytes]));
};
const shown = ({ problems, texts }: ReplayParityReport): readonly string[] =>
  toFindings(problems, (file) => texts.get(file)).map(({ code, subject, actual }) => `${code} | ${subject} | ${(actual ?? '').replaceAll(/[0-9a-f]{64}/g, '…').replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…')}`);

const JOURNAL = '/repo/w/journals/one.journal';
const bytesIn = (files: Files, path: string): Uint8Array => files[path] as Uint8Array;

/** The plan with another result. */
const changed = (): Files => FILES({ ...PLAN, steps: PLAN.steps.map((step) => (step['id'] === 'done' ? { ...step, result: { record: { id: { text: 'other' }, at: { null: {} } } } } : step)) });

describe('a world with a golden journal', () => {
  test('is recorded once, with everything that replay needs', async () => {
    const made = await record(world());
    expect(Object.keys(made)).toEqual([JOURNAL, expect.stringMatching(/^\/repo\/w\/journals\/[0-9a-f]{16}\.objects$/)]);
    expect(await record(world(made))).toEqual({});
    const report = await parity(world(made));
    expect(shown(report)).toEqual([]);
    expect(parityLines(report)).toEqual([
      expect.stringMatching(/^ok {5}scenario one {2}\d+ records, 5 replays$/),
      expect.stringMatching(/^ok {5}pinned {3}one {2}\d+ records, 1 replay$/),
      expect.stringMatching(/^ok {5}current {2}one {2}\d+ records, 1 replay$/),
      'scenarios replayed: 1 of 1; golden journals: pinned 1 of 1, current 1 of 1',
    ]);
  });

  test('equal runs are equal files', async () => {
    expect(await record(world())).toEqual(await record(world()));
  });

  test('without the scenario it still replays', async () => {
    expect(shown(await parity({ ...FILES(), ...(await record(world())) }))).toEqual([]);
  });
});

describe('other definitions', () => {
  test('the old journal is as it was; today differs, with records, field, ingress and definition', async () => {
    const report = await parity({ ...world(await record(world())), ...changed() });
    expect(shown(report)).toMatchInlineSnapshot(`
      [
        "current_replay_differs | journal one | record 12, cause 4: recorded plan_ended, today plan_ended: result differs
      came in:  event_in cause=4 stamp={now_ns: 60000000000, logical_now_ns: 60000000000, entropy: …} schema=w/Answer@1 value={id: "a"} event_hash=sha256:… ingress_id=scenario:1
      recorded: plan_ended instance_id=… plan=w/core_main@1 status=ok result={at: 1000, id: "a"} orphaned=[]
      derived:  plan_ended instance_id=… plan=w/core_main@1 status=ok result={at: null, id: "other"} orphaned=[]
      field:    result
      changed:  plans w/core_main@1",
      ]
    `);
    expect(paritySuites(report).map(({ name, cases }) => [name, cases.flatMap(({ failures }) => failures).length])).toEqual([['scenario', 0], ['pinned', 0], ['current', 1]]);
  });

  test('accepting adds a journal beside the old one; both stay', async () => {
    const before = { ...world(await record(world())), ...changed() };
    const accepted = await record(before, 'accept');
    expect(Object.keys(accepted)).toEqual(['/repo/w/journals/one.2.journal', expect.stringMatching(/\.objects$/)]);
    const report = await parity({ ...before, ...accepted });
    expect(shown(report)).toEqual([]);
    expect(report.cases.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['scenario one', 'pinned one.2', 'current one.2', 'pinned one']);
    expect(await record({ ...before, ...accepted }, 'accept')).toEqual({});
  });

  test('a hash alone is no difference', async () => {
    const commented = FILES({ ...PLAN, steps: PLAN.steps.map((step) => (step['id'] === 'answer' ? { ...step, where: { op: 'eq', args: [{ ref: '@plan.input.id' }, { ref: '@event.id' }] } } : step)) });
    expect(shown(await parity({ ...world(await record(world())), ...commented }))).toEqual([]);
  });
});

describe('what is wrong with a journal', () => {
  const damaged = async (change: (files: Record<string, string | Uint8Array>) => void): Promise<readonly string[]> => {
    const files = { ...world(await record(world())) };
    change(files);
    return shown(await parity(files));
  };
  test('definitions are missing', async () => {
    expect(await damaged((files) => Object.keys(files).filter((path) => path.endsWith('.objects')).forEach((path) => delete files[path]))).toEqual([
      'journal_unreadable | journal one | definitions_missing: the content store has no sha256:… (the manifest)',
    ]);
  });
  test('of another world', async () => {
    expect((await damaged((files) => void (files['/repo/w/aos.sync.json'] = JSON.stringify({ version: 1, id: 'v', air: { imports: [] } }))))[0]).toBe('journal_unreadable | journal one | one of w');
  });
  test('of a newer format', async () => {
    const journal = (files: Files) => BytesJournal.open(bytesIn(files, JOURNAL));
    expect(
      await damaged((files) => {
        const next = BytesJournal.open();
        next.create({ ...journal(files).header!, format: 2 });
        files[JOURNAL] = next.bytes;
      }),
    ).toEqual(['journal_unreadable | journal one | journal format 2, this kernel reads 1']);
  });
  test('cut short', async () => {
    expect((await damaged((files) => void (files[JOURNAL] = bytesIn(files, JOURNAL).slice(0, -1))))[0]).toMatch(/^journal_unreadable \| journal one \| a torn tail at \d+$/);
  });
  test('a flipped bit', async () => {
    const flip = (files: Record<string, string | Uint8Array>): void => {
      const bytes = bytesIn(files, JOURNAL).slice();
      bytes[1000]! ^= 1;
      files[JOURNAL] = bytes;
    };
    expect((await damaged(flip))[0]).toMatch(/^journal_unreadable \| journal one \| w\/journals\/one.journal is damaged at offset \d+/);
  });
  test('objects that are none', async () => {
    const found = await damaged((files) => Object.keys(files).filter((path) => path.endsWith('.objects')).forEach((path) => (files[path] = new Uint8Array([1]))));
    expect(found[0]).toMatch(/^journal_unreadable \| objects \| /);
  });
  test('a record that is not derived any more', async () => {
    const found = await damaged((files) => {
      const journal = BytesJournal.open(bytesIn(files, JOURNAL));
      const next = BytesJournal.open();
      next.create(journal.header!);
      next.append([...journal.records()].map((bytes) => {
        const entry = decodeRecord(bytes);
        return entry.k === 'plan_ended' ? encodeRecord({ ...entry, plan: 'w/other@1' }) : bytes;
      }));
      files[JOURNAL] = next.bytes;
    });
    expect(found[0]).toMatch(/^replay_diverges \| journal one \| record \d+, cause \d+: recorded plan_ended, derived plan_ended: plan differs\ncame in: {2}event_in /);
  });
});

test('nothing to replay', async () => {
  expect(shown(await parity(FILES()))).toEqual(['nothing_to_replay | world | ']);
  expect((await replayParityWorld(memoryHost(FILES()), '/repo/w', { allowNone: true })).problems).toMatchObject([{ severity: 'info' }]);
});

test('packs', () => {
  const objects = new Map([['b', new Uint8Array([2])], ['a', new Uint8Array([1])]] as never);
  const bytes = encodePack(objects as never);
  expect([...(decodePack(bytes) as ReadonlyMap<string, Uint8Array>).values()]).toEqual([new Uint8Array([1]), new Uint8Array([2])]);
  expect(packName(bytes)).toMatch(/^[0-9a-f]{16}\.objects$/);
  expect(decodePack(new Uint8Array([0xd9, 0xd9, 0xf7, 0x01]))).toBe('not a list of objects');
});

test.each([
  ['sync', { base: 'sync', version: 1 }],
  ['sync.2', { base: 'sync', version: 2 }],
  ['sync.12', { base: 'sync', version: 12 }],
  ['sync.1', { base: 'sync.1', version: 1 }],
])('version of %s', (name, version) => {
  expect(versionOf(name)).toEqual(version);
  expect(versionName(version)).toBe(name);
});

test('the newest of each', () => {
  expect([...newestVersions(['a', 'a.3', 'a.2', 'b']).values()].map(versionName)).toEqual(['a.3', 'b']);
});
