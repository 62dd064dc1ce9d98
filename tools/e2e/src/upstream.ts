// The registry that everything but our packages comes from; without it no fresh workspace can be made.
import { E2eError } from './failure.ts';

const DEFAULT = 'https://registry.npmjs.org/';

export function upstreamRegistry(env: Readonly<NodeJS.ProcessEnv>): string {
  return env['npm_config_registry'] ?? DEFAULT;
}

/** Throws `registry_unreachable`, in words that say what was wanted from whom. */
export async function requireRegistry(url: string, wanted: string): Promise<void> {
  const from = new URL(wanted.replace(/@(?=[\d^~])/, '/'), url.endsWith('/') ? url : `${url}/`);
  const hint = 'The end-to-end test installs Nx from a registry: connect this machine, or name another registry in npm_config_registry';
  let status: number;
  try {
    status = (await fetch(from, { signal: AbortSignal.timeout(20_000) })).status;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new E2eError('registry_unreachable', `the npm registry ${url} cannot be reached: ${cause}`, hint, { cause: error });
  }
  if (status !== 200) throw new E2eError('registry_unreachable', `the npm registry ${url} answers ${status} to ${wanted}`, hint);
}
