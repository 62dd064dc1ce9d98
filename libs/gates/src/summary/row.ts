// One plan or module in a summary while it is being counted.
import type { Bounds } from './bounds.ts';
import { shortName } from './bounds.ts';
import { Tally } from './counters.ts';
import { DurationSketch } from './waiting-times.ts';

export type RowKind = 'plan' | 'workflow' | 'module';

/** What an instance waited for. `step` is absent where records do not name it. */
export interface AwaitLabel {
  /** `receipt`: of an effect emitted by `step`; `event`: of schema `what`; `child`: a run of plan `what` spawned by `step`. */
  readonly on: 'receipt' | 'event' | 'child';
  readonly step?: string;
  readonly what: string;
}

export interface ChildCounts {
  started: number;
  ok: number;
  error: number;
  /** How often the step spawned: each time one child or a list of them. */
  spawns: number;
  /** Of those, how many had no child left that runs while their parent still did: what a barrier waits for. */
  joined: number;
}

/** Under this name everything is pooled that is beyond a bound. */
export const OTHERS = '(others)';

export class Row {
  kind: RowKind;
  readonly name: string;
  readonly tally = new Tally();
  readonly waits = new Map<string, { readonly label: AwaitLabel; readonly sketch: DurationSketch }>();
  /** By spawning step and plan. */
  readonly children = new Map<string, { readonly step: string; readonly plan: string; readonly counts: ChildCounts }>();
  /** Codes of instances that ended in error and of module faults. */
  readonly errors = new Map<string, number>();
  /** Records by step: what pictures of plans are annotated with. */
  readonly steps = new Map<string, Record<StepCount, number>>();
  readonly #most: number;

  constructor(kind: RowKind, name: string, { perRow }: Pick<Bounds, 'perRow'>) {
    this.kind = kind;
    this.name = name;
    this.#most = perRow;
  }

  waited(label: AwaitLabel, ns: bigint): void {
    const given: AwaitLabel = { on: label.on, ...(label.step !== undefined && { step: shortName(label.step) }), what: shortName(label.what) };
    const known = bounded(this.waits, JSON.stringify([given.on, given.step, given.what]), this.#most, (isOther) => ({ label: isOther ? { on: given.on, what: OTHERS } : given, sketch: new DurationSketch() }), `${OTHERS} ${given.on}`);
    known.sketch.add(ns);
  }

  childrenOf(step: string, plan: string): ChildCounts {
    const [from, of] = [shortName(step), shortName(plan)];
    return bounded(this.children, JSON.stringify([from, of]), this.#most, (isOther) => ({ step: isOther ? OTHERS : from, plan: isOther ? OTHERS : of, counts: { started: 0, ok: 0, error: 0, spawns: 0, joined: 0 } })).counts;
  }

  failed(code: string): void {
    const name = shortName(code);
    const key = this.errors.has(name) || this.errors.size < this.#most ? name : OTHERS;
    this.errors.set(key, (this.errors.get(key) ?? 0) + 1);
  }

  atStep(step: string, what: StepCount, by = 1): void {
    const counts = bounded(this.steps, shortName(step), this.#most, () => ({ emitted: 0, denied: 0, settled: 0, failed_receipts: 0, raised: 0, children: 0, errors: 0 }));
    counts[what] += by;
  }
}

/** Of one step: intents, refused effects, receipts of running instances, those that were not ok, events, children, instances that ended in error there. */
export type StepCount = 'emitted' | 'denied' | 'settled' | 'failed_receipts' | 'raised' | 'children' | 'errors';

function bounded<V>(entries: Map<string, V>, key: string, most: number, make: (isOther: boolean) => V, others = OTHERS): V {
  const known = entries.get(key);
  if (known !== undefined) return known;
  const isOther = entries.size >= most;
  const kept = isOther ? entries.get(others) : undefined;
  if (kept !== undefined) return kept;
  const made = make(isOther);
  entries.set(isOther ? others : key, made);
  return made;
}
