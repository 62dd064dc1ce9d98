// Places boxes and lines of a layered graph with dagre.
import { Graph, layout as place } from '@dagrejs/dagre';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** By position: `from` and `to` are indices of boxes. `label` is the room that the text of the line needs. */
export interface LineRequest {
  readonly from: number;
  readonly to: number;
  readonly label?: Size;
}

export interface PlacedBox extends Size {
  /** Upper left corner. */
  readonly x: number;
  readonly y: number;
}

export interface PlacedLine {
  /** From the border of one box to that of the other. */
  readonly points: readonly Point[];
  /** Centre of the label. */
  readonly label?: Point;
}

export interface Layout extends Size {
  readonly boxes: readonly PlacedBox[];
  readonly lines: readonly PlacedLine[];
}

/** What dagre adds to a label; its own types do not resolve under Node's rules. */
interface Placement {
  readonly x?: number;
  readonly y?: number;
  readonly points?: readonly Point[];
}

const MARGIN = 24;

/** Top to bottom, in whole pixels: the same request gives the same layout on every machine. Pairs of boxes are unique. */
export function layOut(boxes: readonly Size[], lines: readonly LineRequest[]): Layout {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 36, edgesep: 24, ranksep: 40, marginx: MARGIN, marginy: MARGIN });
  // Ids of steps are text by others; dagre keeps nodes in plain objects, so it only sees numbers.
  for (const [index, { width, height }] of boxes.entries()) graph.setNode(nameOf(index), { width, height });
  for (const { from, to, label } of lines) {
    graph.setEdge(nameOf(from), nameOf(to), { width: label?.width ?? 0, height: label?.height ?? 0, labelpos: 'c', labeloffset: 0 });
  }
  place(graph);
  const size: Partial<Size> = graph.graph();
  const placed = boxes.map(({ width, height }, index): PlacedBox => {
    const { x = 0, y = 0 }: Placement = graph.node(nameOf(index));
    return { width, height, x: Math.round(x - width / 2), y: Math.round(y - height / 2) };
  });
  return {
    width: Math.ceil(size.width ?? 0),
    height: Math.ceil(size.height ?? 0),
    boxes: placed,
    lines: lines.map(({ from, to, label }) => {
      const { points = [], x, y }: Placement = graph.edge(nameOf(from), nameOf(to));
      const rounded = attach(points.map((point) => ({ x: Math.round(point.x), y: Math.round(point.y) })), placed[from], placed[to]);
      return label === undefined || x === undefined || y === undefined
        ? { points: rounded }
        : { points: rounded, label: { x: Math.round(x), y: Math.round(y) } };
    }),
  };
}

const nameOf = (index: number): string => `n${index}`;

/** Room between the corner of a box and a line. */
const CORNER = 14;

/** Lines leave at the bottom of a box and arrive at its top; dagre lets them pass through the sides. */
function attach(points: readonly Point[], from: PlacedBox | undefined, to: PlacedBox | undefined): readonly Point[] {
  const [second, last] = [points[1], points.at(-2)];
  if (!from || !to || !second || !last) return points;
  const within = (x: number, box: PlacedBox): number => Math.round(Math.min(Math.max(x, box.x + CORNER), box.x + box.width - CORNER));
  return [{ x: within(second.x, from), y: from.y + from.height }, ...points.slice(1, -1), { x: within(last.x, to), y: to.y }];
}
