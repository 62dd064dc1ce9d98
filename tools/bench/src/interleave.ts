// Runs both sides of a figure in turn, so that a change in the machine's speed hits both alike.
import type { Contest, Figure } from './figure.ts';
import { pairRatios, spread, type Spread } from './statistics.ts';

export const LEAST_RUNS = 7;

export interface FigureResult {
  readonly name: string;
  readonly title: string;
  /** Of what each side took; milliseconds by default. */
  readonly unit?: 'MB';
  /** What each side does, and what it took. */
  readonly ours: Spread & { readonly is: string };
  readonly peer: Spread & { readonly is: string };
  /** Ours / peer, pair by pair. */
  readonly ratio: Spread;
  readonly runs: number;
  readonly aim?: number;
  readonly met?: boolean;
}

/** One warm-up of each side, then `runs` pairs; who goes first alternates. */
export async function runContest(figure: Figure, { ours, peer }: Contest, runs: number): Promise<FigureResult> {
  if (runs < LEAST_RUNS) throw new RangeError(`${runs} runs; at least ${LEAST_RUNS}`);
  await ours();
  await peer();
  const oursSamples: number[] = [];
  const peerSamples: number[] = [];
  const measureOurs = async () => void oursSamples.push(await ours());
  const measurePeer = async () => void peerSamples.push(await peer());
  for (let pair = 0; pair < runs; pair += 1) {
    for (const measure of pair % 2 === 0 ? [measureOurs, measurePeer] : [measurePeer, measureOurs]) await measure();
  }
  const ratio = pairRatios(oursSamples, peerSamples);
  return {
    name: figure.name,
    title: figure.title,
    ...(figure.unit === undefined ? {} : { unit: figure.unit }),
    ours: { is: figure.oursIs, ...spread(oursSamples) },
    peer: { is: figure.peerIs, ...spread(peerSamples) },
    ratio,
    runs,
    ...(figure.aim === undefined ? {} : { aim: figure.aim, met: ratio.median <= figure.aim }),
  };
}
