// Options of the plugin: defaults, names, and errors that say what to change.
import { describe, expect, test } from 'vitest';
import { DEFAULT_OPTIONS as NAMES, NxAirOptionsError, normalizeOptions } from '../src/options.ts';

const DEFAULT_OPTIONS = { ...NAMES, atomizeGates: true };

describe('normalizeOptions', () => {
  test.each([
    ['absent', undefined, DEFAULT_OPTIONS],
    ['null', null, DEFAULT_OPTIONS],
    ['empty', {}, DEFAULT_OPTIONS],
    ['one name', { mergeTargetName: 'air-merge' }, { ...DEFAULT_OPTIONS, mergeTargetName: 'air-merge' }],
    ['swapped names', { mergeTargetName: 'validate', validateTargetName: 'merge' }, { ...DEFAULT_OPTIONS, mergeTargetName: 'validate', validateTargetName: 'merge' }],
    ['a lock mode', { lockMode: 'error', lockCheckTargetName: 'locks' }, { ...DEFAULT_OPTIONS, lockCheckTargetName: 'locks', lockMode: 'error' }],
    ['levels of lints', { lints: { late_wait: 'error', slot_drift: 'off' } }, { ...DEFAULT_OPTIONS, lints: ['late_wait=error', 'slot_drift=off'] }],
    ['gates whole', { atomizeGates: false }, { ...DEFAULT_OPTIONS, atomizeGates: false }],
    ['a lock mode that is not set', { lockMode: undefined }, DEFAULT_OPTIONS],
  ])('%s', (_label, given, expected) => {
    expect(normalizeOptions(given)).toEqual(expected);
  });

  test.each([
    ['a typing mistake', { mergeTargetname: 'm' }, 'nx.json: nx-air: unknown option "mergeTargetname". Did you mean "mergeTargetName"?'],
    ['an unknown word', { colour: 'red' }, 'nx.json: nx-air: unknown option "colour". Known options: mergeTargetName, buildModulesTargetName, validateTargetName, lockTargetName, lockCheckTargetName, smokeTargetName, replayParityTargetName, crashResumeTargetName, soakTargetName, summaryTargetName, replayParityCiTargetName, crashResumeCiTargetName, atomizeGates, lockMode, lints.'],
    ['a blank name', { validateTargetName: ' ' }, 'nx.json: nx-air: option "validateTargetName" is " ". A target name is a non-empty text without ":" and blanks.'],
    ['a colon', { validateTargetName: 'a:b' }, 'nx.json: nx-air: option "validateTargetName" is "a:b". A target name is a non-empty text without ":" and blanks.'],
    ['a number', { mergeTargetName: 3 }, 'nx.json: nx-air: option "mergeTargetName" is 3. A target name is a non-empty text without ":" and blanks.'],
    ['one name twice', { mergeTargetName: 'validate' }, 'nx.json: nx-air: mergeTargetName and validateTargetName are both "validate". Give each target its own name.'],
    ['two locks of one name', { lockTargetName: 'lock-check' }, 'nx.json: nx-air: lockTargetName and lockCheckTargetName are both "lock-check". Give each target its own name.'],
    ['a lock mode in capitals', { lockMode: 'ERROR' }, 'nx.json: nx-air: option "lockMode" is "ERROR". Write one of "off", "warn", "error".'],
    ['a lock mode that is no text', { lockMode: null }, 'nx.json: nx-air: option "lockMode" is null. Write one of "off", "warn", "error".'],
    ['a lock mode spelt otherwise', { lockmode: 'warn' }, 'nx.json: nx-air: unknown option "lockmode". Did you mean "lockMode"?'],
    ['a switch that is no boolean', { atomizeGates: 'yes' }, 'nx.json: nx-air: option "atomizeGates" is "yes". Write true or false.'],
    ['a parent named like its gate', { replayParityCiTargetName: 'replay-parity' }, 'nx.json: nx-air: replayParityTargetName and replayParityCiTargetName are both "replay-parity". Give each target its own name.'],
    ['lints as a list', { lints: [] }, 'nx.json: nx-air: option "lints" is not an object. Write {"<lint>": "off" | "warning" | "error"}.'],
    ['a list', [], 'nx.json: nx-air: "options" is not an object. Write "options": {} or leave it out.'],
  ])('refuses %s', (_label, given, message) => {
    expect(() => normalizeOptions(given)).toThrow(NxAirOptionsError);
    expect(() => normalizeOptions(given)).toThrow(message);
  });

  test('a prototype key is an unknown option, not a way in', () => {
    expect(() => normalizeOptions(JSON.parse('{"__proto__": {}}'))).toThrow('unknown option "__proto__"');
  });
});
