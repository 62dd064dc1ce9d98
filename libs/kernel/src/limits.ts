// The bounds that are part of a journal's runtime profile: changing one changes what is derived.

export interface Limits {
  /** Records derived from one ingress record; reached between two steps, deliveries or calls (10.19). */
  readonly derived_records: number;
  /** Ids of external events that are remembered, oldest forgotten first (10.14). */
  readonly retained_ingress_ids: number;
  /** Settled intents, and settled idempotency keys, that are remembered, oldest forgotten first (10.13, 10.14). */
  readonly retained_settled: number;
  /** Nesting of lists, records, maps and variants in a value. */
  readonly value_depth: number;
  /** Limits of one call of a module; a manifest's `defaults.limits` goes before them. */
  readonly module_effects: number;
  readonly module_events: number;
  readonly module_output_bytes: number;
}

export const DEFAULT_LIMITS: Limits = {
  derived_records: 100_000,
  retained_ingress_ids: 100_000,
  retained_settled: 100_000,
  value_depth: 64,
  module_effects: 64,
  module_events: 256,
  module_output_bytes: 1_048_576,
};
