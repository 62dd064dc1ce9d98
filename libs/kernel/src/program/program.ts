// What a manifest means to a running kernel: looked up, parsed and ordered once.
import type { Hash } from '@nx-air/canon';
import type { Expr, Schemas, Term, Value } from '@nx-air/plan/runtime';
import type { Limits } from '../limits.ts';
import type { CallableModule } from '../module/host.ts';
import type { CompiledPlan } from './plan.ts';

export interface EffectKind {
  readonly kind: string;
  readonly capType: string;
  readonly params: Term;
  readonly receipt: Term;
}

export interface Grant {
  readonly name: string;
  /** Name of the defcap. */
  readonly cap: string;
  readonly capType: string;
  readonly enforcer: string;
  readonly params: Value;
  readonly expiryNs: bigint | undefined;
  /** AOS: hash of {defcap_ref, cap_type, params_cbor, expiry_ns?}. */
  readonly hash: Hash;
}

export interface PolicyRule {
  readonly allows: boolean;
  /** Member of `when` and the text that it asks for. */
  readonly when: readonly (readonly [member: string, wanted: string])[];
}

export interface Policy {
  readonly name: string;
  readonly rules: readonly PolicyRule[];
}

export interface Secret {
  readonly bindingId: string;
  /** Empty: any. */
  readonly allowedCaps: readonly string[];
  /** Empty: any. */
  readonly allowedPlans: readonly string[];
}

export interface Trigger {
  /** Position among the manifest's triggers. */
  readonly index: number;
  readonly plan: CompiledPlan;
  readonly correlateBy: readonly string[] | undefined;
  readonly when: Expr | undefined;
  readonly inputExpr: Expr | undefined;
}

export interface Module {
  readonly name: string;
  readonly kind: 'reducer' | 'workflow';
  /** Hash of the defmodule. */
  readonly hash: Hash;
  readonly wasmHash: string;
  readonly state: Term;
  readonly event: Term;
  readonly key: Term | undefined;
  /** Whether it asks for a `sys/ReducerContext@1`. */
  readonly wantsContext: boolean;
  /** `effects_emitted`: empty for reducers. */
  readonly effects: ReadonlySet<string>;
  /** Names in `cap_slots`. */
  readonly slots: ReadonlySet<string>;
}

/** A module that is asked for an answer and keeps nothing. */
export interface PureModule extends CallableModule {
  readonly kind: 'pure';
  /** Whether it asks for a `sys/PureContext@1`. */
  readonly wantsContext: boolean;
}

/** One event that reaches one module. */
export interface Route {
  readonly module: Module;
  readonly keyField: readonly string[] | undefined;
  /** The arm of the module's event schema that this event is; undefined when it is that schema itself. */
  readonly arm: string | undefined;
}

export interface Program {
  readonly manifestHash: Hash;
  readonly schemas: Schemas;
  /** Whether a schema is listed or built in: only these are known as events. */
  isEvent(schema: string): boolean;
  readonly plans: ReadonlyMap<string, CompiledPlan>;
  readonly effects: ReadonlyMap<string, EffectKind>;
  readonly grants: ReadonlyMap<string, Grant>;
  readonly policy: Policy | undefined;
  /** By `alias@version`. */
  readonly secrets: ReadonlyMap<string, Secret>;
  /** By event schema, in the order of 10.19. */
  readonly triggers: ReadonlyMap<string, readonly Trigger[]>;
  readonly routes: ReadonlyMap<string, readonly Route[]>;
  /** Those that events are routed to. */
  readonly modules: ReadonlyMap<string, Module>;
  /** Grants by module, then slot: `module_bindings`. */
  readonly bindings: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Listed ones, by name. */
  readonly pureModules: ReadonlyMap<string, PureModule>;
  /** `defaults.limits` of the manifest. */
  readonly moduleLimits: Partial<Pick<Limits, 'module_effects' | 'module_events' | 'module_output_bytes'>>;
}
