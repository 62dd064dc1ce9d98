// Lets the importing process load TypeScript sources; Node 22.18 and later do so themselves.
import { register } from 'node:module';

if (!process.features.typescript) {
  register('./typescript-hooks.mjs', import.meta.url);
  process.setSourceMapsEnabled(true);
}
