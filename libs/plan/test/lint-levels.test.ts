// Lints at the level of the workspace: off, warning, error.
import { describe, expect, it } from 'vitest';
import { LINT_CODES, LINT_LEVELS, readLintLevels } from '../src/check.ts';
import { codeEntry } from '@nx-air/air';
import { DONE, ORDER } from './support/defs.ts';
import { flow, http, packLints, timer } from './lints/lint-findings.ts';

const defs = [ORDER, DONE, flow('p/core_pay@1', [http('pay', 'POST'), timer('late'), { id: 'over', op: 'end' }], [{ from: 'late', to: 'late_done' }, { from: 'late_done', to: 'over' }])];
const lints = (level: 'off' | 'warning' | 'error'): string => packLints(defs, { levels: new Map([['missing_idempotency_key', level]]) });

describe('levels', () => {
  it('are warnings unless said otherwise', () => {
    for (const code of LINT_CODES) expect([code, codeEntry(code).severity]).toEqual([code, 'warning']);
    expect(packLints(defs)).toContain('warning missing_idempotency_key');
    expect(lints('warning')).toBe(packLints(defs));
  });

  it('promote and silence', () => {
    expect(lints('error')).toContain('error missing_idempotency_key');
    expect(lints('off')).toBe('');
  });

  it('leave a suppression of a silenced lint alone', () => {
    const allowed = flow('p/core_pay@1', [http('pay', 'POST', { $comment: 'air:allow missing_idempotency_key — harmless' }), timer('late'), { id: 'over', op: 'end' }], [{ from: 'late', to: 'late_done' }, { from: 'late_done', to: 'over' }]);
    expect(packLints([ORDER, DONE, allowed], { levels: new Map([['missing_idempotency_key', 'off']]) })).toBe('');
  });
});

describe('readLintLevels', () => {
  it('reads pairs, later ones win', () => {
    const read = readLintLevels([['late_wait', 'off'], ['late_wait', 'error'], ['prefer_core', 'warning']]);
    expect(read).toEqual({ ok: true, levels: new Map([['late_wait', 'error'], ['prefer_core', 'warning']]) });
  });

  const wrong: readonly (readonly [string, unknown, string])[] = [
    ['late_wiat', 'off', '`late_wiat` is no lint. Did you mean `late_wait`?'],
    ['type_mismatch', 'off', `\`type_mismatch\` is no lint. Use one of ${LINT_CODES.join(', ')}.`],
    ['late_wait', 'err', `\`err\` is no level of the lint late_wait. Use one of ${LINT_LEVELS.join(', ')}.`],
    ['late_wait', 'erorr', '`erorr` is no level of the lint late_wait. Did you mean `error`?'],
    ['late_wait', true, `\`true\` is no level of the lint late_wait. Use one of ${LINT_LEVELS.join(', ')}.`],
    ['__proto__', 'off', `\`__proto__\` is no lint. Use one of ${LINT_CODES.join(', ')}.`],
  ];
  it.each(wrong)('refuses %s: %j', (code, level, message) => {
    const read = readLintLevels([[code, level]]);
    expect(read.ok ? '' : `${read.message}. ${read.hint}`).toBe(message);
  });
});
