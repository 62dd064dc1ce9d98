// Lets the importing process load TypeScript sources; Node 22.18 and later do so themselves.
import { fileURLToPath } from 'node:url';

if (!process.features.typescript) {
  const { register } = await import('tsx/esm/api');
  // Otherwise tsx looks for tsconfig.json in the folder the command was started in.
  register({ tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)) });
}
