// Answers whether a pointer, or a place above it, is among many.

/** Takes time by the depth of the pointer, not by the number of pointers. */
export const coverOf = (pointers: Iterable<string>): ((pointer: string) => boolean) => {
  const tops = new Set(pointers);
  return (pointer) => {
    if (tops.size === 0) return false;
    for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
      if (tops.has(pointer.slice(0, end))) return true;
    }
    return tops.has('');
  };
};
