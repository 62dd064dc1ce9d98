// `http.request` for real, with fetch: for local runs. Bodies go through the store.
import type { CanonValue, ContentStore } from '@nx-air/canon';
import type { Answer } from '../effect/outcome.ts';
import type { OutboxIntent } from '../outbox.ts';
import type { Adapter } from './adapter.ts';
import { dueAt, expired, refusal } from './answers.ts';
import { readRequest, type HttpRequest } from './http-request.ts';
import { holdsSecret, NO_SECRETS, resolveSecrets, withoutSecrets, type SecretResolver } from './secrets.ts';

export interface HttpAdapterOptions {
  readonly store: ContentStore;
  readonly secrets?: SecretResolver;
  /** For the whole exchange, body included; 30,000 by default. */
  readonly timeoutMs?: number;
  /** Of a response body, after decompression; 16 MiB by default. */
  readonly maxBodyBytes?: number;
  /** Nanoseconds since 1970, for `timings`; the system's clock by default. */
  readonly nowNs?: () => bigint;
  /** Ends the requests under way, so that nothing waits for whoever does not answer; each is `no_response`. */
  readonly signal?: AbortSignal;
}

const ID = 'http';

/**
 * Every status is an `ok` receipt, redirects among them: they are not followed, since the grant was asked about one URL
 * only. Faults: those of `readRequest`, `secret_unresolved`, `secret_echoed`, `no_response`, `body_too_large`; a request
 * that takes too long is a `timeout`.
 */
export function httpAdapter(options: HttpAdapterOptions): Adapter {
  const { store, secrets = NO_SECRETS } = options;
  return {
    id: ID,
    kinds: ['http.request'],
    async dispatch(intent: OutboxIntent, nowNs) {
      const resolved = resolveSecrets(intent, secrets);
      if (!resolved.ok) return dueAt(nowNs, refusal('secret_unresolved', `no value for secret ${resolved.name}`));
      const request = readRequest(intent.params, store, resolved.values);
      const answer = 'url' in request ? await exchange(request, options, resolved.values) : request;
      return dueAt(nowNs, withoutSecrets(answer, resolved.values));
    },
  };
}

async function exchange(request: HttpRequest, options: HttpAdapterOptions, secrets: ReadonlyMap<string, string>): Promise<Answer> {
  const { store, timeoutMs = 30_000, maxBodyBytes = 16 * 1024 * 1024, nowNs = systemClock } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  const start = nowNs();
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: [...request.headers].map(([name, value]): [string, string] => [name, value]),
      redirect: 'manual',
      signal: options.signal ? AbortSignal.any([timeout, options.signal]) : timeout,
      ...(request.body && { body: new Uint8Array(request.body) }),
    });
    const body = await readBody(response, maxBodyBytes);
    if (!body) return refusal('body_too_large', `${request.host} answered with more than ${maxBodyBytes} bytes`);
    if (holdsSecret(body, secrets)) return refusal('secret_echoed', 'the answer holds the value of a secret');
    const payload: CanonValue = {
      status: response.status,
      headers: headersOf(response),
      body_ref: body.length === 0 ? null : store.put(body),
      timings: { start_ns: start, end_ns: nowNs() },
      adapter_id: ID,
    };
    return { status: 'ok', payload };
  } catch (error) {
    if (timeout.aborted) return expired(`${request.host}: no answer within ${timeoutMs} ms`);
    return refusal('no_response', `${request.host}: ${reasonOf(error)}`);
  }
}

/** Undefined as soon as there are more bytes than wanted; the rest is not read. */
async function readBody(response: Response, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.length;
    if (size > most) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(part.value);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** Lower-case names; values of a repeated header joined by a comma. */
function headersOf({ headers }: Response): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of headers) found.set(name, found.has(name) ? `${found.get(name)}, ${value}` : value);
  return found;
}

/** The code of a failure (`ECONNREFUSED`); never its text, which may repeat what was sent. */
function reasonOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const code: unknown = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? code : 'failed';
}

function systemClock(): bigint {
  return BigInt(Date.now()) * 1_000_000n;
}
