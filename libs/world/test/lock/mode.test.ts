// Which mode applies, and why.
import { describe, expect, it } from 'vitest';
import { CI_VARIABLES, detectCi } from '../../src/lock/detect-ci.ts';
import { resolveLockMode } from '../../src/lock/mode.ts';
import type { LockModeRequest } from '../../src/lock/mode.ts';

describe('detectCi', () => {
  it.each([
    ['nothing', {}, false],
    ['CI=true', { CI: 'true' }, true],
    ['CI=1', { CI: '1' }, true],
    ['CI=yes', { CI: 'yes' }, true],
    ['CI=woodpecker', { CI: 'woodpecker' }, true],
    ['CI empty', { CI: '' }, false],
    ['CI=0', { CI: '0' }, false],
    ['CI=false', { CI: 'false' }, false],
    ['CI=FALSE', { CI: ' FALSE ' }, false],
    ['CI=no', { CI: 'no' }, false],
    ['CI=off', { CI: 'off' }, false],
    ['Azure', { TF_BUILD: 'True' }, true],
    ['Jenkins', { BUILD_ID: '17', JENKINS_URL: 'https://ci' }, true],
    ['a vendor variable that says no', { TF_BUILD: 'false' }, false],
    ['CI=false against a vendor', { CI: 'false', TF_BUILD: 'True' }, false],
    ['CI empty and a vendor', { CI: '', TF_BUILD: 'True' }, true],
  ])('%s', (_, env, ci) => {
    expect(detectCi(env).ci).toBe(ci);
  });

  it.each(CI_VARIABLES.map((name) => [name]))('%s alone', (variable) => {
    expect(detectCi({ [variable]: '2' })).toEqual({ ci: true, variable });
  });
});

describe('resolveLockMode', () => {
  const CI = { CI: 'true' };
  it.each<[string, LockModeRequest, string, string]>([
    ['nothing said', { env: {} }, 'warn', 'not in CI'],
    ['CI', { env: CI }, 'error', 'CI=true'],
    ['a vendor', { env: { TF_BUILD: 'True' } }, 'error', 'TF_BUILD=True'],
    ['option before CI', { env: CI, option: 'warn' }, 'warn', 'plugin option lockMode warn'],
    ['variable before option', { env: { AOS_IMPORT_LOCK: 'error' }, option: 'off' }, 'error', 'AOS_IMPORT_LOCK=error'],
    ['variable before CI', { env: { ...CI, AOS_IMPORT_LOCK: 'Warn' } }, 'warn', 'AOS_IMPORT_LOCK=Warn'],
    ['strict before variable', { env: { AOS_IMPORT_LOCK_STRICT: '1', AOS_IMPORT_LOCK: 'off' } }, 'error', 'AOS_IMPORT_LOCK_STRICT=1'],
    ['strict as AOS reads it', { env: { AOS_IMPORT_LOCK_STRICT: ' ON ' } }, 'error', 'AOS_IMPORT_LOCK_STRICT= ON '],
    ['strict that is not', { env: { AOS_IMPORT_LOCK_STRICT: '0' } }, 'warn', 'not in CI'],
    ['flag before strict', { flag: 'warn', env: { AOS_IMPORT_LOCK_STRICT: '1' } }, 'warn', '--lock-mode warn'],
    ['flag off', { flag: 'off', env: {} }, 'off', '--lock-mode off'],
    ['empty variable', { env: { AOS_IMPORT_LOCK: ' ' } }, 'warn', 'not in CI'],
    ['mistyped variable is strict', { env: { AOS_IMPORT_LOCK: 'eror' } }, 'error', 'AOS_IMPORT_LOCK=eror'],
    ['facts from elsewhere', { env: {}, ci: { ci: true } }, 'error', 'CI'],
  ])('%s', (_, request, mode, reason) => {
    expect(resolveLockMode(request)).toMatchObject({ mode, reason });
  });

  it.each<[string, LockModeRequest, RegExp | undefined]>([
    ['option below error in CI', { env: CI, option: 'warn' }, /^locks are not enforced in CI \(CI is set\): mode warn, because plugin option/],
    ['flag off in CI', { env: CI, flag: 'off' }, /mode off, because --lock-mode off$/],
    ['mistyped variable', { env: { AOS_IMPORT_LOCK: 'eror' } }, /none of off, warn, error; error is used$/],
    ['error in CI', { env: CI }, undefined],
    ['warn outside CI', { env: {}, flag: 'warn' }, undefined],
  ])('warns: %s', (_, request, warning) => {
    const { warning: said } = resolveLockMode(request);
    if (warning === undefined) expect(said).toBeUndefined();
    else expect(said).toMatch(warning);
  });
});
