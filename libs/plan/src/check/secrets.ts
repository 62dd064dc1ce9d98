// Secrets: where a binding is missing, and literals that name a secret they may not use.
import type { MergedDef, Problem } from '@nx-air/air';
import { joinPointer, type JsonObject, type JsonValue } from '@nx-air/canon';
import { isArray, isObject, objectOf, objectsOf, textOf, textsOf } from '../members.ts';
import { problemIn, relatedIn } from '../report.ts';
import type { WorldView } from '../world-view.ts';
import { didYouMean } from './refs.ts';

export function checkSecrets(world: WorldView): Problem[] {
  const secrets = world.definitions.ofKind('defsecret');
  return [...secrets.flatMap((secret) => checkSecret(world, secret)), ...world.definitions.ofKind('defplan').flatMap((plan) => checkUses(world, plan))];
}

/** A secret is named `alias@version`; the binding tells the host where its value is. */
function checkSecret(world: WorldView, secret: MergedDef): readonly Problem[] {
  const blank = textOf(secret.node, 'binding_id')?.trim() === '' ? [problemIn(secret, 'secret_without_binding', '/binding_id')] : [];
  const caps = textsOf(secret.node, 'allowed_caps').flatMap((name, index) =>
    world.grantByName.has(name) ? [] : [problemIn(secret, 'unknown_grant', `/allowed_caps/${index}`, { actual: name, ...didYouMean(name, world.grantByName.keys()) })],
  );
  return [...blank, ...caps];
}

/** The literals of a step that may hold a secret. */
const SLOTS = ['params', 'value', 'expr', 'result'] as const;

function checkUses(world: WorldView, plan: MergedDef): readonly Problem[] {
  return objectsOf(plan.normalized, 'steps').flatMap((step, index) =>
    SLOTS.flatMap((slot) =>
      secretsIn(step[slot], `/steps/${index}/${slot}`).flatMap((use) => checkUse(world, plan, step, use)),
    ),
  );
}

interface SecretUse {
  readonly alias: string;
  readonly version: string;
  readonly pointer: string;
}

function checkUse(world: WorldView, plan: MergedDef, step: JsonObject, { alias, version, pointer }: SecretUse): readonly Problem[] {
  const name = `${alias}@${version}`;
  const found = world.definitions.find('defsecret', name);
  const secret = found?.takesPart === true ? found.def : undefined;
  if (!secret && world.definitions.mayBeUnread('defsecret', name)) return [];
  if (!secret) return [problemIn(plan, 'unknown_secret', pointer, { actual: name, ...didYouMean(name, world.definitions.names('defsecret')) })];
  const plans = textsOf(secret.node, 'allowed_plans');
  const caps = textsOf(secret.node, 'allowed_caps');
  const cap = textOf(step, 'cap');
  if (plans.length > 0 && !plans.includes(plan.name)) {
    const related = [relatedIn(secret, '/allowed_plans', 'the plans that may use it')];
    return [problemIn(plan, 'secret_not_allowed', pointer, { expected: `one of ${plans.join(', ')}`, actual: `${plan.name} uses ${name}`, related })];
  }
  if (cap === undefined || caps.length === 0 || caps.includes(cap)) return [];
  const related = [relatedIn(secret, '/allowed_caps', 'the grants through which it may go')];
  return [problemIn(plan, 'secret_not_allowed', pointer, { expected: `one of ${caps.join(', ')}`, actual: `${name} goes through ${cap}`, related })];
}

/** Secret references in a literal: the short form `{secret: {alias, version}}`, and the arm `secret` written out. */
function secretsIn(value: JsonValue | undefined, at: string): readonly SecretUse[] {
  if (isArray(value)) return value.flatMap((item, index) => secretsIn(item, joinPointer(at, String(index))));
  if (!isObject(value)) return [];
  const short = secretOf(objectOf(value, 'secret'), at);
  if (short && Object.keys(value).length === 1) return [short];
  const variant = textOf(value, 'tag') === undefined ? objectOf(value, 'variant') : value;
  const fields = textOf(variant, 'tag') === 'secret' ? objectOf(objectOf(variant, 'value'), 'record') : undefined;
  const long = fields && secretOf({ alias: constant(fields, 'alias', 'text'), version: constant(fields, 'version', 'nat') }, at);
  if (long) return [long];
  return Object.entries(value).flatMap(([key, item]) => secretsIn(item, joinPointer(at, key)));
}

const constant = (fields: JsonObject, field: string, type: string): JsonValue => objectOf(fields, field)[type] ?? null;

function secretOf({ alias, version }: JsonObject, pointer: string): SecretUse | undefined {
  const isVersion = typeof version === 'number' || typeof version === 'bigint';
  return typeof alias === 'string' && isVersion ? { alias, version: String(version), pointer } : undefined;
}

