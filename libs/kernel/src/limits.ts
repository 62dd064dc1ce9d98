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
  /** Size of a value, as `value-bounds.ts` counts it. */
  readonly value_bytes: number;
  /** Limits of one call of a module; a manifest's `defaults.limits` goes before them. */
  readonly module_effects: number;
  readonly module_events: number;
  readonly module_output_bytes: number;
  /** Instructions of one call of a WASM module, as `spec/modules.md` counts them. */
  readonly module_fuel: number;
  /** Stack of one call of a WASM module, in slots: a frame takes 8 and its parameters, locals and operands. */
  readonly module_stack: number;
  /** Greatest memory that a WASM module may declare, in pages of 65,536 bytes. */
  readonly module_memory_pages: number;
  /** Greatest table that a WASM module may declare. */
  readonly module_table_elements: number;
}

export const DEFAULT_LIMITS: Limits = {
  derived_records: 100_000,
  retained_ingress_ids: 100_000,
  retained_settled: 100_000,
  value_depth: 64,
  value_bytes: 4_194_304,
  module_effects: 64,
  module_events: 256,
  module_output_bytes: 1_048_576,
  module_fuel: 1_000_000_000,
  module_stack: 32_768,
  module_memory_pages: 256,
  module_table_elements: 4_096,
};
