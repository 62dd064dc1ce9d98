// Preloaded into a child process: writes what was loaded, by import or require, to the file in AIR_TEST_LOADS.
import { appendFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';

const hooks = `
  import { appendFileSync } from 'node:fs';
  export async function load(url, context, next) {
    appendFileSync(process.env.AIR_TEST_LOADS, url + '\\n');
    return next(url, context);
  }
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);

process.on('exit', () => {
  appendFileSync(process.env.AIR_TEST_LOADS, Object.keys(createRequire(import.meta.url).cache).join('\n'));
});
