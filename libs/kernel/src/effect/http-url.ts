// The URLs that may be asked for. Read by our own strict rules, so that enforcer and client cannot read one differently
// and no version of an engine's tables decides what a journal holds.

export interface HttpUrl {
  readonly scheme: 'http' | 'https';
  /** Lower case; IPv6 in brackets. */
  readonly host: string;
  readonly port: number;
  /** Begins with `/`, without `.` and `..` segments. */
  readonly path: string;
}

const LONGEST = 8192;
const WHOLE = /^(https?):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?$/i;
const AUTHORITY = /^(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::([0-9]{1,5}))?$/i;
/** Printable ASCII without space, quotes, brackets and backslash, which clients rewrite. */
const CHARACTERS = /^[!#-;=?-Z_a-z~[\]]+$/;
const DOTS = /^(?:\.|%2e){1,2}$/i;
const IPV4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!$)|$)){4}$/;
/** A last label that a client would read as a number, and the whole host as an IPv4 address. */
const NUMERIC = /(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$/i;

/**
 * `http` or `https`, a host name or address in its plain form, no user, no fragment, ASCII only. Undefined for anything
 * else, also for what a browser would accept after rewriting it.
 */
export function parseHttpUrl(url: string): HttpUrl | undefined {
  if (url.length > LONGEST || !CHARACTERS.test(url)) return undefined;
  const [, scheme = '', authority = '', path = '', query = ''] = WHOLE.exec(url) ?? [];
  const [, host = '', port] = AUTHORITY.exec(authority) ?? [];
  if (host === '' || /[[\]]/.test(path + query)) return undefined;
  if (!host.startsWith('[') && (host.includes('..') || (NUMERIC.test(host) && !IPV4.test(host)))) return undefined;
  if (path.split('/').some((segment) => DOTS.test(segment))) return undefined;
  const isSecure = scheme.toLowerCase() === 'https';
  const number = port === undefined ? (isSecure ? 443 : 80) : Number(port);
  if (number < 1 || number > 65535) return undefined;
  return { scheme: isSecure ? 'https' : 'http', host: host.toLowerCase(), port: number, path: path === '' ? '/' : path };
}
