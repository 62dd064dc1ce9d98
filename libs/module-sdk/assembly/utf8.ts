// Text between AssemblyScript's UTF-16 and the UTF-8 of CBOR, strictly in both directions.

/** Bytes that `text` takes; ends the call at a lone surrogate, which has no UTF-8. */
export function utf8Length(text: string): i32 {
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) length += 1;
    else if (unit < 0x800) length += 2;
    else if ((unit & 0xf800) != 0xd800) length += 3;
    else {
      at += 1;
      if (unit >= 0xdc00 || at >= text.length || (text.charCodeAt(at) & 0xfc00) != 0xdc00) throw new Error('text with a lone surrogate');
      length += 4;
    }
  }
  return length;
}

/** Writes `text` at `to`, which has room for `utf8Length(text)` bytes. */
export function writeUtf8(text: string, to: usize): void {
  for (let at = 0; at < text.length; at++) {
    const unit = <u32>text.charCodeAt(at);
    if (unit < 0x80) {
      store<u8>(to, unit);
      to += 1;
    } else if (unit < 0x800) {
      store<u8>(to, 0xc0 | (unit >> 6));
      store<u8>(to, 0x80 | (unit & 0x3f), 1);
      to += 2;
    } else if ((unit & 0xf800) != 0xd800) {
      store<u8>(to, 0xe0 | (unit >> 12));
      store<u8>(to, 0x80 | ((unit >> 6) & 0x3f), 1);
      store<u8>(to, 0x80 | (unit & 0x3f), 2);
      to += 3;
    } else {
      at += 1;
      const point = 0x10000 + ((unit & 0x3ff) << 10) + (<u32>text.charCodeAt(at) & 0x3ff);
      store<u8>(to, 0xf0 | (point >> 18));
      store<u8>(to, 0x80 | ((point >> 12) & 0x3f), 1);
      store<u8>(to, 0x80 | ((point >> 6) & 0x3f), 2);
      store<u8>(to, 0x80 | (point & 0x3f), 3);
      to += 4;
    }
  }
}

/** The text in the bytes from `from` to `end`; ends the call at anything that is not UTF-8. */
export function readUtf8(from: usize, end: usize): string {
  // UTF-16 never takes more units than UTF-8 takes bytes.
  const units = heap.alloc((end - from) << 1);
  let to = units;
  while (from < end) {
    const lead = <u32>load<u8>(from);
    from += 1;
    if (lead < 0x80) {
      store<u16>(to, lead);
      to += 2;
      continue;
    }
    const more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    if (lead < 0xc2 || lead > 0xf4 || from + more > end) throw new Error('text that is not UTF-8');
    let point = lead & (0x3f >> more);
    for (let index = 0; index < more; index++) {
      const next = <u32>load<u8>(from + index);
      if ((next & 0xc0) != 0x80) throw new Error('text that is not UTF-8');
      point = (point << 6) | (next & 0x3f);
    }
    from += more;
    to = writePoint(point, more, to);
  }
  const text = String.UTF16.decodeUnsafe(units, to - units);
  heap.free(units);
  return text;
}

function writePoint(point: u32, more: i32, to: usize): usize {
  const tooLong = (more == 2 && point < 0x800) || (more == 3 && point < 0x10000);
  if (tooLong || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) throw new Error('text that is not UTF-8');
  if (point < 0x10000) {
    store<u16>(to, point);
    return to + 2;
  }
  const rest = point - 0x10000;
  store<u16>(to, 0xd800 | (rest >> 10));
  store<u16>(to, 0xdc00 | (rest & 0x3ff), 2);
  return to + 4;
}
