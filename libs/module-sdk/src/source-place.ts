// Places in the sources of a world's modules.
import type { SourceFolder } from './module-source.ts';

/** From the root of the repository. */
export const inFolder = ({ dir }: SourceFolder, file: string): string => (dir === '' ? file : `${dir}/${file}`);

/** Of an offset in UTF-16 units, both from 1. */
export function positionOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}
