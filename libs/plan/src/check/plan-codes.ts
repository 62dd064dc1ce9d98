// The codes that checkPlan gives.
import type { FindingCode } from '@nx-air/air';

/** In the order of the catalogue; `result_without_output` is given where literals are read, and here only again. */
export const PLAN_CODES = [
  'duplicate_step',
  'unknown_step',
  'duplicate_edge',
  'plan_cycle',
  'dead_step',
  'edge_from_end',
  'guard_never_holds',
  'unknown_variable',
  'unbound_variable',
  'step_not_completed',
  'racy_variable',
  'ambiguous_reference',
  'event_out_of_scope',
  'payload_unguarded',
  'fault_unguarded',
  'unknown_path',
  'option_unguarded',
  'variant_unguarded',
  'map_key_unguarded',
  'type_mismatch',
  'missing_record_field',
  'unknown_record_field',
  'unknown_arm',
  'mixed_items',
  'bad_key_type',
  'operand_type',
  'operator_arity',
  'not_comparable',
  'variable_type_conflict',
  'duplicate_handle',
  'bad_await_handle',
  'await_not_after_emit',
  'handle_awaited_twice',
  'handle_is_opaque',
  'result_missing',
  'no_result_on_path',
] as const satisfies readonly FindingCode[];

/** About children, with AIR 1.1. */
export const CHILD_CODES = ['handle_not_awaited', 'handle_leaves_plan', 'fanout_unbounded', 'fanout_over_bound'] as const satisfies readonly FindingCode[];
