// Writes a million records, reads them twice, and says how much memory that took: large-journal.mjs <file>
import '../../../../tools/process/typescript.mjs';

const { FileJournal, readJournalFile } = await import('../../src/fs.ts');
const { HEADER, recordAt } = await import('./records.ts');

const [file] = process.argv.slice(2);
const journal = FileJournal.open(file, { durability: 'none' });
journal.create(HEADER);
const batch = Array.from({ length: 1000 }, (_, seq) => recordAt(seq, 60));
const before = process.resourceUsage().maxRSS;
for (let index = 0; index < 1000; index += 1) journal.append(batch);
await journal.close();
const { length, records } = readJournalFile(file);
let bytes = 0;
for (const record of records()) bytes += record.length;
process.stdout.write(JSON.stringify({ length, bytes, grownMiB: (process.resourceUsage().maxRSS - before) / 1024 }));
