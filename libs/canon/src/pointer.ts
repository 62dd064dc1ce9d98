// JSON pointers (RFC 6901).
import { CanonError } from './errors.ts';

/** `joinPointer('/steps', 0, 'a/b')` is `/steps/0/a~1b`. */
export function joinPointer(base: string, ...segments: readonly (string | number)[]): string {
  let pointer = base;
  for (const segment of segments) pointer += `/${typeof segment === 'string' ? escapeSegment(segment) : segment}`;
  return pointer;
}

/** Nearly no key needs it, and looking is cheaper than replacing. */
function escapeSegment(segment: string): string {
  if (!segment.includes('/') && !segment.includes('~')) return segment;
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Unescaped segments; none for ''. Throws `CanonError` `bad_pointer` when a non-empty pointer does not begin with `/`. */
export function splitPointer(pointer: string): string[] {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) {
    throw new CanonError('bad_pointer', `'${pointer}' is not a JSON pointer`, { hint: "a pointer is '' or begins with /" });
  }
  return pointer
    .slice(1)
    .split('/')
    .map(segment => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}
