// A value that may be absent: `option<T>` of AIR, for every `T` alike.

export class Option<T> {
  constructor(
    readonly isSome: bool,
    private readonly inner: T,
  ) {}

  get isNone(): bool {
    return !this.isSome;
  }

  /** Ends the call when there is none: ask `isSome` first, or use `or`. */
  get value(): T {
    if (!this.isSome) throw new Error('an option without a value: ask isSome first');
    return this.inner;
  }

  or(fallback: T): T {
    return this.isSome ? this.inner : fallback;
  }
}

export function some<T>(value: T): Option<T> {
  return new Option<T>(true, value);
}

export function none<T>(): Option<T> {
  if (isReference<T>()) return new Option<T>(false, changetype<T>(0));
  else return new Option<T>(false, <T>0);
}
