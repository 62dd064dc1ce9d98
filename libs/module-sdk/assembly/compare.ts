// Order of bytes, which is the order of keys and of set items in canonical CBOR.

/** Negative, zero or positive; of two values where one begins with the other, the shorter one comes first. */
export function compareMemory(left: usize, leftSize: i32, right: usize, rightSize: i32): i32 {
  const shared = min(leftSize, rightSize);
  for (let at = 0; at < shared; at++) {
    const difference = <i32>load<u8>(left + at) - <i32>load<u8>(right + at);
    if (difference != 0) return difference;
  }
  return leftSize - rightSize;
}

export function equalBytes(left: Uint8Array, right: Uint8Array): bool {
  return compareMemory(left.dataStart, left.length, right.dataStart, right.length) == 0;
}
