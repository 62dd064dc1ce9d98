// `llm.generate`: messages read from the store, a reply written to it. Replies come from a script or a function.
import { encodeUtf8, parseHash, type CanonValue, type ContentStore } from '@nx-air/canon';
import type { Answer } from '../effect/outcome.ts';
import type { OutboxIntent } from '../outbox.ts';
import type { Adapter } from './adapter.ts';
import { dueAt, expired, refusal } from './answers.ts';
import { matchesPattern } from './pattern.ts';
import { holdsSecret, NO_SECRETS, resolveSecrets, textOrSecret, withoutSecrets, type SecretResolver } from './secrets.ts';

export interface LlmRequest {
  readonly provider: string;
  readonly model: string;
  /** Content of `message_refs`, in order. */
  readonly messages: readonly Uint8Array[];
  readonly tools: readonly Uint8Array[];
  /** All parameters; in them a secret is alias and version. */
  readonly params: CanonValue;
  readonly apiKey: string | undefined;
}

/** `delayNs`: logical time after the intent was offered, 0 by default. */
export type LlmReply =
  | { readonly output: string | Uint8Array; readonly prompt?: number; readonly completion?: number; readonly costCents?: number; readonly delayNs?: bigint }
  | { readonly fault: { readonly code: string; readonly message: string }; readonly status?: 'error' | 'timeout'; readonly delayNs?: bigint };

export type LlmModel = (request: LlmRequest) => Promise<LlmReply | undefined>;

export interface LlmAdapterOptions {
  readonly store: ContentStore;
  /** Undefined leaves the intent under way. */
  readonly model: LlmModel;
  readonly secrets?: SecretResolver;
}

export interface LlmRule {
  /** What the parameters must hold; any without it. */
  readonly params?: CanonValue;
  readonly reply: LlmReply;
  /** How many requests it answers; without it any number. */
  readonly times?: number;
}

/** The first rule that matches and is not used up replies. */
export function scriptedModel(rules: readonly LlmRule[]): LlmModel {
  const used = rules.map(() => 0);
  return ({ params }) => {
    const index = rules.findIndex((rule, at) => (used[at] ?? 0) < (rule.times ?? Infinity) && (rule.params === undefined || matchesPattern(params, rule.params)));
    if (index >= 0) used[index] = (used[index] ?? 0) + 1;
    return Promise.resolve(rules[index]?.reply);
  };
}

/** Faults: `message_missing`, `secret_unresolved`, `secret_echoed`, `provider_failed`, and those of the replies. */
export function llmAdapter({ store, model, secrets = NO_SECRETS }: LlmAdapterOptions): Adapter {
  return {
    id: 'llm',
    kinds: ['llm.generate'],
    async dispatch(intent, nowNs) {
      const resolved = resolveSecrets(intent, secrets);
      if (!resolved.ok) return dueAt(nowNs, refusal('secret_unresolved', `no value for secret ${resolved.name}`));
      const request = requestOf(intent, store, resolved.values);
      if (!request) return dueAt(nowNs, refusal('message_missing', 'the store lacks a message or tool'));
      const reply = await ask(model, request);
      return reply ? dueAt(nowNs + (reply.delayNs ?? 0n), withoutSecrets(answerOf(reply, request, store, resolved.values), resolved.values)) : [];
    },
  };
}

async function ask(model: LlmModel, request: LlmRequest): Promise<LlmReply | undefined> {
  try {
    return await model(request);
  } catch (error) {
    // Its text may hold anything, the key among it.
    void error;
    return { fault: { code: 'provider_failed', message: `${request.provider} gave no answer` } };
  }
}

function answerOf(reply: LlmReply, { provider }: LlmRequest, store: ContentStore, values: ReadonlyMap<string, string>): Answer {
  if ('fault' in reply) return reply.status === 'timeout' ? expired(reply.fault.message) : refusal(reply.fault.code, reply.fault.message);
  const output = typeof reply.output === 'string' ? encodeUtf8(reply.output) : reply.output;
  if (holdsSecret(output, values)) return refusal('secret_echoed', 'the answer holds the value of a secret');
  const { prompt = 0, completion = 0, costCents = 0 } = reply;
  return { status: 'ok', payload: { output_ref: store.put(output), token_usage: { prompt, completion }, cost_cents: costCents, provider_id: provider } };
}

function requestOf({ params }: OutboxIntent, store: ContentStore, values: ReadonlyMap<string, string>): LlmRequest | undefined {
  const fields = params instanceof Map ? params : new Map<unknown, CanonValue>();
  const messages = contents(fields.get('message_refs'), store);
  const tools = contents(fields.get('tool_refs') ?? [], store);
  if (!messages || !tools) return undefined;
  return {
    provider: String(fields.get('provider')),
    model: String(fields.get('model')),
    messages,
    tools,
    params,
    apiKey: textOrSecret(fields.get('api_key'), values),
  };
}

function contents(refs: CanonValue | undefined, store: ContentStore): readonly Uint8Array[] | undefined {
  const found: Uint8Array[] = [];
  for (const ref of Array.isArray(refs) ? (refs as readonly CanonValue[]) : []) {
    const hash = typeof ref === 'string' ? parseHash(ref) : undefined;
    const bytes = hash && store.get(hash);
    if (!bytes) return undefined;
    found.push(bytes);
  }
  return found;
}
