// Follows a field path into a value: `key_field` and `correlate_by`.
import { text, type Value } from '@nx-air/plan/runtime';

/** Undefined where the path leads nowhere. `$tag` and `$value` lead into variants. */
export function memberAt(value: Value, path: readonly string[]): Value | undefined {
  let current: Value | undefined = value;
  for (const segment of path) {
    if (current?.t === 'record') current = current.v.get(segment);
    else if (current?.t === 'variant') current = segment === '$tag' ? text(current.tag) : segment === '$value' ? current.value : undefined;
    else return undefined;
  }
  return current;
}
