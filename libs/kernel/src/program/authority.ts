// Grants, policy and secrets of a manifest, in the form that the gate reads.
import { DEFAULT_ENFORCER } from '@nx-air/air';
import { hashValue, type JsonObject, type JsonValue } from '@nx-air/canon';
import { encodeValue, evaluate, normaliseValue, parseExpr, scopeOf, termOf, toCanon, type Schemas, type Value } from '@nx-air/plan/runtime';
import { CannotCompile } from './compile-plan.ts';
import type { Definitions } from './definitions.ts';
import { bigintOf, objectOf, objectsOf, textMembers, textOf, textsOf } from './members.ts';
import type { Grant, Policy, Secret } from './program.ts';

export function compileGrants(definitions: Definitions, schemas: Schemas): ReadonlyMap<string, Grant> {
  const grants = new Map<string, Grant>();
  for (const json of objectsOf(objectOf(definitions.manifest, 'defaults'), 'cap_grants')) {
    const grant = compileGrant(json, definitions, schemas);
    grants.set(grant.name, grant);
  }
  return grants;
}

function compileGrant(json: JsonObject, definitions: Definitions, schemas: Schemas): Grant {
  const name = textOf(json, 'name') ?? '';
  const cap = textOf(json, 'cap') ?? '';
  const found = definitions.find('defcap', cap);
  if (!found) throw new CannotCompile(`grant ${name}: unknown defcap ${cap}`);
  const params = grantParams(name, json['params'] ?? null, found.node, schemas);
  const capType = textOf(found.node, 'cap_type') ?? '';
  const expiryNs = bigintOf(json, 'expiry_ns');
  return {
    name,
    cap,
    capType,
    enforcer: textOf(objectOf(found.node, 'enforcer'), 'module') ?? DEFAULT_ENFORCER,
    params,
    expiryNs,
    hash: hashValue({ defcap_ref: cap, cap_type: capType, params_cbor: encodeValue(params), ...(expiryNs === undefined ? {} : { expiry_ns: expiryNs }) }),
  };
}

/** The parameters, typed by the defcap's schema. Option fields may be left out. */
function grantParams(name: string, json: JsonValue, defcap: JsonObject, schemas: Schemas): Value {
  const term = termOf(defcap['schema']);
  const parsed = parseExpr(json);
  const value = parsed.ok ? evaluate(parsed.expr, scopeOf({})) : undefined;
  if (!term || !value?.ok) throw new CannotCompile(`grant ${name}: its params are no literal`);
  const typed = normaliseValue(toCanon(value.value), term, schemas);
  if (!typed.ok) throw new CannotCompile(`grant ${name}: params${typed.fault.path}: expected ${typed.fault.expected}, found ${typed.fault.actual}`);
  return typed.value;
}

export function compilePolicy(definitions: Definitions): Policy | undefined {
  const name = textOf(objectOf(definitions.manifest, 'defaults'), 'policy');
  if (name === undefined) return undefined;
  const found = definitions.find('defpolicy', name);
  if (!found) throw new CannotCompile(`unknown policy ${name}`);
  return {
    name,
    rules: objectsOf(found.node, 'rules').map((rule) => ({
      allows: rule['decision'] === 'allow',
      when: textMembers(objectOf(rule, 'when')),
    })),
  };
}

/** A defsecret is named `alias@version`. */
export function compileSecrets(definitions: Definitions): ReadonlyMap<string, Secret> {
  return new Map(
    definitions.listed('defsecret').map(({ name, node }) => [
      name,
      { bindingId: textOf(node, 'binding_id') ?? '', allowedCaps: textsOf(node, 'allowed_caps'), allowedPlans: textsOf(node, 'allowed_plans') },
    ]),
  );
}
