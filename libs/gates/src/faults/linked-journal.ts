// A journal that can say what stands before a position without being read.
import { bytesToHex } from '@nx-air/canon';
import type { Journal } from '@nx-air/kernel';

export interface LinkedJournal extends Journal {
  /** Stands for everything up to a position, header included; undefined when the journal is shorter. */
  linkAt(seq: number): Uint8Array | undefined;
}

/** As text; undefined for a journal that cannot say. */
export function linkOf(journal: Journal, seq: number): string | undefined {
  const link = isLinked(journal) ? journal.linkAt(seq) : undefined;
  return link && bytesToHex(link);
}

function isLinked(journal: Journal): journal is LinkedJournal {
  return 'linkAt' in journal && typeof journal.linkAt === 'function';
}
