// Memory that only grows: an instance lives for one call. Unlike asc's stub runtime it needs no start function.
import { AL_MASK, BLOCK, BLOCK_MAXSIZE, BLOCK_OVERHEAD, OBJECT, OBJECT_MAXSIZE, OBJECT_OVERHEAD } from 'rt/common';

/** Where the next block begins; zero until the first one, because a constant needs no start function. */
// @ts-ignore: decorator
@lazy let top: usize = 0;

// @ts-ignore: decorator
@inline function startOfHeap(): usize {
  return ((__heap_base + BLOCK_OVERHEAD + AL_MASK) & ~AL_MASK) - BLOCK_OVERHEAD;
}

// @ts-ignore: decorator
@inline function roundUp(size: usize): usize {
  return ((size + BLOCK_OVERHEAD + AL_MASK) & ~AL_MASK) - BLOCK_OVERHEAD;
}

function moveTop(end: usize): void {
  const pages = memory.size();
  const available = <usize>pages << 16;
  if (end > available) {
    const needed = <i32>((end - available + 0xffff) >>> 16);
    // Doubling keeps the number of growths small; near the limit only what is needed fits.
    if (memory.grow(max(pages, needed)) < 0 && memory.grow(needed) < 0) unreachable();
  }
  top = end;
}

// @ts-ignore: decorator
@unsafe @global
export function __alloc(size: usize): usize {
  if (size > BLOCK_MAXSIZE) unreachable();
  if (top == 0) top = startOfHeap();
  const block = top;
  const payload = roundUp(size);
  moveTop(block + BLOCK_OVERHEAD + payload);
  changetype<BLOCK>(block).mmInfo = payload;
  return block + BLOCK_OVERHEAD;
}

// @ts-ignore: decorator
@unsafe @global
export function __realloc(pointer: usize, size: usize): usize {
  if (size > BLOCK_MAXSIZE) unreachable();
  const block = changetype<BLOCK>(pointer - BLOCK_OVERHEAD);
  const old = block.mmInfo;
  const payload = roundUp(size);
  if (payload <= old) return pointer;
  if (pointer + old == top) {
    moveTop(pointer + payload);
    block.mmInfo = payload;
    return pointer;
  }
  const moved = __alloc(max(payload, old << 1));
  memory.copy(moved, pointer, old);
  return moved;
}

// @ts-ignore: decorator
@unsafe @global
export function __free(pointer: usize): void {
  const block = changetype<BLOCK>(pointer - BLOCK_OVERHEAD);
  if (pointer + block.mmInfo == top) top = changetype<usize>(block);
}

// @ts-ignore: decorator
@unsafe @global
export function __new(size: usize, id: u32): usize {
  if (size > OBJECT_MAXSIZE) unreachable();
  const pointer = __alloc(OBJECT_OVERHEAD + size);
  const object = changetype<OBJECT>(pointer - BLOCK_OVERHEAD);
  object.gcInfo = 0;
  object.gcInfo2 = 0;
  object.rtId = id;
  object.rtSize = <u32>size;
  // Freed memory is handed out again, and asc expects new objects to be zero.
  memory.fill(pointer + OBJECT_OVERHEAD, 0, size);
  return pointer + OBJECT_OVERHEAD;
}

// @ts-ignore: decorator
@unsafe @global
export function __renew(old: usize, size: usize): usize {
  if (size > OBJECT_MAXSIZE) unreachable();
  const pointer = __realloc(old - OBJECT_OVERHEAD, OBJECT_OVERHEAD + size);
  changetype<OBJECT>(pointer - BLOCK_OVERHEAD).rtSize = <u32>size;
  return pointer + OBJECT_OVERHEAD;
}

// @ts-ignore: decorator
@unsafe @global
export function __link(parent: usize, child: usize, several: bool): void {}

// @ts-ignore: decorator
@unsafe @global
export function __pin(pointer: usize): usize {
  return pointer;
}

// @ts-ignore: decorator
@unsafe @global
export function __unpin(pointer: usize): void {}

// @ts-ignore: decorator
@unsafe @global
function __visit(pointer: usize, cookie: u32): void {}

// @ts-ignore: decorator
@unsafe @global
export function __collect(): void {}
