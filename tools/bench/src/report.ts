// Renders measured figures as spec/benchmarks.md and as lines for the terminal.
import type { Machine } from './machine.ts';
import type { PackedSize } from './product.ts';
import type { FigureResult } from './result.ts';
import type { Spread } from './statistics.ts';

export interface BenchReport {
  readonly command: string;
  /** Which files were measured. */
  readonly product: string;
  readonly machine: Machine;
  /** One-minute load before the first and after the last figure. */
  readonly load: { readonly before: number; readonly after: number };
  readonly minutes: number;
  /** What users download. */
  readonly packed: readonly PackedSize[];
  readonly figures: readonly FigureResult[];
}

/** Growth that counts as linear: what the spread of seven runs can add. */
const LINEAR = 1.2;

/** @param notes what remains, by name of the figure */
export function renderMarkdown({ command, product, machine, load, minutes, packed, figures }: BenchReport, notes: ReadonlyMap<string, string>): string {
  const aimed = figures.filter(({ aim }) => aim !== undefined);
  const grown = figures.filter(({ sizes }) => sizes !== undefined);
  const noted = figures.filter(({ name }) => notes.has(name));
  return [
    '# Benchmarks',
    '',
    'Each figure is a ratio of two jobs measured in turn on the same machine in the same run: below 1 ours is faster.',
    'Ours and peer are medians; the ratio is the median of the ratios pair by pair, with the smallest and largest.',
    'Every figure compares results before it measures: nothing is fast by doing less. Aims are judged here, not in tests.',
    '',
    `- Command: \`${command}\` (numbers also in \`benchmarks.json\`; single figures: \`npm run bench -- <name>\`), ${minutes} minutes`,
    `- Ours: ${product}`,
    `- Machine: ${machine.cores} cores (${machine.cpu}), ${machine.memoryGiB} GiB, ${machine.platform}, Node ${machine.node}; load ${load.before} before, ${load.after} after`,
    `- Aims: ${aimed.filter(({ met }) => met === true).length} of ${aimed.length} met`,
    '',
    '## Figures',
    '',
    '| figure | ours | peer | ours took | peer took | ratio | runs | aim | load |',
    '|---|---|---|---|---|---|---|---|---|',
    ...figures.map(renderRow),
    '',
    '## Growth',
    '',
    `Our time or memory at each size, its ratio to the peer, and the exponent between the first and the last size: 1 is linear, up to ${LINEAR} counts as linear.`,
    '',
    '| figure | sizes: ours (ratio) | exponent | |',
    '|---|---|---|---|',
    ...grown.map(renderGrowth),
    '',
    '## Packed sizes',
    '',
    renderSizes(packed),
    '',
    '## What remains, and why',
    '',
    ...noted.flatMap(({ name }) => [`### ${name}`, '', notes.get(name) ?? '', '']),
  ].join('\n');
}

/** One line, for the page and for the terminal. */
export function renderSizes(packed: readonly PackedSize[]): string {
  if (packed.length === 0) return 'Not packed: the sources were measured.';
  const total = packed.reduce((sum, { kilobytes }) => sum + kilobytes, 0);
  return `${packed.map(({ file, kilobytes }) => `${file} ${kilobytes} kB`).join(', ')}; together ${total} kB`;
}

function renderRow({ name, title, unit, oursIs, peerIs, ours, peer, ratio, min, max, runs, aim, met, load }: FigureResult): string {
  const judged = aim === undefined ? '' : `at most ${aim}: ${met === true ? 'met' : '**not met**'}`;
  return `| ${[name, `${title}: ${oursIs}`, peerIs, `${ours} ${unit}`, `${peer} ${unit}`, `${ratio} (${min}–${max})`, runs, judged, load.join(' to ')].join(' | ')} |`;
}

function renderGrowth({ name, unit, sizes = [], growth = 0 }: FigureResult): string {
  const cells = sizes.map(({ size, ours, ratio }) => `${size}: ${ours.median} ${unit} (${ratio.median})`);
  return `| ${name} | ${cells.join('; ')} | ${growth} | ${growth <= LINEAR ? 'linear or less' : '**above linear**'} |`;
}

export function renderLine({ name, unit, ours, peer, ratio, min, max, runs, aim, met, sizes = [], growth, load }: FigureResult): string {
  const aimed = aim === undefined ? '' : `, aim ${aim} ${met === true ? 'met' : 'not met'}`;
  const grown = growth === undefined ? '' : `, ${sizes.map(({ size, ours: side, ratio: { median } }) => `${size}: ${middle(side)} ${unit} (${median})`).join(', ')}, exponent ${growth}`;
  return `${name}: ours ${ours} ${unit}, peer ${peer} ${unit}, ratio ${ratio} (${min}-${max})${aimed}${grown}, ${runs} runs, load ${load.join(' to ')}`;
}

const middle = ({ median }: Spread): number => median;
