// The plans that this repository ships have nothing to be found.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { plansOf, rendered } from '../plan-view.ts';

const ROOT = new URL('../../../../', import.meta.url);
const read = (path: string): string => readFileSync(fileURLToPath(new URL(path, ROOT)), 'utf8');

describe('plan packs of the repository', () => {
  test.each([
    ['session-core', 'plan-packs/aos-agent-sdk/air/exports/plan-packs/session-core/defs.air.json'],
    ['digest', 'plan-packs/digest/defs.air.json'],
    ['changelog', 'plan-packs/changelog/defs.air.json'],
  ])('%s', (_name, path) => {
    const text = read(path);
    expect(plansOf(text).length).toBeGreaterThan(0);
    expect(rendered(text)).toBe('');
  });
});
