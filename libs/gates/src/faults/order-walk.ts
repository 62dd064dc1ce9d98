// Every order of a few copies as a walk over a tree: what orders have in common is run once, and each goes on from a mark behind it.
import { compareBytes } from '@nx-air/canon';
import { Copies } from './copies.ts';
import { areOfTwo, endless, MOST_STEPS, runOrder, type Order } from './run-order.ts';
import type { Script } from './script.ts';
import { attempt, type Sweep } from './sweep.ts';

/** The orders of so many copies of a run, one by one. */
export interface Walk {
  readonly copies: number;
  readonly orders: number;
  /** 0 when these are all there are; otherwise at least so many more were not run. */
  readonly left: number;
}

/** One order of so many is run from nothing as well: bytes and verdict must be those of the walk. */
const RUN_ALONE = 997;

/** Depth first, up to `most` orders; copies begin in their order, as they differ in nothing but their names. */
export async function walkOrders({ reference }: Pick<Sweep, 'reference'>, script: Script, count: number, most: number, found: (order: Order) => void): Promise<Walk> {
  let [orders, left] = [0, 0];
  await visit(await Copies.open(reference, script, count), { taken: [], widths: [], isConcurrent: count === 1 });
  return { copies: count, orders, left };

  async function visit(copies: Copies, path: Path): Promise<void> {
    const choices = copies.choicesInTurn();
    if (choices.length === 0 || copies.wrong !== undefined) return end(copies, path, await copies.judgeEnds());
    if (path.taken.length === MOST_STEPS) return end(copies, path, endless());
    for (const [at, choice] of choices.entries()) {
      if (orders >= most) return;
      const next: Path = { taken: [...path.taken, at], widths: [...path.widths, choices.length], isConcurrent: path.isConcurrent || areOfTwo(choices) };
      const child = at === choices.length - 1 ? copies : await copies.fork();
      const message = await attempt(async () => void (await child.takeTwice(choice)));
      await (message === undefined ? visit(child, next) : end(child, next, message));
    }
  }

  async function end(copies: Copies, path: Path, message: string | undefined): Promise<void> {
    const order: Order = { copies: count, message, ...path, bytes: copies.journal.bytes };
    const wrong = message ?? (orders % RUN_ALONE === 0 ? await differsAlone(order) : undefined);
    orders += 1;
    left = leftBehind(path);
    found({ ...order, message: wrong });
  }

  async function differsAlone({ taken, bytes }: Order): Promise<string | undefined> {
    const alone = await runOrder({ reference }, script, count, (_choices, step) => taken[step] ?? 0, { inTurn: true });
    if (alone.message !== undefined) return `run from its beginning: ${alone.message}`;
    return compareBytes(alone.bytes, bytes) === 0 ? undefined : 'expected the journal of the same order run from its beginning';
  }
}

type Path = Pick<Order, 'taken' | 'widths' | 'isConcurrent'>;

/** Choices that nobody has taken yet on the way that was walked last: each leads to one more order at least. */
function leftBehind({ taken, widths }: Path): number {
  return taken.reduce((sum, choice, at) => sum + (widths[at] ?? 0) - 1 - choice, 0);
}
