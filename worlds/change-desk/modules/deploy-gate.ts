// Enforces grants of deployments: POST to the hosts of the grant, and never while changes are frozen.
import { decode, none, some } from '@nx-air/module-sdk/assembly';
import { CapCheckInput, CapCheckOutput, CapCheckOutputDeny, DeployGatePure, DeployGrant, HttpRequestParams } from './generated/air';

const SCHEME = 'https://';

export class DeployGate extends DeployGatePure {
  run(input: CapCheckInput): CapCheckOutput {
    const grant = decode<DeployGrant>(input.cap_params, DeployGrant.read);
    const request = decode<HttpRequestParams>(input.effect_params, HttpRequestParams.read);
    if (request.method != 'POST') return deny('method', `${request.method}, expected POST`);
    const host = hostOf(request.url);
    if (!grant.hosts.includes(host)) return deny('host', `${request.url} is at no host of the grant`);
    for (let index = 0; index < grant.freezes.length; index++) {
      const freeze = grant.freezes[index];
      if (input.logical_now_ns >= freeze.begin && input.logical_now_ns < freeze.end) return deny('frozen', 'changes are frozen');
    }
    return { constraints_ok: true, deny: none<CapCheckOutputDeny>() };
  }
}

/** Empty for a URL of another scheme; with a port or a user name it is not the name of a host, and no grant has it. */
function hostOf(url: string): string {
  if (!url.startsWith(SCHEME)) return '';
  for (let index = SCHEME.length; index < url.length; index++) {
    const code = url.charCodeAt(index);
    const isOfName = (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code == 0x2d || code == 0x2e;
    if (code == 0x2f) return url.substring(SCHEME.length, index);
    if (!isOfName) return '';
  }
  return url.substring(SCHEME.length);
}

function deny(code: string, message: string): CapCheckOutput {
  return { constraints_ok: false, deny: some<CapCheckOutputDeny>({ code, message }) };
}
