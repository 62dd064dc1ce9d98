// CommonJS packages run when they are first used; types and other packages stay as they are.
import { mkdtempSync, realpathSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { lateRequires } from '../src/late-requires.ts';

const late = lateRequires({ 'large-one': 'large', other: 'other' });

describe('lateRequires', () => {
  it.each([
    [`import large from 'large-one';\nlarge.walk(large.root);`, `import type large from 'large-one';\nrequire('large-one').walk(require('large-one').root);`],
    [`import large from 'large-one';\ntype A = Pick<large.Adapter, 'b'>;`, `import type large from 'large-one';\ntype A = Pick<large.Adapter, 'b'>;`],
    [`import large from 'large-one';\nimport other from 'other';\nother.a(enlarge.b, large.c);`, `import type large from 'large-one';\nimport type other from 'other';\nrequire('other').a(enlarge.b, require('large-one').c);`],
    [`import { walk } from 'large-one';\nlarge.walk();`, `import { walk } from 'large-one';\nlarge.walk();`],
    [`import large from 'another';\nlarge.walk();`, `import large from 'another';\nlarge.walk();`],
  ])('%j', (text, expected) => {
    expect(late(text)).toBe(expected);
  });

  it.each([
    ['late', late, ['ours', 'large']],
    ['as it is written', (text: string) => text, ['large', 'ours']],
  ])('%s: the order of running', async (_name, change, expected) => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'nx-air-late-')));
    mkdirSync(join(root, 'node_modules', 'large-one'), { recursive: true });
    writeFileSync(join(root, 'node_modules/large-one/index.js'), `globalThis.lateOrder.push('large');\nexports.one = 1;\n`);
    writeFileSync(join(root, 'index.ts'), change(`import large from 'large-one';\nglobalThis.lateOrder.push('ours');\nexport const one = large.one;\n`));
    await build({ absWorkingDir: root, entryPoints: ['index.ts'], bundle: true, format: 'esm', platform: 'node', outdir: join(root, 'out'), outExtension: { '.js': '.mjs' }, logLevel: 'silent' });
    const order: string[] = [];
    Reflect.set(globalThis, 'lateOrder', order);
    const { one } = (await import(pathToFileURL(join(root, 'out/index.mjs')).href)) as { one: number };
    expect([one, order]).toEqual([1, expected]);
  });
});
