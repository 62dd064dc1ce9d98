// A mutant: one place of the shipped sources, changed so that a promise is broken that a gate has to notice.

export interface Mutant {
  /** Lower case with hyphens, unique. */
  readonly name: string;
  /** Relative to the repository root. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly old: string;
  readonly new: string;
  /** What is wrong then, in one sentence. */
  readonly breaks: string;
}

/** Throws when the text is not there exactly once: the source has moved on, and the mutant has to follow. */
export function applyMutant({ name, file, old, new: changed }: Mutant, text: string): string {
  const at = text.indexOf(old);
  if (at < 0) throw new Error(`mutant ${name}: ${file} does not have its text any more`);
  if (text.indexOf(old, at + 1) >= 0) throw new Error(`mutant ${name}: ${file} has its text more than once`);
  return `${text.slice(0, at)}${changed}${text.slice(at + old.length)}`;
}
