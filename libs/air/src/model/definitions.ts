// Every definition but plans and manifests.
import type { Hash } from '@nx-air/canon';
import type { TypeExpr } from './type-expr.ts';

export const MODULE_KINDS = ['reducer', 'pure', 'workflow'] as const;
export type ModuleKind = (typeof MODULE_KINDS)[number];

/** Kept for hash compatibility; not enforced for plans and workflow modules. */
export const ORIGIN_SCOPES = ['reducer', 'plan', 'both'] as const;
export type OriginScope = (typeof ORIGIN_SCOPES)[number];

export const POLICY_DECISIONS = ['allow', 'deny'] as const;
export type PolicyDecision = (typeof POLICY_DECISIONS)[number];

/** `workflow` is ours: only plans and workflow modules emit effects. */
export const ORIGIN_KINDS = ['plan', 'reducer', 'workflow'] as const;
export type OriginKind = (typeof ORIGIN_KINDS)[number];

export interface DefSchema {
  readonly $kind: 'defschema';
  readonly name: string;
  readonly type: TypeExpr;
}

/** Shared by reducers and workflow modules. */
export interface StatefulAbi {
  readonly state: string;
  readonly event: string;
  readonly context?: string;
  readonly annotations?: string;
  readonly effects_emitted?: readonly string[];
  /** Slot name to capability type. */
  readonly cap_slots?: Readonly<Record<string, string>>;
}
export interface PureAbi {
  readonly input: string;
  readonly output: string;
  readonly context?: string;
}

export interface DefModule {
  readonly $kind: 'defmodule';
  readonly name: string;
  readonly module_kind: ModuleKind;
  /** All zeros in authored modules; filled in memory once the module is built. */
  readonly wasm_hash: Hash;
  readonly key_schema?: string;
  readonly abi: { readonly reducer?: StatefulAbi; readonly pure?: PureAbi; readonly workflow?: StatefulAbi };
}

export interface DefCap {
  readonly $kind: 'defcap';
  readonly name: string;
  readonly cap_type: string;
  readonly schema: TypeExpr;
  readonly enforcer: { readonly module: string };
}

export interface PolicyMatch {
  readonly effect_kind?: string;
  readonly cap_name?: string;
  readonly cap_type?: string;
  readonly origin_kind?: OriginKind;
  readonly origin_name?: string;
}
export interface DefPolicy {
  readonly $kind: 'defpolicy';
  readonly name: string;
  readonly rules: readonly { readonly when: PolicyMatch; readonly decision: PolicyDecision }[];
}

export interface DefSecret {
  readonly $kind: 'defsecret';
  readonly name: string;
  readonly binding_id: string;
  readonly expected_digest?: Hash;
  readonly allowed_caps?: readonly string[];
  readonly allowed_plans?: readonly string[];
}

export interface DefEffect {
  readonly $kind: 'defeffect';
  readonly name: string;
  readonly kind: string;
  readonly params_schema: string;
  readonly receipt_schema: string;
  readonly cap_type: string;
  readonly origin_scope: OriginScope;
}
