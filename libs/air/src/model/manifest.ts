// The manifest: what a world runs, and with which authority.
import type { Hash } from '@nx-air/canon';
import type { Expr, ExprOrValue } from './expr.ts';
import type { AirInteger, ValueLiteral } from './value-literal.ts';

export interface NamedRef {
  readonly name: string;
  /** All zeros until the reference is filled. */
  readonly hash: Hash;
}

/** The older, inline form of a secret. AOS types it and then refuses to load it. */
export interface SecretDecl {
  readonly alias: string;
  readonly version: AirInteger;
  readonly binding_id: string;
  readonly expected_digest?: Hash;
  readonly policy?: { readonly allowed_caps?: readonly string[]; readonly allowed_plans?: readonly string[] };
}

export interface CapGrant {
  readonly name: string;
  readonly cap: string;
  readonly params: ValueLiteral;
  readonly expiry_ns?: AirInteger;
}

/** Limits of one call of a module. Ours alone: AOS drops them. */
export interface ModuleLimits {
  readonly effects?: AirInteger;
  readonly events?: AirInteger;
  readonly output_bytes?: AirInteger;
}

export interface ManifestDefaults {
  readonly policy?: string;
  readonly cap_grants?: readonly CapGrant[];
  readonly limits?: ModuleLimits;
}

export interface Trigger {
  readonly event: string;
  readonly plan: string;
  readonly correlate_by?: string;
  /** Needs AIR 1.1. */
  readonly when?: Expr;
  /** Needs AIR 1.1. */
  readonly input_expr?: ExprOrValue;
}

export interface Routing {
  readonly events?: readonly { readonly event: string; readonly reducer: string; readonly key_field?: string }[];
  readonly inboxes?: readonly { readonly source: string; readonly reducer: string }[];
}

/** The seven lists of references, in the order AOS declares them. */
export const MANIFEST_LISTS = ['schemas', 'modules', 'plans', 'effects', 'caps', 'policies', 'secrets'] as const;
export type ManifestList = (typeof MANIFEST_LISTS)[number];

export interface Manifest {
  readonly $kind: 'manifest';
  readonly air_version: string;
  readonly schemas: readonly NamedRef[];
  readonly modules: readonly NamedRef[];
  readonly plans: readonly NamedRef[];
  readonly effects?: readonly NamedRef[];
  readonly caps: readonly NamedRef[];
  readonly policies: readonly NamedRef[];
  readonly secrets?: readonly (NamedRef | SecretDecl)[];
  readonly defaults?: ManifestDefaults;
  readonly module_bindings?: Readonly<Record<string, { readonly slots?: Readonly<Record<string, string>> }>>;
  readonly routing?: Routing;
  readonly triggers?: readonly Trigger[];
}
