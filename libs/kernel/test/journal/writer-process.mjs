// A process that appends records for ever and says how many are acknowledged: writer-process.mjs <file> <durability> [records in a batch]
import '../../../../tools/process/typescript.mjs';

const { FileJournal } = await import('../../src/fs.ts');
const { HEADER, recordAt } = await import('./records.ts');

const [file, durability, size = '1'] = process.argv.slice(2);
const say = (line) => new Promise((resolve) => void process.stdout.write(`${line}\n`, resolve));
const journal = FileJournal.open(file, { durability });
try {
  if (!journal.header) journal.create(HEADER);
  await say(journal.length);
  for (;;) {
    journal.append(Array.from({ length: Number(size) }, (_, index) => recordAt(journal.length + index)));
    await journal.commit();
    await say(journal.length);
  }
} catch (error) {
  await say(`${error.code} ${error.cause?.code ?? ''}`);
  await journal.close();
}
