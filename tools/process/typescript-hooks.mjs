// Module hooks that translate TypeScript on Node 20; what was translated once is kept in node_modules/.cache.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { version } = require('@swc/core/package.json');
const CACHE = fileURLToPath(new URL(`../../node_modules/.cache/nx-air-typescript/${version}`, import.meta.url));

/** Every TypeScript file here is an ES module, and imports name files as they are: resolving is Node's. */
export async function load(url, context, nextLoad) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context);
  const { source } = await nextLoad(url, { ...context, format: 'module' });
  return { format: 'module', source: readTranslated(Buffer.from(source).toString('utf8'), basename(url)), shortCircuit: true };
}

/** By name and text alone, so that copies of the repository share the cache. */
function readTranslated(text, name) {
  const kept = join(CACHE, createHash('sha256').update(`${name}\0${text}`).digest('hex'));
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const { code } = require('@swc/core').transformSync(text, {
      filename: name,
      swcrc: false,
      configFile: false,
      sourceMaps: 'inline',
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    });
    keep(kept, code);
    return code;
  }
}

/** Written aside and moved, for processes that start at once; a folder that cannot be written is no cache. */
function keep(file, code) {
  const aside = `${file}.${process.pid}`;
  try {
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(aside, code);
    renameSync(aside, file);
  } catch {
    // The next process translates it again.
  }
}
