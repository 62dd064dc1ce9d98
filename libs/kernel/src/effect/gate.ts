// The one way for an effect to come about (10.7): both kinds of origin, always in this order.
import type { Hash } from '@nx-air/canon';
import type { Value } from '@nx-air/plan/runtime';
import type { Draft } from '../draft.ts';
import type { EffectKind, Grant, Program } from '../program/program.ts';
import type { CapDecision, FaultInfo, Origin, PolicyDecision } from '../record.ts';
import type { Limits } from '../limits.ts';
import type { ModuleHost } from '../module/host.ts';
import { enforce, type Enforcers } from './enforcer.ts';
import { enforceByModule } from './enforcers/by-module.ts';
import { decide } from './policy.ts';
import { refuseSecret, secretsIn } from './secrets.ts';

/** An effect whose kind is known and whose parameters are normalised: what comes before is structural (10.8). */
export interface EffectRequest {
  readonly intentId: Hash;
  readonly effect: EffectKind;
  readonly params: Value;
  readonly capName: string;
  /** Why there is no such grant, for a slot that is bound to none. */
  readonly unbound?: FaultInfo;
  readonly origin: Origin;
  /** The program of the origin, whose schemas type the parameters. */
  readonly program: Program;
}

/** Grants, policy and secrets are always the current ones, so that revocation works (10.21). */
export interface Authority {
  readonly program: Program;
  /** Before modules of the world with the same names. */
  readonly enforcers: Enforcers;
  readonly modules: ModuleHost;
  readonly limits: Limits;
  readonly cause: number;
  readonly logicalNow: bigint;
}

export type GateVerdict =
  | { readonly allowed: true; readonly records: readonly [CapDecision, PolicyDecision] }
  | {
      readonly allowed: false;
      readonly code: 'cap_denied' | 'policy_denied';
      readonly message: string;
      readonly records: readonly (CapDecision | PolicyDecision)[];
    };

export function passGate(request: EffectRequest, authority: Authority): GateVerdict {
  const cap = decideCap(request, authority);
  if (cap.deny) return { allowed: false, code: 'cap_denied', message: `${cap.deny.code}: ${cap.deny.message}`, records: [cap] };
  const policy = decidePolicy(request, authority.program);
  if (policy.decision === 'allow') return { allowed: true, records: [cap, policy] };
  return { allowed: false, code: 'policy_denied', message: policyMessage(request, policy), records: [cap, policy] };
}

function decideCap(request: EffectRequest, authority: Authority): CapDecision {
  const { effect, capName, origin, params, program } = request;
  const grant = request.unbound ? undefined : authority.program.grants.get(capName);
  const secret = refuseSecret(secretsIn(params, effect.params, program.schemas), capName, origin, authority.program);
  if (secret) return capDecision(request, grant, 'secret', secret);
  if (!grant) return capDecision(request, grant, 'grant', request.unbound ?? { code: 'grant_missing', message: `no grant ${capName}` });
  if (grant.capType !== effect.capType) {
    return capDecision(request, grant, 'grant', { code: 'cap_type_differs', message: `${effect.kind} needs cap type ${effect.capType}, grant ${capName} has ${grant.capType}` });
  }
  if (grant.expiryNs !== undefined && authority.logicalNow >= grant.expiryNs) {
    return capDecision(request, grant, 'expiry', { code: 'grant_expired', message: `grant ${capName} expired at ${grant.expiryNs}` });
  }
  return capDecision(request, grant, 'enforcer', enforceGrant(request, grant, authority));
}

/** Denied exactly when there is something to deny it for. */
function capDecision({ intentId, effect, capName, origin }: EffectRequest, grant: Grant | undefined, stage: CapDecision['stage'], deny: FaultInfo | undefined): CapDecision {
  const record: Draft<CapDecision> = { k: 'cap_decision', intent_id: intentId, effect_kind: effect.kind, cap_name: capName, cap_type: effect.capType, origin, stage, decision: deny ? 'deny' : 'allow' };
  if (deny) record.deny = deny;
  if (grant) {
    record.grant_hash = grant.hash;
    record.enforcer = grant.enforcer;
    if (grant.expiryNs !== undefined) record.expiry_ns = grant.expiryNs;
  }
  return record;
}

function enforceGrant({ effect, params, origin }: EffectRequest, grant: Grant, authority: Authority): FaultInfo | undefined {
  const { enforcers, program, logicalNow } = authority;
  const check = {
    capDef: grant.cap,
    grantName: grant.name,
    capParams: grant.params,
    effectKind: effect.kind,
    effectParams: params,
    origin: { kind: origin.kind, name: origin.name },
    logicalNowNs: logicalNow,
  };
  const module = enforcers.has(grant.enforcer) ? undefined : program.pureModules.get(grant.enforcer);
  if (!module) return enforce(grant.enforcer, check, enforcers);
  return enforceByModule(module, check, { ...authority, schemas: program.schemas, manifestHash: program.manifestHash });
}

function decidePolicy({ intentId, effect, capName, origin }: EffectRequest, { policy }: Program): PolicyDecision {
  const subject = { effectKind: effect.kind, capName, capType: effect.capType, originKind: origin.kind, originName: origin.name };
  const { allows, rule } = decide(policy, subject);
  const record: Draft<PolicyDecision> = { k: 'policy_decision', intent_id: intentId, effect_kind: effect.kind, cap_name: capName, origin, decision: allows ? 'allow' : 'deny' };
  if (policy) record.policy = policy.name;
  if (rule !== undefined) record.rule = rule;
  return record;
}

function policyMessage({ effect, capName, origin }: EffectRequest, { policy, rule }: PolicyDecision): string {
  const what = `${effect.kind} through ${capName} by ${origin.name}`;
  if (policy === undefined) return `the world has no policy: ${what}`;
  return rule === undefined ? `no rule of ${policy} matches ${what}` : `rule ${rule} of ${policy} denies ${what}`;
}
