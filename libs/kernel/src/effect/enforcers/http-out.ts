// `sys/CapEnforceHttpOut@1`: where requests may go.
import type { Enforcer } from '../enforcer.ts';
import { parseHttpUrl } from '../http-url.ts';
import { isCovered } from '../path-prefix.ts';
import { TypedFields } from '../typed-fields.ts';

/**
 * Parameters: `hosts` (whole names, any case), `schemes`, `methods`, `ports` (the scheme's own when the URL has none),
 * `path_prefixes` (whole segments). An absent parameter allows everything, an empty one nothing. Codes: `bad_url`,
 * `scheme_not_allowed`, `host_not_allowed`, `port_not_allowed`, `path_not_allowed`, `method_not_allowed`.
 */
export const enforceHttpOut: Enforcer = ({ capParams, effectParams }) => {
  const grant = new TypedFields(capParams);
  const request = new TypedFields(effectParams);
  const method = request.text('method');
  const url = parseHttpUrl(request.text('url'));
  if (!url) return { code: 'bad_url', message: 'expected an absolute http or https URL in plain form' };
  const ports = grant.items('ports')?.map((port) => (port.t === 'nat' ? port.v : -1n));
  if (!allows(grant.texts('schemes'), url.scheme)) return { code: 'scheme_not_allowed', message: url.scheme };
  if (!allows(grant.texts('hosts'), url.host)) return { code: 'host_not_allowed', message: url.host };
  if (ports && !ports.includes(BigInt(url.port))) return { code: 'port_not_allowed', message: String(url.port) };
  if (!isCovered(url.path, grant.texts('path_prefixes'))) return { code: 'path_not_allowed', message: url.path };
  if (!allows(grant.texts('methods'), method)) return { code: 'method_not_allowed', message: method };
  return undefined;
};

function allows(allowed: readonly string[] | undefined, found: string): boolean {
  return allowed === undefined || allowed.some((item) => item.toLowerCase() === found.toLowerCase());
}
