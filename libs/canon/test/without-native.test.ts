// The same results where cbor-x has no native addon, which it reads from the environment when it is first imported.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = async (variables: Readonly<Record<string, string>>): Promise<unknown> => {
  const script = fileURLToPath(new URL('without-native-process.ts', import.meta.url));
  const loader = new URL('../../../tools/process/typescript.mjs', import.meta.url).href;
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', loader, script], { env: { ...process.env, ...variables } });
  return JSON.parse(stdout);
};

test('values survive their bytes in JavaScript alone, U+FEFF at the start of long text too', async () => {
  expect(await run({ CBOR_NATIVE_ACCELERATION_DISABLED: 'true' })).toEqual({ isNativeAccelerationEnabled: false, values: 2000, isMarkDropped: true });
});
