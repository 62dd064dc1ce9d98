// Renders measured figures as a table for spec/benchmarks.md and as lines for the terminal.
import type { FigureResult } from './interleave.ts';
import type { Machine } from './machine.ts';

export interface BenchReport {
  readonly command: string;
  readonly machine: Machine;
  /** One-minute load before the first and after the last figure. */
  readonly load: { readonly before: number; readonly after: number };
  readonly figures: readonly FigureResult[];
}

export function renderMarkdown({ command, machine, load, figures }: BenchReport): string {
  const rows = figures.map(({ name, title, unit, ours, peer, ratio, runs, aim, met }) => {
    const judged = aim === undefined ? '' : `at most ${aim}: ${met === true ? 'met' : 'not met'}`;
    const cells = [name, `${title}: ${ours.is}`, peer.is, amount(ours.median, unit), amount(peer.median, unit), `${ratioText(ratio.median)} (${ratioText(ratio.min)}–${ratioText(ratio.max)})`, String(runs), judged];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '# Benchmarks',
    '',
    'Each figure is a ratio of two jobs measured in turn on the same machine in the same run: below 1 ours is faster.',
    'Ours and peer are medians; the ratio is the median of the ratios pair by pair, with the smallest and largest.',
    '',
    `- Command: \`${command}\` (numbers also in \`benchmarks.json\`; single figures: \`npm run bench -- <name>\`)`,
    `- Machine: ${machine.cores} cores (${machine.cpu}), ${machine.memoryGiB} GiB, ${machine.platform}, Node ${machine.node}; load ${load.before} before, ${load.after} after`,
    '',
    '| figure | ours | peer | ours, ms | peer, ms | ratio | runs | aim |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

export function renderLine({ name, unit, ours, peer, ratio, runs }: FigureResult): string {
  return `${name}: ours ${digits(ours.median)} ${unit ?? 'ms'}, peer ${digits(peer.median)} ${unit ?? 'ms'}, ratio ${ratioText(ratio.median)} (${ratioText(ratio.min)}-${ratioText(ratio.max)}), ${runs} runs`;
}

/** Three significant digits are more than the spread allows, and enough to compare. */
export function roundResult(result: FigureResult): FigureResult {
  const round = <T extends { median: number; min: number; max: number }>(spread: T): T => ({ ...spread, median: digits(spread.median), min: digits(spread.min), max: digits(spread.max) });
  return { ...result, ours: round(result.ours), peer: round(result.peer), ratio: round(result.ratio) };
}

function digits(value: number): number {
  return Number(value.toPrecision(3));
}

function amount(value: number, unit: FigureResult['unit']): string {
  return unit === undefined ? String(digits(value)) : `${digits(value)} ${unit}`;
}

function ratioText(value: number): string {
  return String(digits(value));
}
