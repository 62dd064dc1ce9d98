// Where a checked value stands, and how problems about it are made.
import { joinPointer } from '@nx-air/canon';
import type { FindingCode } from '../codes.ts';
import type { Problem, Severity } from '../finding.ts';

/** The place of a definition: `pointer` is its pointer in the file. */
export interface Place {
  readonly file: string;
  readonly pointer: string;
  /** Severity of keys that nothing reads; an error unless said otherwise (packs from a registry: a warning). */
  readonly unknownKeys?: Severity;
}

export type Detail = Partial<Pick<Problem, 'at' | 'expected' | 'actual' | 'hint' | 'severity'>>;

/** Makes problems about one definition; pointers are relative to it. */
export type Report = (code: FindingCode, pointer: string, detail?: Detail) => Problem;

export const reporter =
  (place: Place, subject: string): Report =>
  (code, pointer, detail = {}) => ({ code, subject, file: place.file, pointer: place.pointer + pointer, ...detail });

/** Keys that are ignored wherever a key could be unknown. */
export const isIgnoredKey = (key: string): boolean => key === '$comment' || key === '$schema';

export const child = joinPointer;
