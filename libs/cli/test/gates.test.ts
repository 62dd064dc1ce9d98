// The gates as commands: what they print, write and answer, on a world of three schemas and a plan that ends at once.
import { BytesJournal } from '@nx-air/kernel';
import { memoryHost } from '@nx-air/world';
import { describe, expect, test } from 'vitest';
import { CliError } from '../src/errors.ts';
import { crashResume, runCrashResume } from '../src/commands/crash-resume.ts';
import { journal } from '../src/commands/journal.ts';
import { replay, runReplay } from '../src/commands/replay.ts';
import { runSoak } from '../src/commands/soak.ts';
import type { CommandArgs, CommandResult } from '../src/command.ts';

const ID = { record: { id: { text: {} } } };
const named = (name: string): object => ({ name });

const world = (result = 'ref', more: Readonly<Record<string, string | Uint8Array>> = {}): Record<string, string | Uint8Array> => ({
  '/repo/nx.json': '{}',
  '/repo/w/aos.sync.json': JSON.stringify({ version: 1, id: 'w', air: { imports: [] } }),
  '/repo/w/air/defs.json': JSON.stringify([
    ...['Go', 'Out'].map((name) => ({ $kind: 'defschema', name: `w/${name}@1`, type: ID })),
    { $kind: 'defplan', name: 'w/core_main@1', input: 'w/Go@1', output: 'w/Out@1', steps: [{ id: 'done', op: 'end', result: { record: { id: result === 'ref' ? { ref: '@plan.input.id' } : { text: result } } } }] },
  ]),
  '/repo/w/air/manifest.json': JSON.stringify({ $kind: 'manifest', air_version: '1', schemas: ['w/Go@1', 'w/Out@1'].map(named), modules: [], plans: [named('w/core_main@1')], effects: [], caps: [], policies: [], secrets: [], triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1', correlate_by: 'id' }] }),
  '/repo/w/scenarios/one.scenario.json': JSON.stringify({ inputs: [{ event: 'w/Go@1', value: { id: 'a' } }] }),
  ...more,
});
const args = (...targets: readonly string[]): CommandArgs => ({ cwd: '/repo', targets, flags: new Set(), values: new Map(), lists: new Map() });
const written = (result: CommandResult): Record<string, string | Uint8Array> => Object.fromEntries(result.writes.map(({ path, text }) => [path, text]));
const names = (result: CommandResult): readonly string[] => result.writes.map(({ path }) => path.replace(/[0-9a-f]{16}/, '…'));

test('crash-resume ends with the sum, and writes counts and suites', async () => {
  const result = await runCrashResume(memoryHost(world()), '/repo/w', { label: 'w', orders: 12, out: '/out' });
  expect(result.exitCode).toBe(0);
  expect(result.lines.at(-1)).toMatch(/^faults: [\d,]+ injected, \d+ classes, 0 violations$/);
  expect(names(result)).toEqual(['/out/faults.json', '/out/crash-resume.xml']);
  const counts = JSON.parse(String(written(result)['/out/faults.json']));
  expect(counts).toMatchObject({ format: 'nx-air-faults/1', world: 'w', violations: 0, cuts_in_await_event: null });
  expect(written(result)['/out/crash-resume.xml']).toContain('<testsuite name="cross-talk"');
  expect((await runCrashResume(memoryHost(world()), '/repo/w', { label: 'w', orders: 12, out: '/out' })).writes).toEqual(result.writes);
});

test('a world without scenarios', async () => {
  const files = world();
  delete files['/repo/w/scenarios/one.scenario.json'];
  for (const run of [runCrashResume, runReplay]) {
    expect((await run(memoryHost(files), '/repo/w')).exitCode).toBe(5);
    expect((await run(memoryHost(files), '/repo/w', { allowNone: true })).exitCode).toBe(0);
  }
});

describe('one scenario', () => {
  const host = memoryHost(world('ref', { '/repo/w/scenarios/two.scenario.json': JSON.stringify({ inputs: [] }) }));
  const values = (...entries: readonly (readonly [string, string])[]): CommandArgs => ({ ...args('w'), values: new Map(entries) });

  test('is all that is run', async () => {
    expect((await replay.run(host, values(['scenario', 'two']))).lines).toEqual(['ok     scenario two  0 records, 1 replay', 'scenarios replayed: 1 of 1; golden journals: pinned 0 of 0, current 0 of 0']);
    expect((await crashResume.run(host, values(['scenario', 'two'], ['orders', '2']))).data).toMatchObject({ scenarios: [{ name: 'two' }] });
  });

  test('that is not there is a finding, and the command is named with it', async () => {
    for (const { exitCode, findings, next } of [await replay.run(host, values(['scenario', 'tow'])), await crashResume.run(host, values(['scenario', 'tow']))]) {
      expect(exitCode).toBe(5);
      expect(findings).toMatchObject([{ code: 'unknown_scenario', expected: 'one, two', actual: 'tow', hint: 'Did you mean `two`?' }]);
      expect(next).toMatch(/^correct w\/aos\.sync\.json:1:1, then run air (?:replay|crash-resume) w --scenario tow$/);
    }
  });

  test('with what is about all of them, or of a journal, is refused', async () => {
    await expect(crashResume.run(host, { ...values(['scenario', 'two']), flags: new Set(['waits']) })).rejects.toThrow('`--waits` is about all scenarios');
    const kept = memoryHost({ '/repo/nx.json': '{}', '/repo/a.journal': '' });
    await expect(replay.run(kept, { ...values(['scenario', 'two']), targets: ['a.journal'] })).rejects.toThrow('this is a journal file');
  });

  test('waits are judged without putting anything in', async () => {
    const { exitCode, lines, data } = await crashResume.run(host, { ...args('w'), flags: new Set(['waits']) });
    expect({ exitCode, lines, data }).toEqual({ exitCode: 0, lines: ['crashes inside of waits: nothing waits in await_event, nothing waits in await_receipt'], data: { world: 'w', cuts_in_await_event: null, cuts_in_await_receipt: null } });
  });
});

test.each(['x', '-1', '1.5'])('a seed that is no number: %s', async (seed) => {
  await expect(crashResume.run(memoryHost(world()), { ...args('w'), values: new Map([['seed', seed]]) })).rejects.toThrow(CliError);
});

describe('journals', () => {
  test('are recorded once, replayed, and accepted beside the old ones', async () => {
    const recorded = await journal.run(memoryHost(world()), args('record', 'w'));
    expect(names(recorded)).toEqual(['/repo/w/journals/one.journal', '/repo/w/journals/….objects']);
    const kept = world('ref', written(recorded));
    expect((await journal.run(memoryHost(kept), args('record', 'w'))).lines).toEqual(['kept  one']);
    expect((await replay.run(memoryHost(kept), args('w'))).lines.at(-1)).toBe('scenarios replayed: 1 of 1; golden journals: pinned 1 of 1, current 1 of 1');
    const changed = world('other', written(recorded));
    const differs = await runReplay(memoryHost(changed), '/repo/w', { out: '/out' });
    expect(differs.exitCode).toBe(5);
    expect(String(written(differs)['/out/replay-parity.xml'])).toContain('changed:  plans w/core_main@1');
    const accepted = await journal.run(memoryHost(changed), args('accept', 'w', 'one'));
    expect(names(accepted)).toEqual(['/repo/w/journals/one.2.journal', '/repo/w/journals/….objects']);
    expect((await runReplay(memoryHost({ ...changed, ...written(accepted) }), '/repo/w')).exitCode).toBe(0);
  });

  const JOURNAL = '/repo/w/journals/one.journal';
  /** Another version of the file: what a row below says is wrong with it. */
  const withHeader = (bytes: string | Uint8Array | undefined, more: object): Uint8Array => {
    if (!(bytes instanceof Uint8Array)) throw new TypeError('no journal');
    const old = BytesJournal.open(bytes);
    const next = BytesJournal.open();
    next.create({ ...old.header!, ...more });
    next.append([...old.records()]);
    return next.bytes.slice();
  };

  test.each<[string, (kept: Record<string, string | Uint8Array>) => Record<string, string | Uint8Array | null>, string]>([
    ['of a newer format', (kept) => ({ [JOURNAL]: withHeader(kept[JOURNAL], { format: 2 }) }), 'journal format 2, this kernel reads 1'],
    ['of another world', (kept) => ({ [JOURNAL]: withHeader(kept[JOURNAL], { world_id: 'v' }) }), 'one of v'],
    ['without its definitions', (kept) => Object.fromEntries(Object.keys(kept).filter((path) => path.endsWith('.objects')).map((path) => [path, null])), 'definitions_missing'],
  ])('a golden journal %s fails, and says so', async (_what, change, says) => {
    const kept = written(await journal.run(memoryHost(world()), args('record', 'w')));
    expect((await replay.run(memoryHost(world('ref', kept)), args('w'))).exitCode).toBe(0);
    const files = Object.entries({ ...kept, ...change(kept) }).flatMap(([path, bytes]) => (bytes === null ? [] : [[path, bytes] as const]));
    const { exitCode, findings } = await replay.run(memoryHost(world('ref', Object.fromEntries(files))), args('w'));
    expect(exitCode).toBe(5);
    expect(findings[0]).toMatchObject({ code: 'journal_unreadable', file: 'w/journals/one.journal', severity: 'error' });
    expect(findings[0]?.actual).toContain(says);
  });

  test('no such scenario, no such action', async () => {
    expect((await journal.run(memoryHost(world()), args('record', 'w', 'two'))).findings[0]).toMatchObject({ code: 'unknown_scenario', expected: 'one', actual: 'two' });
    await expect(journal.run(memoryHost(world()), args('forget', 'w'))).rejects.toThrow('expected record or accept, found `forget`');
  });
});

test('soak runs seed after seed until time is up', async () => {
  let now = 0;
  const result = await runSoak(memoryHost(world()), '/repo/w', { seconds: 3, seed: 7, clock: () => (now += 1000), out: '/out' });
  expect(result.exitCode).toBe(0);
  expect(result.lines[0]).toBe('seeds 7 to 9');
  expect(result.writes).toEqual([]);
  expect(result.data).toMatchObject({ seed: 7, seeds: 3, violations: 0 });
});
