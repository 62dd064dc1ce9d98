// One run of the summary figures: `summarise-journal.mjs <summarise|decode> <file>` prints what it took as JSON.
import '../process/typescript.mjs';

const [job, file] = process.argv.slice(2);
const [{ summarise }, { decodeRecord }, { readJournalFile }] = await Promise.all([import('@nx-air/gates/summary'), import('@nx-air/kernel'), import('@nx-air/kernel/fs')]);
const began = performance.now();
const journal = readJournalFile(file);
let records = 0;
if (job === 'summarise') records = summarise([{ name: file, header: journal.header, records: journal.records() }]).journals[0].records;
else for (const bytes of journal.records()) records += decodeRecord(bytes).k === '' ? 0 : 1;
const milliseconds = performance.now() - began;
console.log(JSON.stringify({ records, milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
