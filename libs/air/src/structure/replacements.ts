// Findings that know better than the schema: what a key or value means that AIR once had or has elsewhere.
import type { JsonObject } from '@nx-air/canon';
import { isJsonArray, isJsonObject } from '../identity/reader.ts';
import type { Problem } from '../finding.ts';
import { MODULE_KINDS } from '../model/definitions.ts';
import type { NodeKind } from '../node.ts';
import { child } from './place.ts';
import type { Report } from './place.ts';

export interface Replacement {
  readonly problem: Problem;
  /** Schema problems at this pointer (relative to the definition) and below it say the same and are left out. */
  readonly covers: string;
}

/** Special findings of one definition. */
export const replacements = (kind: NodeKind, json: JsonObject, report: Report): Replacement[] => {
  switch (kind) {
    case 'defplan':
      return Object.hasOwn(json, 'invariants')
        ? [{ problem: report('invariants_removed', '/invariants', { at: 'key' }), covers: '/invariants' }]
        : [];
    case 'defmodule':
      return moduleAbi(json, report);
    case 'manifest':
      return inlineSecrets(json, report);
    default:
      return [];
  }
};

const MODULE_KINDS_WITHOUT_EFFECTS = ['reducer', 'pure'] as const;

const moduleAbi = (json: JsonObject, report: Report): Replacement[] => {
  const { module_kind: kind, abi } = json;
  if (!isJsonObject(abi)) return [];
  const found: Replacement[] = [];
  for (const member of MODULE_KINDS_WITHOUT_EFFECTS) {
    const body = abi[member];
    if (!isJsonObject(body) || !Object.hasOwn(body, 'effects_emitted')) continue;
    const pointer = child('/abi', member, 'effects_emitted');
    const emitted = body['effects_emitted'];
    // An empty list in a reducer is no different from none.
    if (member === 'reducer' && isJsonArray(emitted) && emitted.length === 0) continue;
    const actual = `\`effects_emitted\` in a ${member} module`;
    found.push({ problem: report('reducer_effects', pointer, { at: 'key', actual }), covers: pointer });
  }
  // A word that is no module kind is a mistake of its own and says nothing about the abi.
  if (!MODULE_KINDS.some((known) => known === kind)) return found;
  for (const member of MODULE_KINDS) {
    if (member === kind || !isJsonObject(abi[member])) continue;
    const pointer = child('/abi', member);
    const detail = { at: 'key', expected: `\`${String(kind)}\``, actual: `\`${member}\`` } as const;
    found.push({ problem: report('abi_mismatch', pointer, detail), covers: pointer });
  }
  return found;
};

const inlineSecrets = (json: JsonObject, report: Report): Replacement[] => {
  const { secrets } = json;
  if (!isJsonArray(secrets)) return [];
  return secrets.flatMap((entry, index) => {
    if (!isJsonObject(entry) || !(Object.hasOwn(entry, 'alias') || Object.hasOwn(entry, 'binding_id'))) return [];
    const pointer = child('/secrets', index);
    return [{ problem: report('inline_secret', pointer, { expected: '`{"name": …}`' }), covers: pointer }];
  });
};
