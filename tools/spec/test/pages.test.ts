// The committed pages of spec/ are those that the sources make.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CODES } from '@nx-air/air';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../src/main.ts';
import { pages } from '../src/pages.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

describe('generated pages', () => {
  it.each([...pages()])('%s is current', (path, text) => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(text);
  });

  it('explains every code', () => {
    const page = pages().get('spec/findings.md') ?? '';
    for (const [code, { cause, fix }] of Object.entries(CODES)) {
      expect(page).toContain(`## ${code}\n`);
      expect(page).toContain(cause);
      expect(page).toContain(`Fix: ${fix}`);
    }
  });
});

describe('tools/spec', () => {
  let folder = '';
  let printed: string[] = [];
  const run = (...args: string[]): 0 | 1 => main(folder, args, (line) => printed.push(line));
  beforeEach(() => {
    printed = [];
    folder = mkdtempSync(join(tmpdir(), 'spec-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('writes pages that its check accepts, and names a stale one', () => {
    expect(run('--check')).toBe(1);
    expect(run()).toBe(0);
    expect(run('--check')).toBe(0);
    writeFileSync(join(folder, 'spec/findings.md'), 'old');
    printed = [];
    expect(run('--check')).toBe(1);
    expect(printed).toEqual(['spec/findings.md is stale; run: node tools/spec/main.mjs']);
    printed = [];
    expect(run()).toBe(0);
    expect(printed).toEqual(['wrote spec/findings.md']);
  });

  it('refuses other arguments', () => {
    expect(run('--chek')).toBe(1);
    expect(printed).toEqual(['usage: node tools/spec/main.mjs [--check]']);
  });
});
