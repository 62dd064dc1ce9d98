// One cell of the matrix: every part on the Node that runs this.
import { createHash } from 'node:crypto';
import type { Part } from './part.ts';

/** Name and hash of the lines of each part. */
export async function runCell(parts: readonly Part[]): Promise<ReadonlyMap<string, string>> {
  const cell = new Map<string, string>();
  for (const part of parts) cell.set(part.name, createHash('sha256').update((await part.run()).join('\n')).digest('hex'));
  return cell;
}

export function writeCell(cell: ReadonlyMap<string, string>): readonly string[] {
  return [...cell].map(([name, hash]) => `${name} ${hash}`);
}

export function readCell(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(/^(\S+) ([0-9a-f]{64})$/gm)].map(([, name = '', hash = '']) => [name, hash]));
}

/** One line for each part that differs from the first cell or is missing; none when all agree. */
export function differences(cells: ReadonlyMap<string, ReadonlyMap<string, string>>): readonly string[] {
  const [first, ...others] = [...cells];
  if (!first) return ['no cell'];
  const [firstNode, expected] = first;
  if (expected.size === 0) return [`${firstNode}: no parts`];
  return others.flatMap(([node, cell]) =>
    [...expected].flatMap(([name, hash]) => (cell.get(name) === hash ? [] : [`${name}: ${firstNode} has ${hash}, ${node} has ${cell.get(name) ?? 'nothing'}`])),
  );
}
