// What measuring a figure gives: one object of spec/benchmarks.json.
import type { Figure } from './figure.ts';
import { growthOf, type Spread } from './statistics.ts';

export interface SizeResult {
  readonly size: number;
  /** Medians, in the unit of the figure. */
  readonly ours: Spread;
  readonly peer: Spread;
  /** Ours / peer, pair by pair. */
  readonly ratio: Spread;
}

export interface FigureResult {
  readonly name: string;
  readonly title: string;
  readonly unit: 'ms' | 'MB';
  readonly oursIs: string;
  readonly peerIs: string;
  /** Medians. */
  readonly ours: number;
  readonly peer: number;
  /** Median, smallest and largest ratio ours / peer of the pairs, at the size the aim is for. */
  readonly ratio: number;
  readonly min: number;
  readonly max: number;
  /** Pairs measured, at each size. */
  readonly runs: number;
  readonly aim?: number;
  readonly met?: boolean;
  /** One-minute load of the machine before the first and after the last pair. */
  readonly load: readonly [number, number];
  readonly sizes?: readonly SizeResult[];
  /** Exponent of our time over the size: 1 is linear. */
  readonly growth?: number;
}

/** @param measured one for each size of the figure, ascending @throws RangeError without any */
export function resultOf(figure: Figure, measured: readonly SizeResult[], runs: number, load: readonly [number, number]): FigureResult {
  const judged = figure.aimAt === undefined ? measured.at(-1) : measured.find(({ size }) => size === figure.aimAt);
  if (judged === undefined) throw new RangeError(`${figure.name} was not measured at ${figure.aimAt ?? 'any size'}`);
  const { ours, peer, ratio } = judged;
  const sized = (text: string): string => text.replaceAll('{size}', String(judged.size));
  return {
    name: figure.name,
    title: sized(figure.title),
    unit: figure.unit ?? 'ms',
    oursIs: sized(figure.oursIs),
    peerIs: sized(figure.peerIs),
    ours: digits(ours.median),
    peer: digits(peer.median),
    ratio: digits(ratio.median),
    min: digits(ratio.min),
    max: digits(ratio.max),
    runs,
    ...(figure.aim === undefined ? {} : { aim: digits(figure.aim), met: ratio.median <= figure.aim }),
    load,
    ...(figure.sizes === undefined ? {} : { sizes: measured.map(rounded), growth: Number(growthOf(measured.map(({ size, ours: { median } }) => [size, median])).toFixed(2)) }),
  };
}

const rounded = ({ size, ...spreads }: SizeResult): SizeResult => ({ size, ours: round(spreads.ours), peer: round(spreads.peer), ratio: round(spreads.ratio) });
const round = ({ median, min, max }: Spread): Spread => ({ median: digits(median), min: digits(min), max: digits(max) });

/** Three significant digits are more than the spread allows, and enough to compare. */
function digits(value: number): number {
  return Number(value.toPrecision(3));
}
