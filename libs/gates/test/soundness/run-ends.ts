// How a run that is gone through ends early.

/** Something that `check` claims to exclude. */
export class Excluded extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The run ends for a reason that values alone decide, or cannot happen. */
export class RunEnds {
  readonly why: string;

  constructor(why: string) {
    this.why = why;
  }
}
