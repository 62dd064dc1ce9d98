// Layouts: layers from top to bottom, room for labels, no overlap, size of real plans and beyond.
import { describe, expect, it } from 'vitest';
import { layOut, type PlacedBox, type Size } from '../../src/picture/layout.ts';

const BOX: Size = { width: 120, height: 40 };
const boxes = (count: number): Size[] => Array.from({ length: count }, () => BOX);

const overlaps = (a: PlacedBox, b: PlacedBox): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('layOut', () => {
  it('puts a step below every step before it', () => {
    const lines = [[0, 1], [0, 2], [1, 3], [2, 3]].map(([from = 0, to = 0]) => ({ from, to }));
    const { boxes: placed } = layOut(boxes(4), lines);
    for (const { from, to } of lines) expect(placed[to]!.y).toBeGreaterThanOrEqual(placed[from]!.y + BOX.height);
  });

  it('keeps boxes apart and inside the picture', () => {
    const lines = Array.from({ length: 30 }, (_, index) => ({ from: index >> 1, to: index + 1 }));
    const { width, height, boxes: placed } = layOut(boxes(31), lines);
    placed.forEach((a, index) => placed.slice(index + 1).forEach((b) => expect(overlaps(a, b)).toBe(false)));
    for (const { x, y } of placed) {
      expect([x >= 0, y >= 0, x + BOX.width <= width, y + BOX.height <= height]).toEqual([true, true, true, true]);
    }
  });

  it('leaves room for the text of a line', () => {
    const [bare, labelled] = [{}, { label: { width: 200, height: 60 } }].map((extra) => layOut(boxes(2), [{ from: 0, to: 1, ...extra }]));
    expect(labelled!.height).toBeGreaterThanOrEqual(bare!.height + 60);
    expect(labelled!.lines[0]!.label).toBeDefined();
    expect(bare!.lines[0]!.label).toBeUndefined();
  });

  it.each([0, 1])('takes %i boxes', (count) => {
    expect(layOut(boxes(count), []).boxes).toHaveLength(count);
  });

  it('answers the same twice', () => {
    const request = [boxes(9), [1, 2, 3, 4, 5, 6, 7, 8].map((to) => ({ from: Math.floor(to / 3), to }))] as const;
    expect(layOut(...request)).toEqual(layOut(...request));
  });

  it('lays out a plan of 1,000 steps in a row', () => {
    const lines = Array.from({ length: 999 }, (_, from) => ({ from, to: from + 1 }));
    const { boxes: placed } = layOut(boxes(1000), lines);
    expect(placed.at(-1)!.y).toBeGreaterThan(placed[0]!.y + 999 * BOX.height);
  });
});
