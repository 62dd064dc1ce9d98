// Finds the marked blocks of a Markdown page: a marker, and the fence or the table that follows it.
import type { Marker } from './marker.ts';
import { parseMarker } from './marker.ts';

export interface Block {
  readonly marker: Exclude<Marker, { kind: 'wrong' }>;
  /** Line of the marker, from 1. */
  readonly line: number;
  /** The lines between the fences, as indexes into the lines of the page: `from` inclusive, `to` exclusive. */
  readonly from: number;
  readonly to: number;
}

export interface PageFault {
  readonly line: number;
  readonly message: string;
}

const END_OF_TARGETS = '<!-- /targets -->';

/** A fence whose first line begins with `$ ` shows a command, so it needs a marker too. */
export function findBlocks(lines: readonly string[]): { readonly blocks: readonly Block[]; readonly faults: readonly PageFault[] } {
  const blocks: Block[] = [];
  const faults: PageFault[] = [];
  let index = 0;
  while (index < lines.length) {
    const text = lines[index] ?? '';
    const line = index + 1;
    if (isFence(text)) {
      const end = findEnd(lines, index);
      if ((lines[index + 1] ?? '').startsWith('$ ')) faults.push({ line, message: 'a command that nothing checks: put <!-- run: … --> on the line before' });
      index = end + 1;
      continue;
    }
    const marker = parseMarker(text);
    index += 1;
    if (marker === undefined) continue;
    if (marker.kind === 'wrong') {
      faults.push({ line, message: marker.reason });
      continue;
    }
    const isTable = marker.kind === 'targets';
    const from = isTable ? index : index + 1;
    const end = isTable ? lines.indexOf(END_OF_TARGETS, index) : isFence(lines[index] ?? '') ? findEnd(lines, index) : -1;
    if (end < 0 || end >= lines.length) {
      faults.push({ line, message: isTable ? `no ${END_OF_TARGETS} below it` : 'no fence on the next line' });
      continue;
    }
    blocks.push({ marker, line, from, to: end });
    index = end + 1;
  }
  return { blocks, faults };
}

const isFence = (line: string): boolean => line.startsWith('```');

/** Index of the closing fence; beyond the last line when there is none. */
function findEnd(lines: readonly string[], opening: number): number {
  const end = lines.indexOf('```', opening + 1);
  return end < 0 ? lines.length : end;
}
