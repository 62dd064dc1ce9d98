// Mutants of the journal: frames, checksums, the torn end, the lock, and when something counts as written.
import type { Mutant } from '../mutant.ts';

const SCAN = 'libs/kernel/src/journal/frame-scan.ts';
const FILE = 'libs/kernel/src/journal/file.ts';

export const JOURNAL_MUTANTS: readonly Mutant[] = [
  {
    name: 'skips-record-checksum',
    file: SCAN,
    old: 'if (checksum(record) !== head.recordSum) return judge(range, place, next);',
    new: 'if (checksum(record) !== head.recordSum && next < 0) return judge(range, place, next);',
    breaks: 'A record is taken whatever its checksum says.',
  },
  {
    name: 'skips-head-checksum',
    file: 'libs/kernel/src/journal/frame.ts',
    old: '  if (readU32(bytes, at + CHECKED_BYTES) !== checksum(bytes.subarray(at, at + CHECKED_BYTES))) return undefined;\n',
    new: '',
    breaks: 'A head is taken whatever its checksum says.',
  },
  {
    name: 'skips-link',
    file: SCAN,
    old: 'if (!isLink(head.link, link)) throw',
    new: 'if (!isLink(head.link, link) && head.seq < 0) throw',
    breaks: 'A record need not follow the one before it.',
  },
  {
    name: 'skips-number',
    file: SCAN,
    old: "    if (head.seq !== seq) throw damaged(file, place, `it is numbered ${head.seq}`);\n    if (!isLink(head.link, link)) throw damaged(file, place, 'it does not follow the record before it');\n",
    new: '',
    breaks: 'Records may be missing, repeated or in another order.',
  },
  {
    name: 'header-not-checked',
    file: 'libs/kernel/src/journal/file-header.ts',
    old: "  if (readU32(bytes, 16) !== sumOf(bytes, body)) throw damaged(file, 'its checksum is wrong');\n",
    new: '',
    breaks: 'A header is taken whatever its checksum says.',
  },
  {
    name: 'damage-taken-for-torn-tail',
    file: SCAN,
    old: '  if (later === undefined) return tornAt(place, end);',
    new: '  if (later === undefined || later.offset >= 0) return tornAt(place, end);',
    breaks: 'Damage in the middle cuts off everything behind it.',
  },
  {
    name: 'torn-tail-kept',
    file: FILE,
    old: '      if (content?.torn) this.#cut(fd, content.torn);\n',
    new: '',
    breaks: 'What is left of a torn write stays in the file.',
  },
  {
    name: 'acknowledges-before-flush',
    file: FILE,
    old: 'this.#durable < this.#open.content.end.offset ? this.#flushes.request() : Promise.resolve();',
    new: 'this.#durable < this.#open.content.end.offset ? void this.#flushes.request() ?? Promise.resolve() : Promise.resolve();',
    breaks: 'A batch is acknowledged before it is on the disk.',
  },
  {
    name: 'shares-flush-under-way',
    file: 'libs/kernel/src/journal/durability.ts',
    old: '        this.#waiting = undefined;\n        return this.#sync();',
    new: '        return this.#sync();',
    breaks: 'A commit is content with a flush that was over before its write.',
  },
  {
    name: 'writer-lock-ignored',
    file: 'libs/kernel/src/journal/writer-lock.ts',
    old: '  if (!owner || !isGone(owner)) return refuse(journal, lock, owner);',
    new: '  if (!owner || isGone(owner)) return refuse(journal, lock, owner);\n  if (found !== \'\') return held();',
    breaks: 'A second writer opens the journal of a running one.',
  },
  {
    name: 'offers-before-durable',
    file: 'libs/kernel/src/outbox.ts',
    old: 'if (intent && !intent.sameAs && intent.cause <= durableCause)',
    new: 'if (intent && !intent.sameAs && intent.cause <= durableCause + 1)',
    breaks: 'Intents are offered before their batch is on the disk.',
  },
];
