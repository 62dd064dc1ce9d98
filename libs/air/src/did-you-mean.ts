// The known word that a mistyped one most likely stands for.

const MAX_LENGTH = 64;

/** Insertions, deletions, replacements and swaps of neighbours between two words (optimal string alignment). */
const distance = (a: string, b: string): number => {
  let previous: number[] = [];
  let current = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const beforePrevious = previous;
    previous = current;
    current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(
        (previous[j] ?? 0) + 1,
        (current[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforePrevious[j - 2] ?? 0) + 1);
      }
      current.push(best);
    }
  }
  return current[b.length] ?? 0;
};

/**
 * The nearest of `known`, or undefined when none is near: at most one edit for every three letters, case apart.
 * Equal distances go to the earlier candidate.
 */
export const nearest = (word: string, known: Iterable<string>): string | undefined => {
  if (word.length > MAX_LENGTH) return undefined;
  let best: string | undefined;
  // A word of which nothing is left was not mistyped.
  let bestDistance = Math.min(Math.max(1, Math.floor(word.length / 3)), word.length - 1) + 0.5;
  for (const candidate of known) {
    if (candidate.length > MAX_LENGTH || candidate === word) continue;
    const found = distance(word.toLowerCase(), candidate.toLowerCase());
    if (found < bestDistance) [best, bestDistance] = [candidate, found];
  }
  return best;
};

/** The hint that goes with a near word. */
export const didYouMean = (meant: string | undefined): { readonly hint?: string } =>
  meant === undefined ? {} : { hint: `Did you mean \`${meant}\`?` };
