// Secret references in the parameters of an effect, and who may use them.
import { NULL, type Schemas, type Term, type Value } from '@nx-air/plan/runtime';
import type { Program } from '../program/program.ts';
import type { FaultInfo, Origin } from '../record.ts';

export interface SecretUse {
  readonly alias: string;
  readonly version: bigint;
}

const SECRET_REF = 'sys/SecretRef@1';

/** Every value that the schema says is a `sys/SecretRef@1`, in the order of the schema's fields. */
export function secretsIn(value: Value, term: Term, schemas: Schemas): readonly SecretUse[] {
  const uses: SecretUse[] = [];
  collect(value, term, schemas, uses);
  return uses;
}

function collect(value: Value, term: Term, schemas: Schemas, uses: SecretUse[]): void {
  if (term.kind === 'ref' && term.name === SECRET_REF && value.t === 'record') {
    const alias = value.v.get('alias');
    const version = value.v.get('version');
    if (alias?.t === 'text' && version?.t === 'nat') uses.push({ alias: alias.v, version: version.v });
    return;
  }
  // Follows one reference at a time: opening all of them at once would skip the name looked for.
  if (term.kind === 'ref') {
    const named = schemas.named(term.name);
    if (named) collect(value, named, schemas, uses);
    return;
  }
  switch (term.kind) {
    case 'record':
      if (value.t === 'record') for (const [name, field] of term.fields) collect(value.v.get(name) ?? NULL, field, schemas, uses);
      return;
    case 'variant': {
      const arm = value.t === 'variant' ? term.arms.get(value.tag) : undefined;
      if (value.t === 'variant' && arm) collect(value.value, arm, schemas, uses);
      return;
    }
    case 'list':
    case 'set':
      if (value.t === 'list' || value.t === 'set') for (const item of value.v) collect(item, term.item, schemas, uses);
      return;
    case 'option':
      if (value.t !== 'null') collect(value, term.item, schemas, uses);
      return;
    case 'map':
      if (value.t === 'map') for (const [, item] of value.v) collect(item, term.value, schemas, uses);
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
