// Runs both sides of a figure in turn, so that a change in the machine's speed hits both alike.
import type { Contest, Figure } from './figure.ts';
import { readLoad } from './machine.ts';
import { resultOf, type FigureResult, type SizeResult } from './result.ts';
import { pairRatios, spread } from './statistics.ts';

export const LEAST_RUNS = 7;

/** @param folderOf an empty folder for each size @throws what `prepare` throws; RangeError for fewer runs than are worth a median */
export async function measureFigure(figure: Figure, root: string, runs: number, folderOf: (size: number) => string): Promise<FigureResult> {
  const before = readLoad();
  const measured: SizeResult[] = [];
  for (const size of figure.sizes ?? [1]) {
    const contest = await figure.prepare(folderOf(size), root, size);
    try {
      measured.push(await runContest(contest, size, runs));
    } finally {
      await contest.close?.();
    }
  }
  return resultOf(figure, measured, runs, [before, readLoad()]);
}

/** One warm-up of each side, then `runs` pairs; who goes first alternates. */
export async function runContest({ ours, peer }: Contest, size: number, runs: number): Promise<SizeResult> {
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
  return { size, ours: spread(oursSamples), peer: spread(peerSamples), ratio: pairRatios(oursSamples, peerSamples) };
}
