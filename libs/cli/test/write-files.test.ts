// Writing is complete or does not happen.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeFiles } from '../src/write-files.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'air-write-'));
  onTestFinished(() => {
    chmodSync(path, 0o755);
    rmSync(path, { recursive: true });
  });
  return path;
}

describe('writeFiles', () => {
  it('creates parents and replaces what was there', () => {
    const root = folder();
    const path = join(root, 'a/b/c.json');
    writeFiles([{ path, text: 'one\n' }]);
    writeFiles([{ path, text: 'two\n' }]);
    expect(readFileSync(path, 'utf8')).toBe('two\n');
    expect(readdirSync(join(root, 'a/b'))).toEqual(['c.json']);
  });

  it('replaces a link, not what it leads to', () => {
    const root = folder();
    writeFileSync(join(root, 'precious'), 'keep');
    symlinkSync('precious', join(root, 'out.json'));
    writeFiles([{ path: join(root, 'out.json'), text: 'new' }]);
    expect(readFileSync(join(root, 'precious'), 'utf8')).toBe('keep');
    expect(readFileSync(join(root, 'out.json'), 'utf8')).toBe('new');
  });

  it('refuses a folder and leaves nothing behind', () => {
    const root = folder();
    mkdirSync(join(root, 'out.json'));
    expect(() => writeFiles([{ path: join(root, 'out.json'), text: 'x' }])).toThrowError(/it is a folder/);
    expect(readdirSync(root)).toEqual(['out.json']);
  });

  it('reports a parent that is a file', () => {
    const root = folder();
    writeFileSync(join(root, 'file'), '');
    expect(() => writeFiles([{ path: join(root, 'file/out.json'), text: 'x' }])).toThrowError(
      expect.objectContaining({ name: 'CliError', code: 'out_not_writable' }),
    );
    expect(existsSync(join(root, 'file/out.json'))).toBe(false);
  });
});
