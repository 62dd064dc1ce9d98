// Snapshots save time and change nothing: used when they match their journal, passed over with a warning when they do not.
import { copyFileSync, mkdirSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CanonValue } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { FileJournal, openWithSnapshots, readSnapshots, snapshotFolder, writeSnapshot } from '../../src/fs.ts';
import { Kernel, type KernelOptions } from '../../src/index.ts';
import { encodeSnapshot } from '../../src/snapshot-file.ts';
import { bytesOf, errorOf, offsetsOf, temporaryFile } from '../journal/fixture.ts';
import { simple } from '../support/receipts.ts';
import { fired, run } from '../support/run.ts';

const go = (id: string, ingressId: string) => ({ schema: 'w/Go@1', value: { id, key: null } satisfies CanonValue, ingressId });

interface Recorded {
  readonly options: KernelOptions;
  readonly file: string;
  readonly folder: string;
  /** Positions of the snapshots, oldest first. */
  readonly positions: readonly number[];
  readonly stateHash: string;
}

/** Three events with a snapshot after each of the first two, and a receipt at the end. */
async function recorded(file = temporaryFile()): Promise<Recorded> {
  const { options } = await run(await simple());
  const journal = FileJournal.open(file, { durability: 'none' });
  const kernel = await Kernel.open({ ...options, journal });
  const positions: number[] = [];
  for (const id of ['a', 'b', 'c']) {
    await kernel.submitEvent(go(id, id));
    if (id === 'c') continue;
    const checkpoint = kernel.checkpoint();
    positions.push(checkpoint.seq);
    await writeSnapshot(journal, checkpoint);
  }
  await kernel.submitReceipt({ intentId: kernel.outbox()[0]!.intentId, adapterId: 'test', answer: fired() });
  const stateHash = kernel.stateHash();
  await kernel.close();
  return { options, file, folder: snapshotFolder(file), positions, stateHash };
}

async function reopen({ options, file }: Recorded) {
  const journal = FileJournal.open(file, { durability: 'none' });
  try {
    const { kernel, from, warnings } = await openWithSnapshots({ ...options, journal });
    return { from, warnings: warnings.map(({ message }) => message), stateHash: kernel.stateHash(), outbox: kernel.outbox().map(({ intentId }) => intentId) };
  } finally {
    await journal.close();
  }
}

const nameOf = (position: number): string => `${String(position).padStart(16, '0')}.snapshot`;
const names = (folder: string): readonly string[] => readdirSync(folder).sort();

test('the newest is used, and the end is the same without', async () => {
  const world = await recorded();
  expect(names(world.folder)).toEqual(world.positions.map(nameOf));
  const bytes = bytesOf(world.file);
  const using = await reopen(world);
  expect(using).toMatchObject({ from: world.positions[1], warnings: [], stateHash: world.stateHash });
  rmSync(world.folder, { recursive: true });
  expect(await reopen(world)).toEqual({ ...using, from: 0 });
  expect(bytesOf(world.file)).toEqual(bytes);
});

test('equal journals have equal snapshots', async () => {
  const [one, two] = [await recorded(), await recorded()];
  for (const position of one.positions) expect(bytesOf(join(two.folder, nameOf(position)))).toEqual(bytesOf(join(one.folder, nameOf(position))));
});

test('a kernel that was opened from a snapshot makes the snapshots that the first one made', async () => {
  const world = await recorded();
  const [, second] = world.positions;
  const before = bytesOf(join(world.folder, nameOf(second!)));
  truncateSync(world.file, offsetsOf(world.file)[second!]!);
  rmSync(join(world.folder, nameOf(second!)));
  const journal = FileJournal.open(world.file);
  const { kernel, from } = await openWithSnapshots({ ...world.options, journal });
  expect(from).toBe(world.positions[0]);
  await writeSnapshot(journal, kernel.checkpoint());
  await kernel.close();
  expect(bytesOf(join(world.folder, nameOf(second!)))).toEqual(before);
});

