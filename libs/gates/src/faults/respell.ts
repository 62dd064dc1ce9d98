// The same outcome as another adapter might write it: what is typed alike must count as the same receipt.
import type { CanonKey, CanonValue } from '@nx-air/canon';
import type { Answer } from '@nx-air/kernel';

/** Undefined where there is one spelling only. `answer` is as a journal has it: typed, with every option. */
export function respell(answer: Answer): Answer | undefined {
  if (answer.status !== 'ok') return undefined;
  const [payload, isOther] = respellValue(answer.payload);
  return isOther ? { status: 'ok', payload } : undefined;
}

/** Options that are null left out, variants by their tag, keys the other way round, small integers as big ones; whether anything is written otherwise. */
function respellValue(value: CanonValue): readonly [CanonValue, boolean] {
  if (typeof value === 'number') return [BigInt(value), true];
  if (Array.isArray(value)) {
    const items = value.map(respellValue);
    return [items.map(([item]) => item), items.some(([, isOther]) => isOther)];
  }
  if (!(value instanceof Map)) return [value, false];
  const tag = value.get('$tag');
  if (typeof tag === 'string' && value.size === 2 && value.has('$value')) return [new Map<CanonKey, CanonValue>([[tag, respellValue(value.get('$value') ?? null)[0]]]), true];
  const kept = [...value].filter(([, item]) => item !== null).reverse();
  const entries = kept.map(([key, item]) => [key, respellValue(item)] as const);
  return [new Map<CanonKey, CanonValue>(entries.map(([key, [item]]) => [key, item])), kept.length > 1 || kept.length < value.size || entries.some(([, [, isOther]]) => isOther)];
}
