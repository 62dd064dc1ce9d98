// Where a check reports: the definition (or manifest) that a problem is about, and pointers inside it.
import type { FindingCode, Origin, Problem, Related } from '@nx-air/air';

/** What a check says beyond code and place. */
export type Facts = Pick<Problem, 'expected' | 'actual' | 'related' | 'hint' | 'severity' | 'at'>;

/** Something that stands in a file. */
export interface Placed {
  readonly kind: string;
  /** '' for a manifest. */
  readonly name: string;
  readonly origin: Origin;
}

export const subjectOf = ({ kind, name }: Placed): string => (name === '' ? kind : `${kind} ${name}`);

/** A problem at `pointer` inside `placed`. */
export function problemIn(placed: Placed, code: FindingCode, pointer: string, facts: Facts = {}): Problem {
  const { file, pointer: base } = placed.origin;
  return { code, subject: subjectOf(placed), file, pointer: base + pointer, ...facts };
}

/** A second place that explains a problem. */
export function relatedIn(placed: Placed, pointer: string, note: string): Related {
  return { file: placed.origin.file, pointer: placed.origin.pointer + pointer, note };
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1);
  return words.length < 2 || last === undefined ? (last ?? 'nothing') : `${words.slice(0, -1).join(', ')} and ${last}`;
}
