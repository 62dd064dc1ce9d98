// Cap enforcers: they see the grant's parameters and the effect's, and allow or deny.
import { DEFAULT_ENFORCER } from '@nx-air/air';
import type { Value } from '@nx-air/plan/runtime';
import { ModuleTrap } from '../module/scripted.ts';
import type { FaultInfo } from '../record.ts';
import { TypeMismatch } from './typed-fields.ts';

/** What `sys/CapCheckInput@1` says, with typed values in place of bytes. */
export interface CapCheck {
  readonly capDef: string;
  readonly grantName: string;
  readonly capParams: Value;
  readonly effectKind: string;
  readonly effectParams: Value;
  readonly origin: { readonly kind: string; readonly name: string };
  readonly logicalNowNs: bigint;
}

/** A pure function of its argument. Undefined allows; `ModuleTrap` is a trap, and a trap is a denial. */
export type Enforcer = (check: CapCheck) => FaultInfo | undefined;

/** By the name in `defcap.enforcer.module`. `sys/CapAllowAll@1` is built into the gate. */
export type Enforcers = ReadonlyMap<string, Enforcer>;

/** Every other exception is a fault of the host: one machine runs out of stack where another does not, and a record may not depend on it. */
export function enforce(name: string, check: CapCheck, enforcers: Enforcers): FaultInfo | undefined {
  if (name === DEFAULT_ENFORCER) return undefined;
  const enforcer = enforcers.get(name);
  if (!enforcer) return { code: 'enforcer_missing', message: `this kernel has no enforcer ${name}` };
  try {
    return enforcer(check);
  } catch (error) {
    if (!(error instanceof ModuleTrap) && !(error instanceof TypeMismatch)) throw error;
    return { code: 'enforcer_trap', message: `${name} failed` };
  }
}
