// Atoms of facts: a subject has a value, or is an integer below another.

/** `is`: the subject has the value of the token, which is the integer `at` if it is one. `below`: it is less than `at`. */
export interface Atom {
  readonly subject: string;
  readonly token: string;
  readonly test: 'is' | 'below';
  readonly at: bigint | undefined;
}

/** One value that a subject may have. */
export interface Candidate {
  readonly token: string | undefined;
  readonly at: bigint | undefined;
}

/** Stands for all values that are not named anywhere. */
export const OTHER: Candidate = { token: undefined, at: undefined };

export function holdsFor({ test, token, at }: Atom, value: Candidate): boolean {
  if (test === 'below') return at !== undefined && value.at !== undefined && value.at < at;
  return value.token === token;
}

/** Whether the other atom of the same subject holds, once the first does or does not; undefined where both can be. */
export function whatFollows(atom: Atom, holds: boolean, other: Atom | undefined): boolean | undefined {
  if (!other) return undefined;
  if (atom.test === 'is') return holds ? holdsFor(other, atom) : undefined;
  if (atom.at === undefined || other.at === undefined) return undefined;
  if (other.test === 'is') return other.at < atom.at === holds ? undefined : false;
  if (holds) return atom.at <= other.at ? true : undefined;
  return other.at <= atom.at ? false : undefined;
}

/** Every value that the atoms of one subject name, and the integers on either side: one for each case that they tell apart. */
export function numbersBeside(atoms: readonly Atom[]): readonly Candidate[] {
  const values = atoms.filter(({ test }) => test === 'is');
  const tokens = new Map(values.map(({ token, at }) => [at, token]));
  const near = new Set(atoms.flatMap(({ at }) => (at === undefined ? [] : [at - 1n, at, at + 1n])));
  return [
    ...[...near].map((at) => ({ token: tokens.get(at), at })),
    ...values.filter(({ at }) => at === undefined).map(({ token }) => ({ token, at: undefined })),
    OTHER,
  ];
}
