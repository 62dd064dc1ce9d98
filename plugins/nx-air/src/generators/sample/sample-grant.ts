// Parameters of a grant that let a sampled flow through, and little else.
import type { JsonObject, JsonValue } from '@nx-air/canon/json';
import { isJsonObject, memberOf } from '../json-object.ts';
import { SAMPLE_FOLDER, SAMPLE_HOST, SAMPLE_MODEL, SAMPLE_PROVIDER, SAMPLE_WORKSPACE } from './sample-value.ts';

export interface GrantUse {
  /** Effect kinds that go through the slot. */
  readonly kinds: readonly string[];
  /** Parameters of those effects as plans write them: literals in them are what is asked for. */
  readonly params: readonly JsonValue[];
}

const texts = (...values: readonly string[]): readonly JsonValue[] => [...new Set(values)].sort().map((text) => ({ text }));

/** The value of `params` for a cap of this type, as a literal; a cap that is not known is granted as its pack leaves it. */
export function sampleGrant(capType: string, schema: JsonValue | undefined, use: GrantUse): JsonObject {
  const fields = narrowFields(capType, use) ?? {};
  return { record: { ...requiredFields(schema), ...fields } };
}

function narrowFields(capType: string, { kinds, params }: GrantUse): JsonObject | undefined {
  const ops = texts(...kinds.map((kind) => kind.slice(kind.indexOf('.') + 1)));
  switch (capType) {
    case 'http.out':
      return { hosts: { set: texts(SAMPLE_HOST) }, schemes: { set: texts('https') }, methods: { set: texts(...textsAt(params, 'method'), ...(textsAt(params, 'method').length === 0 ? ['GET'] : [])) } };
    case 'llm.basic':
      return {
        providers: { set: texts(...textsAt(params, 'provider'), SAMPLE_PROVIDER) },
        models: { set: texts(...textsAt(params, 'model'), SAMPLE_MODEL) },
        max_tokens: { nat: Math.max(1000, ...numbersAt(params, 'max_tokens')) },
      };
    case 'workspace':
      return { workspaces: { list: texts(SAMPLE_WORKSPACE) }, path_prefixes: { list: texts(SAMPLE_FOLDER) }, ops: { set: ops } };
    case 'governance':
      return { ops: { set: ops } };
    default:
      return undefined;
  }
}

/** Sets and lists that a cap of another pack wants are empty, other fields are what their type begins with. */
function requiredFields(schema: JsonValue | undefined): JsonObject {
  const fields = memberOf(schema, 'record');
  if (!isJsonObject(fields)) return {};
  return Object.fromEntries(Object.entries(fields).flatMap(([name, type]) => (isJsonObject(type) && 'option' in type ? [] : [[name, emptyOf(type)]])));
}

function emptyOf(type: JsonValue): JsonValue {
  const [form = ''] = isJsonObject(type) ? Object.keys(type) : [];
  const empty: Readonly<Record<string, JsonValue>> = { text: '', nat: 0, int: 0, bool: false, list: [], set: [], map: [], record: {} };
  return { [form]: empty[form] ?? {} };
}

const textsAt = (params: readonly JsonValue[], field: string): readonly string[] => literalsAt(params, field, 'text').filter((value) => typeof value === 'string');
const numbersAt = (params: readonly JsonValue[], field: string): readonly number[] => literalsAt(params, field, 'nat').filter((value) => typeof value === 'number');

function literalsAt(params: readonly JsonValue[], field: string, form: string): readonly JsonValue[] {
  return params.flatMap((each) => {
    const value = memberOf(memberOf(memberOf(each, 'record'), field), form);
    return value === undefined ? [] : [value];
  });
}
