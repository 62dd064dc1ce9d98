// Lets the importing process load TypeScript sources, on every supported Node and from any folder.
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

// Otherwise swc-node looks for tsconfig.json in the folder the command was started in.
const before = process.env.SWC_NODE_PROJECT;
process.env.SWC_NODE_PROJECT = fileURLToPath(new URL('../../tsconfig.json', import.meta.url));
register('@swc-node/register/esm', import.meta.url);
if (before === undefined) delete process.env.SWC_NODE_PROJECT;
else process.env.SWC_NODE_PROJECT = before;
