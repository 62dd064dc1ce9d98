// `sys/CapEnforceLlmBasic@1`: which models may be asked, for how much, with which tools.
import type { Enforcer } from '../enforcer.ts';
import { TypedFields } from '../typed-fields.ts';

/**
 * Parameters: `providers`, `models`, `max_tokens` (bound on the request's), `tools_allow` (hashes, as text, that may stand
 * in `tool_refs`, and names for `tool_choice`). Absent allows everything. Codes: `provider_not_allowed`,
 * `model_not_allowed`, `max_tokens_exceeded`, `tool_not_allowed`.
 */
export const enforceLlmBasic: Enforcer = ({ capParams, effectParams }) => {
  const grant = new TypedFields(capParams);
  const request = new TypedFields(effectParams);
  const [provider, model, tokens, most] = [request.text('provider'), request.text('model'), request.nat('max_tokens'), grant.optionalNat('max_tokens')];
  if (grant.texts('providers')?.includes(provider) === false) return { code: 'provider_not_allowed', message: provider };
  if (grant.texts('models')?.includes(model) === false) return { code: 'model_not_allowed', message: model };
  if (most !== undefined && tokens > most) return { code: 'max_tokens_exceeded', message: `${tokens}, at most ${most}` };
  const allowed = grant.texts('tools_allow');
  const refused = allowed && toolsOf(request).find((tool) => !allowed.includes(tool));
  return refused === undefined ? undefined : { code: 'tool_not_allowed', message: refused };
};

function toolsOf(request: TypedFields): readonly string[] {
  const refs = (request.items('tool_refs') ?? []).flatMap((ref) => (ref.t === 'hash' ? [ref.v] : []));
  const choice = request.value('tool_choice');
  return choice.t === 'variant' && choice.tag === 'Tool' ? [...refs, new TypedFields(choice.value).text('name')] : refs;
}
