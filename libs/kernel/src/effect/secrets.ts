// Secret references in the parameters of an effect, and who may use them.
import type { Schemas, Term, Value } from '@nx-air/plan/runtime';
import type { Program } from '../program/program.ts';
import type { FaultInfo, Origin } from '../record.ts';

export interface SecretUse {
  readonly alias: string;
  readonly version: bigint;
}

const SECRET_REF = 'sys/SecretRef@1';

/** Every value that the schema says is a `sys/SecretRef@1`, in the order of the schema's fields. */
export function secretsIn(value: Value, term: Term, schemas: Schemas): readonly SecretUse[] {
  if (term.kind === 'ref' && term.name === SECRET_REF && value.t === 'record') {
    const alias = value.v.get('alias');
    const version = value.v.get('version');
    return alias?.t === 'text' && version?.t === 'nat' ? [{ alias: alias.v, version: version.v }] : [];
  }
  // Follows one reference at a time: opening all of them at once would skip the name looked for.
  if (term.kind === 'ref') {
    const named = schemas.named(term.name);
    return named ? secretsIn(value, named, schemas) : [];
  }
  switch (term.kind) {
    case 'record':
      return value.t === 'record' ? [...term.fields].flatMap(([name, field]) => secretsIn(value.v.get(name) ?? { t: 'null' }, field, schemas)) : [];
    case 'variant': {
      const arm = value.t === 'variant' ? term.arms.get(value.tag) : undefined;
      return value.t === 'variant' && arm ? secretsIn(value.value, arm, schemas) : [];
    }
    case 'list':
    case 'set':
      return value.t === 'list' || value.t === 'set' ? value.v.flatMap((item) => secretsIn(item, term.item, schemas)) : [];
    case 'option':
      return value.t === 'null' ? [] : secretsIn(value, term.item, schemas);
    case 'map':
      return value.t === 'map' ? value.v.flatMap(([, item]) => secretsIn(item, term.value, schemas)) : [];
    default:
      return [];
  }
}

/** The first use that is not allowed. `allowed_plans` names plans: a module is never among them. */
export function refuseSecret(uses: readonly SecretUse[], capName: string, origin: Origin, { secrets }: Program): FaultInfo | undefined {
  for (const { alias, version } of uses) {
    const name = `${alias}@${version}`;
    const secret = secrets.get(name);
    if (!secret) return { code: 'secret_unknown', message: `no defsecret ${name}` };
    const { allowedCaps, allowedPlans } = secret;
    if (allowedCaps.length > 0 && !allowedCaps.includes(capName)) {
      return { code: 'secret_not_allowed', message: `${name} may not go through ${capName}` };
    }
    if (allowedPlans.length > 0 && !(origin.kind === 'plan' && allowedPlans.includes(origin.name))) {
      return { code: 'secret_not_allowed', message: `${origin.name} may not use ${name}` };
    }
  }
  return undefined;
}
