// Which versions of Nx the generators were tried with, and what is said of others.
import type { Tree } from '@nx/devkit';
import { asText, memberOf, parseJson } from '../../json-member.ts';
import { GeneratorError } from '../errors.ts';

/** As in `peerDependencies`. */
export const SUPPORTED_NX = '>=23.3.0 <25.0.0';

export function supportsNx(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === 24 || (major === 23 && minor >= 3);
}

/** @throws GeneratorError for the version in the workspace, or else the one that runs */
export async function refuseOtherNx(tree: Tree): Promise<void> {
  const installed = tree.read('node_modules/nx/package.json', 'utf8') ?? undefined;
  const version = asText(memberOf(parseJson(installed), 'version')) ?? (await import('@nx/devkit')).NX_VERSION;
  if (supportsNx(version)) return;
  throw new GeneratorError('nx_unsupported', `nx ${version} is installed, nx-air needs ${SUPPORTED_NX}`, 'Run `npx nx migrate 24` and its next steps first.');
}
