// The journal of the summary figures is as long as they say, and every flow in it ends.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { summarise } from '@nx-air/gates/summary';
import { readJournalFile } from '@nx-air/kernel/fs';
import { expect, onTestFinished, test } from 'vitest';
import { generateJournal } from '../src/generate-journal.ts';
import { summariseInProcess } from '../src/summarise-process.ts';

test('a tenth of its records are flows, each with a timer that nobody waits for any more', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'bench-journal-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const file = join(dir, 'j.journal');
  await generateJournal(file, 5000);
  const { header, records } = readJournalFile(file);
  const { totals } = summarise([{ name: file, header, records: records() }]);
  expect(totals).toMatchObject({ 'instances.started': 500, 'instances.ok': 500, 'instances.running': 0, 'effects.intents': 1000, 'effects.in_flight': 0, 'receipts.late': 500, 'instances.timeout_branch': 0 });
  expect(await summariseInProcess(file, 'summarise')).toMatchObject({ records: 5000, milliseconds: expect.any(Number), megabytes: expect.any(Number) });
  expect((await summariseInProcess(file, 'decode')).records).toBe(5000);
});
