// Refuses folders that are no worlds where a command needs their locks.
import type { Host } from '@nx-air/world';
import { join } from 'node:path/posix';
import { CliError } from './errors.ts';

/** Throws `CliError` `not_a_world` for the first target without aos.sync.json. */
export function requireWorlds(host: Host, targets: readonly { readonly path: string; readonly label: string }[]): void {
  const missing = targets.find(({ path }) => host.kindOf(join(path, 'aos.sync.json')) === undefined);
  if (missing === undefined) return;
  throw new CliError('not_a_world', `\`${missing.label}\` holds no aos.sync.json`, 'Name the folder of a world; packs have no locks.');
}
