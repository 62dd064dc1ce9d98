// A journal file and the journal in memory, driven by the same commands, hold the same: appends, commits, reopening, torn writes.
import { appendFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FileJournal, DURABILITIES } from '../../src/fs.ts';
import { MemoryJournal } from '../../src/index.ts';
import { property } from '../support/property.ts';
import { bytesOf, temporaryFile } from './fixture.ts';
import { HEADER } from './records.ts';

const batch = fc.array(fc.uint8Array({ minLength: 1, maxLength: 80 }), { maxLength: 5 });
const command = fc.oneof(
  { weight: 6, arbitrary: batch.map((records) => ({ kind: 'append' as const, records })) },
  { weight: 2, arbitrary: fc.constant({ kind: 'commit' as const }) },
  { weight: 2, arbitrary: fc.nat(40).map((from) => ({ kind: 'read' as const, from })) },
  { weight: 2, arbitrary: fc.constantFrom(...DURABILITIES).map((durability) => ({ kind: 'reopen' as const, durability })) },
  { weight: 1, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 300 }).map((tail) => ({ kind: 'tear' as const, tail })) },
);

test('file and memory are twins', () =>
  property(
    fc.array(command, { maxLength: 30 }),
    async (commands) => {
      const file = temporaryFile();
      const twin = new MemoryJournal();
      let journal = FileJournal.open(file, { durability: 'none' });
      for (const each of [twin, journal]) each.create(HEADER);
      for (const next of commands) {
        switch (next.kind) {
          case 'append':
            for (const each of [twin, journal]) each.append(next.records);
            break;
          case 'commit':
            await journal.commit();
            break;
          case 'read':
            expect([...journal.records(next.from)]).toEqual([...twin.records()].slice(next.from));
            break;
          case 'reopen':
            await journal.close();
            journal = FileJournal.open(file, { durability: next.durability });
            break;
          case 'tear': {
            await journal.close();
            const size = bytesOf(file).length;
            appendFileSync(file, next.tail);
            journal = FileJournal.open(file, { durability: 'none' });
            expect(journal.recovery.torn).toMatchObject({ offset: size, bytes: next.tail.length, record: journal.length });
          }
        }
      }
      expect([journal.header, [...journal.records()]]).toEqual([twin.header, [...twin.records()]]);
      await journal.close();
    },
    100,
  ));
