// The parameters of `http.request` as a request that may be sent, or why not.
import { parseHash, type CanonValue, type ContentStore } from '@nx-air/canon';
import type { Answer } from '../effect/outcome.ts';
import { parseHttpUrl } from '../effect/http-url.ts';
import { refusal } from './answers.ts';
import { textOrSecret } from './secrets.ts';

export interface HttpRequest {
  readonly url: string;
  /** For messages: parameters are not repeated in them. */
  readonly host: string;
  readonly method: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array | undefined;
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}$/;
const HEADER_VALUE = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;
const METHODS_REFUSED: ReadonlySet<string> = new Set(['CONNECT', 'TRACE', 'TRACK']);
/** They say where a message ends or goes to: the client's business, and another host than the grant allows. */
const HEADERS_REFUSED: ReadonlySet<string> = new Set(['connection', 'content-length', 'expect', 'host', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade']);

/** Faults: `bad_url`, `bad_method`, `bad_header` (named, its value never shown), `body_missing`, `bad_body`. */
export function readRequest(params: CanonValue, store: ContentStore, secrets: ReadonlyMap<string, string>): HttpRequest | Answer {
  const fields = params instanceof Map ? params : new Map<unknown, CanonValue>();
  const url = String(fields.get('url'));
  const parsed = parseHttpUrl(url);
  if (!parsed) return refusal('bad_url', 'expected an absolute http or https URL in plain form');
  const method = String(fields.get('method')).toUpperCase();
  if (!TOKEN.test(method) || METHODS_REFUSED.has(method)) return refusal('bad_method', 'expected the name of a method, not CONNECT, TRACE or TRACK');
  const headers = new Map<string, string>();
  const given = fields.get('headers');
  for (const [key, data] of given instanceof Map ? given : []) {
    const name = String(key).toLowerCase();
    const value = textOrSecret(data, secrets);
    if (!TOKEN.test(name)) return refusal('bad_header', 'a header has no valid name');
    if (HEADERS_REFUSED.has(name) || headers.has(name) || value === undefined || !HEADER_VALUE.test(value)) return refusal('bad_header', name);
    headers.set(name, value);
  }
  const body = bodyOf(fields.get('body_ref') ?? null, store);
  if (body === undefined) return refusal('body_missing', 'the store lacks the body');
  if (body && (method === 'GET' || method === 'HEAD')) return refusal('bad_body', `${method} takes no body`);
  return { url, host: parsed.host, method, headers, body: body ?? undefined };
}

/** Null for no body, undefined for one that is not there. */
function bodyOf(ref: CanonValue, store: ContentStore): Uint8Array | null | undefined {
  if (ref === null) return null;
  const hash = typeof ref === 'string' ? parseHash(ref) : undefined;
  return hash && store.get(hash);
}