describe('passed over with a warning, an older one is used', () => {
  const flip = (at: number) => (file: string) => {
    const bytes = bytesOf(file);
    bytes[at < 0 ? bytes.length + at : at]! ^= 1;
    writeFileSync(file, bytes);
  };
  test.each<[string, (file: string) => void, string]>([
    ['a bit of the state', flip(-5), 'its state does not have its hash'],
    ['a bit of its hash', flip(60), 'its state does not have its hash'],
    ['a bit of the link', flip(25), 'it is one of another journal'],
    ['a bit of the position', flip(12), expect.stringMatching(/^it is one of position \d+$/)],
    ['a bit of the magic', flip(0), 'it is no snapshot'],
    ['another version', flip(8), 'it is of version 0, this kernel reads 1'],
    ['cut short', (file) => truncateSync(file, 300), 'its state does not have its hash'],
    ['cut very short', (file) => truncateSync(file, 20), 'it is no snapshot'],
    ['empty', (file) => truncateSync(file, 0), 'it is no snapshot'],
    ['a link', (file) => [copyFileSync(file, `${file}.real`), rmSync(file), symlinkSync(`${file}.real`, file)], expect.stringContaining('it is a symbolic link')],
    ['a folder', (file) => [rmSync(file), mkdirSync(file)], expect.stringContaining('it cannot be read: ')],
  ])('%s', async (_name, damage, reason) => {
    const world = await recorded();
    damage(join(world.folder, nameOf(world.positions[1]!)));
    const { from, warnings, stateHash } = await reopen(world);
    expect([from, stateHash]).toEqual([world.positions[0], world.stateHash]);
    expect(warnings.map((warning) => warning.slice(`snapshot ${nameOf(0)} is not used: `.length))).toEqual([reason]);
  });

  test('every flipped bit of the head, every 31st of the state', async () => {
    const world = await recorded();
    const file = join(world.folder, nameOf(world.positions[1]!));
    const whole = bytesOf(file);
    const journal = FileJournal.open(world.file, { durability: 'none' });
    for (let bit = 0; bit < whole.length * 8; bit += bit < 84 * 8 ? 1 : 31) {
      const flipped = whole.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      writeFileSync(file, flipped);
      const warnings: string[] = [];
      const [newest] = readSnapshots(journal, ({ name }) => void warnings.push(name));
      expect([newest?.seq, warnings], `bit ${bit}`).toEqual([world.positions[0], [nameOf(world.positions[1]!)]]);
    }
    await journal.close();
  });

  test('of another journal of the same world', async () => {
    const world = await recorded();
    const other = await recorded();
    const journal = FileJournal.open(other.file, { durability: 'none' });
    const kernel = await Kernel.open({ ...other.options, journal });
    await kernel.submitEvent(go('z', 'z'));
    const path = await writeSnapshot(journal, kernel.checkpoint());
    await kernel.close();
    const third = await recorded();
    const longer = FileJournal.open(third.file, { durability: 'none' });
    const grown = await Kernel.open({ ...third.options, journal: longer });
    await grown.submitEvent(go('y', 'y'));
    await grown.close();
    copyFileSync(path, join(third.folder, path.slice(-nameOf(0).length)));
    const { from, warnings } = await reopen(third);
    expect([from, warnings]).toEqual([world.positions[1], [`snapshot ${path.slice(-nameOf(0).length)} is not used: it is one of another journal`]]);
  });

  test('ahead of a journal that lost its end', async () => {
    const world = await recorded();
    const [first, second] = world.positions;
    truncateSync(world.file, offsetsOf(world.file)[first! + 1]!);
    const { from, warnings } = await reopen(world);
    expect([from, warnings]).toEqual([first, [`snapshot ${nameOf(second!)} is not used: it is one of position ${second}, the journal has ${first! + 1} records`]]);
  });

  test('whole, matching, and with a state that is not one of this kernel', async () => {
    const world = await recorded();
    const [, second] = world.positions;
    const file = join(world.folder, nameOf(second!));
    writeFileSync(file, Buffer.concat(encodeSnapshot({ seq: second!, link: bytesOf(file).slice(20, 52), state: Uint8Array.of(0xd9, 0xd9, 0xf7, 0xa0) })));
    const { from, warnings, stateHash } = await reopen(world);
    expect([from, stateHash]).toEqual([world.positions[0], world.stateHash]);
    expect(warnings).toEqual([expect.stringContaining('is not used: not a state of this kernel')]);
  });

  test('whole, matching, and with a state from which the journal does not follow', async () => {
    const world = await recorded();
    const [first, second] = world.positions.map((position) => join(world.folder, nameOf(position)));
    const older = bytesOf(first!).slice(84);
    writeFileSync(second!, Buffer.concat(encodeSnapshot({ seq: world.positions[1]!, link: bytesOf(second!).slice(20, 52), state: older })));
    const { from, warnings, stateHash } = await reopen(world);
    expect([from, stateHash]).toEqual([world.positions[0], world.stateHash]);
    expect(warnings).toEqual([expect.stringContaining('this record cannot follow')]);
  });
});

test('none of them usable: everything is derived again', async () => {
  const world = await recorded();
  for (const position of world.positions) writeFileSync(join(world.folder, nameOf(position)), 'x');
  const { from, warnings, stateHash } = await reopen(world);
  expect([from, warnings.length, stateHash]).toEqual([0, 2, world.stateHash]);
});

describe('writing', () => {
  test('keeps the newest, removes what lies behind the position, leaves other files alone', async () => {
    const world = await recorded();
    for (const name of [nameOf(9999), 'notes.txt']) writeFileSync(join(world.folder, name), 'x');
    writeFileSync(join(world.folder, `${nameOf(1)}.new`), 'left over');
    const journal = FileJournal.open(world.file);
    const { kernel } = await openWithSnapshots({ ...world.options, journal });
    const { seq, state } = kernel.checkpoint();
    await writeSnapshot(journal, { seq, state });
    expect(names(world.folder)).toEqual([nameOf(world.positions[1]!), nameOf(seq), 'notes.txt']);
    await writeSnapshot(journal, { seq, state }, { keep: 1 });
    expect(names(world.folder)).toEqual([nameOf(seq), 'notes.txt']);
    await kernel.close();
  });

  test('of a position that the journal does not have', async () => {
    const world = await recorded();
    const journal = FileJournal.open(world.file);
    const error = await errorOf(() => writeSnapshot(journal, { seq: 10_000, state: new Uint8Array() }));
    expect([error.code, error.message]).toEqual(['journal_mismatch', `a state after 10000 records, the journal has ${journal.length}`]);
    await journal.close();
  });

  test('where there is a file in place of the folder', async () => {
    const world = await recorded();
    rmSync(world.folder, { recursive: true });
    writeFileSync(world.folder, '');
    const journal = FileJournal.open(world.file);
    expect((await errorOf(() => writeSnapshot(journal, { seq: 0, state: new Uint8Array() }))).code).toBe('journal_io');
    await journal.close();
  });
});
