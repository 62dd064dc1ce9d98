// The environment of programs that these tests start: this machine's, without what would change Nx or the lock mode.
import { delimiter, join } from 'node:path';

const DROPPED = /^(?:NX_|npm_|CI$|GITHUB_|TF_BUILD|BUILD_|TEAMCITY_|JENKINS_|AOS_|AIR_|FORCE_COLOR|NO_COLOR|VITEST|NODE_OPTIONS|NODE_ENV|SWC_)/;

/**
 * @param folder of the cell: caches of Nx and settings of npm lie there
 * @param nodeFolder where the `node` is that every program of the cell runs on
 */
export function cellEnvironment(env: Readonly<NodeJS.ProcessEnv>, folder: string, nodeFolder: string): Readonly<Record<string, string>> {
  const kept = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && !DROPPED.test(entry[0]));
  return {
    ...Object.fromEntries(kept),
    PATH: `${nodeFolder}${delimiter}${env['PATH'] ?? ''}`,
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NX_INTERACTIVE: 'false',
    NX_NO_CLOUD: 'true',
    NX_CACHE_DIRECTORY: join(folder, 'nx-cache'),
    NX_WORKSPACE_DATA_DIRECTORY: join(folder, 'nx-data'),
    NO_COLOR: '1',
    npm_config_update_notifier: 'false',
    npm_config_fund: 'false',
    npm_config_audit: 'false',
    npm_config_userconfig: join(folder, 'npmrc'),
  };
}
