// Whether a build server runs this, by its environment variables.

export interface CiFacts {
  readonly ci: boolean;
  /** The variable that says so. */
  readonly variable?: string;
}

export type Env = Readonly<Record<string, string | undefined>>;

/** Set by servers that do not set CI: Azure Pipelines, Jenkins, TeamCity and others. */
export const CI_VARIABLES = ['TF_BUILD', 'BUILD_ID', 'BUILD_NUMBER', 'TEAMCITY_VERSION', 'JENKINS_URL'] as const;

const NOT_CI = new Set(['', '0', 'false', 'no', 'off']);

const isSet = (env: Env, name: string): boolean => !NOT_CI.has((env[name] ?? '').trim().toLowerCase());

/** `CI` decides where it is set at all: `CI=false` on a build server is not CI. */
export function detectCi(env: Env): CiFacts {
  if (env['CI'] !== undefined && env['CI'].trim() !== '') return isSet(env, 'CI') ? { ci: true, variable: 'CI' } : { ci: false };
  const variable = CI_VARIABLES.find((name) => isSet(env, name));
  return variable === undefined ? { ci: false } : { ci: true, variable };
}
