// Prints the lock mode of this environment; Nx runs it while it hashes `lock-check`, once for all worlds.
//
// The rules are those of `resolveLockMode` and `detectCi` in @nx-air/world; a test holds both to the same answers. They
// stand here a second time, as plain JavaScript that imports nothing, because every Nx command waits for this process.

const MODES = ['off', 'warn', 'error'];
const CI_VARIABLES = ['TF_BUILD', 'BUILD_ID', 'BUILD_NUMBER', 'TEAMCITY_VERSION', 'JENKINS_URL'];
const NOT_CI = ['', '0', 'false', 'no', 'off'];
const TRUE = ['1', 'true', 'yes', 'on'];

const { env } = process;
const textOf = (name) => (env[name] ?? '').trim();
const isSet = (name) => !NOT_CI.includes(textOf(name).toLowerCase());

const ci = textOf('CI') === '' ? CI_VARIABLES.some(isSet) : isSet('CI');
const option = MODES.find((mode) => process.argv[2] === '--option' && process.argv[3] === mode);
const asked = textOf('AOS_IMPORT_LOCK');
const known = MODES.find((mode) => mode === asked.toLowerCase());

function resolve() {
  if (TRUE.includes(textOf('AOS_IMPORT_LOCK_STRICT').toLowerCase())) return 'error';
  if (asked !== '') return known ?? 'error, unknown value';
  return option ?? (ci ? 'error' : 'warn');
}

// CI is part of it: a mode below `error` is a finding there, also one that `--lock-mode` asks for.
console.log(`${resolve()}${ci ? ', in CI' : ''}`);
