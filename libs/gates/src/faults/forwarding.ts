// A journal in front of another one: what is not given anew goes through to it.
import type { Journal } from '@nx-air/kernel';
import type { LinkedJournal } from './linked-journal.ts';

type Parts = Pick<Journal, 'append' | 'commit'>;

/** Its length and header are those of `journal` at any time. */
export function forwarding(journal: LinkedJournal, parts?: Partial<Parts>): LinkedJournal;
export function forwarding(journal: Journal, parts?: Partial<Parts>): Journal;
export function forwarding(journal: Journal | LinkedJournal, parts: Partial<Parts> = {}): Journal {
  return {
    get header() {
      return journal.header;
    },
    get length() {
      return journal.length;
    },
    create: (header) => journal.create(header),
    records: (from) => journal.records(from),
    ...('linkAt' in journal && { linkAt: (seq: number) => journal.linkAt(seq) }),
    append: (batch) => journal.append(batch),
    commit: () => journal.commit(),
    close: () => journal.close(),
    ...parts,
  };
}
