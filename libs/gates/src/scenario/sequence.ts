// Expectations in order or counted, over whatever happened.

export interface Expected<T> {
  readonly count: number | undefined;
  matches(actual: T): boolean;
}

export interface SequenceVerdict<E> {
  /** Counted expectations with another number. */
  readonly differing: readonly { readonly expected: E; readonly found: number }[];
  /** The first expectation in order that nothing matches any more; those after it are not judged. */
  readonly missing: { readonly expected: E; /** Position from which it was looked for. */ readonly from: number } | undefined;
}

/** Without `count` expectations match in their order, others between them; with it every match counts. */
export function judgeSequence<T, E extends Expected<T>>(actual: readonly T[], expectations: readonly E[]): SequenceVerdict<E> {
  const differing: { expected: E; found: number }[] = [];
  let missing: SequenceVerdict<E>['missing'];
  let from = 0;
  for (const expected of expectations) {
    if (expected.count !== undefined) {
      const found = actual.filter((one) => expected.matches(one)).length;
      if (found !== expected.count) differing.push({ expected, found });
      continue;
    }
    if (missing) continue;
    const at = actual.findIndex((one, index) => index >= from && expected.matches(one));
    if (at < 0) missing = { expected, from };
    else from = at + 1;
  }
  return { differing, missing };
}
