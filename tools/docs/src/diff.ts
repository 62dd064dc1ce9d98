// A small difference of two texts: what they share at both ends is left out.

const CONTEXT = 1;

/** Lines with `-` are in the page, with `+` in the real output. Empty when both are equal. */
export function diffLines(page: readonly string[], real: readonly string[]): readonly string[] {
  let head = 0;
  while (head < page.length && head < real.length && page[head] === real[head]) head += 1;
  if (head === page.length && head === real.length) return [];
  let tail = 0;
  const shorter = Math.min(page.length, real.length) - head;
  while (tail < shorter && page[page.length - 1 - tail] === real[real.length - 1 - tail]) tail += 1;
  return [
    ...page.slice(Math.max(0, head - CONTEXT), head).map((line) => `  ${line}`),
    ...page.slice(head, page.length - tail).map((line) => `- ${line}`),
    ...real.slice(head, real.length - tail).map((line) => `+ ${line}`),
    ...page.slice(page.length - tail, page.length - tail + CONTEXT).map((line) => `  ${line}`),
  ];
}
