// How shapes are written as types of AssemblyScript, and what their values are when there is none yet.
import type { Shape } from './shapes.ts';

export function typeText(shape: Shape): string {
  switch (shape.kind) {
    case 'class':
      return shape.name;
    case 'list':
    case 'set':
      return `Array<${typeText(shape.item)}>`;
    case 'option':
      return `Option<${typeText(shape.item)}>`;
    case 'map':
      return `Map<${typeText(shape.key)}, ${typeText(shape.value)}>`;
    case 'bool':
      return 'bool';
    case 'int':
    case 'duration':
      return 'i64';
    case 'nat':
    case 'time':
      return 'u64';
    case 'bytes':
      return 'Uint8Array';
    case 'unit':
      return 'Unit';
    case 'text':
    case 'hash':
    case 'uuid':
    case 'dec128':
      return 'string';
  }
}

/** Whether `T | null` exists: not for numbers and bools. */
export function isNullable({ kind }: Shape): boolean {
  return kind !== 'bool' && kind !== 'int' && kind !== 'duration' && kind !== 'nat' && kind !== 'time' && kind !== 'unit';
}

/** The type of a value that may be absent in a signature: `T | null` where AssemblyScript has it. */
export function absentText(shape: Shape): string {
  if (shape.kind === 'option') return typeText(shape);
  return isNullable(shape) ? `${typeText(shape)} | null` : `Option<${typeText(shape)}>`;
}
