// What the checks read: one plan with the definitions around it.
import type { Origin, PlanGaps, Related } from '@nx-air/air';
import type { JsonObject } from '@nx-air/canon';
import type { Type } from './expr/type.ts';
import type { Schemas } from './schemas.ts';
import type { Term } from './terms.ts';

/** An effect kind; a term is undefined where its schema is unknown, which is reported elsewhere. */
export interface EffectView {
  readonly paramsTerm: Term | undefined;
  readonly receiptTerm: Term | undefined;
  readonly capType: string;
}

/** One plan and what its names resolve to. The same for a pack checked alone and for a plan of a world. */
export interface PlanView {
  /** The plan after the typed round trip, literals normalised (`MergedDef.normalized`). */
  readonly plan: JsonObject;
  /** What could not be read of it; absent where it is whole. */
  readonly gaps?: PlanGaps;
  readonly origin: Origin;
  readonly schemas: Schemas;
  effectByKind(kind: string): EffectView | undefined;
  /** Names of the schemas of another plan. */
  planByName(name: string): { readonly input: string; readonly output: string | undefined } | undefined;
  /** Set where a trigger with `correlate_by` starts the plan. */
  readonly correlation?: CorrelationView;
}

/** What is known of `@var:correlation_id`. */
export interface CorrelationView {
  /** Unknown when undefined. */
  readonly type: Type | undefined;
  /** What starts the plan without it, so that it has no value at first; absent where every run has one. */
  readonly missing?: { readonly actual: string; readonly related: readonly Related[] };
}
