// Holds one page to its markers: which blocks differ, and the page as it should be.
import type { PageFault } from './blocks.ts';
import { findBlocks } from './blocks.ts';
import { diffLines } from './diff.ts';
import type { RenderContext } from './render-block.ts';
import { renderBlock } from './render-block.ts';

export interface BlockFault extends PageFault {
  /** The text below mends it. */
  readonly stale: boolean;
}

export interface PageReport {
  /** Blocks that were compared. */
  readonly checked: number;
  /** In the order of lines. */
  readonly faults: readonly BlockFault[];
  readonly skipped: readonly { readonly line: number; readonly needs: string }[];
  /** The page with every stale block replaced. */
  readonly text: string;
}

export async function checkPage(text: string, context: RenderContext): Promise<PageReport> {
  const lines = text.split('\n');
  const found = findBlocks(lines);
  const faults: BlockFault[] = found.faults.map((fault) => ({ ...fault, stale: false }));
  const skipped: { line: number; needs: string }[] = [];
  const current: string[] = [];
  let at = 0;
  for (const block of found.blocks) {
    const { line, from, to } = block;
    const rendered = await renderBlock(context, block);
    const before = lines.slice(from, to);
    current.push(...lines.slice(at, from));
    at = to;
    if (rendered.kind === 'skipped') skipped.push({ line, needs: rendered.needs });
    if (rendered.kind === 'fault') faults.push({ line, message: rendered.message, stale: false });
    const after = rendered.kind === 'lines' ? rendered.lines : before;
    current.push(...after);
    const difference = diffLines(before, after);
    if (difference.length === 0) continue;
    faults.push({ line, message: ['differs from the real output', ...difference].join('\n'), stale: true });
  }
  current.push(...lines.slice(at));
  faults.sort((a, b) => a.line - b.line);
  return { checked: found.blocks.length - skipped.length, faults, skipped, text: current.join('\n') };
}
