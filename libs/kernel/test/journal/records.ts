// The header and the records that tests write; records tell their position.
import { ZERO_HASH } from '@nx-air/canon';
import { JOURNAL_FORMAT, profileOf, type JournalHeader } from '../../src/journal/header.ts';

export const HEADER: JournalHeader = { format: JOURNAL_FORMAT, world_id: 'w', runtime_profile: profileOf(), manifest_hash: ZERO_HASH };

export const recordAt = (seq: number, length = 8 + (seq % 5)): Uint8Array => Uint8Array.from({ length }, (_, index) => (seq * 31 + index * 7 + 1) % 256);

export const recordsUpTo = (count: number): readonly Uint8Array[] => Array.from({ length: count }, (_, seq) => recordAt(seq));
