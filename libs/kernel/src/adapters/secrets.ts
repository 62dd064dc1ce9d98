// Values of secrets. Only adapters ask for them, after the intent is durable; nothing that they answer may hold one.
import { encodeCanonical, type CanonValue } from '@nx-air/canon';
import type { Answer } from '../effect/outcome.ts';
import type { OutboxIntent } from '../outbox.ts';
import type { Adapter } from './adapter.ts';
import { formsOf } from './secret-forms.ts';

export interface SecretRef {
  readonly alias: string;
  readonly version: bigint;
  /** `binding_id` of the defsecret; undefined when the current manifest has none. */
  readonly bindingId: string | undefined;
}

/** Undefined for a secret that it does not have. */
export interface SecretResolver {
  resolve(secret: SecretRef): string | undefined;
}

export const NO_SECRETS: SecretResolver = { resolve: () => undefined };

/** Bindings `env:NAME`, from the given environment. An empty variable is no value. */
export function envSecrets(env: Readonly<Record<string, string | undefined>>): SecretResolver {
  return {
    resolve({ bindingId }) {
      const name = /^env:([A-Za-z_][A-Za-z0-9_]*)$/.exec(bindingId ?? '')?.[1];
      return name !== undefined && Object.hasOwn(env, name) ? env[name] || undefined : undefined;
    },
  };
}

export type Resolved =
  | { readonly ok: true; /** Values by `alias@version`. */ readonly values: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly name: string };

/** All secrets of an intent; `name` is the first without a value. */
export function resolveSecrets({ secrets }: OutboxIntent, resolver: SecretResolver): Resolved {
  const values = new Map<string, string>();
  for (const secret of secrets) {
    const name = `${secret.alias}@${secret.version}`;
    const value = resolver.resolve(secret);
    if (value === undefined || value === '') return { ok: false, name };
    values.set(name, value);
  }
  return { ok: true, values };
}

/** Text, or what a `sys/TextOrSecretRef@1` or `sys/SecretRef@1` stands for. */
export function textOrSecret(data: CanonValue | undefined, values: ReadonlyMap<string, string>): string | undefined {
  if (typeof data === 'string') return data;
  if (!(data instanceof Map)) return undefined;
  if (data.has('$tag')) return textOrSecret(data.get('$value'), values);
  return values.get(`${String(data.get('alias'))}@${String(data.get('version'))}`);
}

/** Whether bytes hold the value of a secret: as UTF-8, or that in hexadecimal or base64. */
export function holdsSecret(bytes: Uint8Array, values: ReadonlyMap<string, string>): boolean {
  const found = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const value of values.values()) if (value !== '' && formsOf(value).some((form) => found.includes(form))) return true;
  return false;
}

/** An answer that would carry the value of a secret into the journal becomes the fault `secret_echoed`. */
export function withoutSecrets(answer: Answer, values: ReadonlyMap<string, string>): Answer {
  if (values.size === 0) return answer;
  const said = answer.status === 'ok' ? answer.payload : [answer.fault.code, answer.fault.message];
  return holdsSecret(encodeCanonical(said), values) ? ECHOED : answer;
}

const ECHOED: Answer = { status: 'error', fault: { code: 'secret_echoed', message: 'the answer holds the value of a secret' } };

/** The adapter with answers that hold no value of a secret of their intent, whatever it answers. */
export function guardSecrets(adapter: Adapter, resolver: SecretResolver): Adapter {
  return {
    ...adapter,
    async dispatch(intent, nowNs) {
      const resolved = resolveSecrets(intent, resolver);
      const answers = await adapter.dispatch(intent, nowNs);
      if (!resolved.ok) return answers;
      return answers.map((due) => ({ ...due, answer: (at) => withoutSecrets(due.answer(at), resolved.values) }));
    },
  };
}
