// Offsets as an editor shows them.

export interface TextPosition {
  /** 0-based, in UTF-16 units. */
  readonly offset: number;
  /** 1-based; a line ends at LF, so CRLF counts once. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
}

/** Position of one offset; offsets behind the end are the end. */
export function positionAt(text: string, offset: number): TextPosition {
  return createPositions(text)(offset);
}

/** For many offsets into one text: the text is read once, each look-up is a binary search. */
export function createPositions(text: string): (offset: number) => TextPosition {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return wanted => {
    const offset = Math.max(0, Math.min(wanted, text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { offset, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
