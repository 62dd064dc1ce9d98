// Validates worlds in one process as Nx's batch does: `batch-memory.mjs <count>` in a workspace prints what it took as JSON.
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const count = Number(process.argv[2]);
const root = process.cwd();
const require = createRequire(join(root, 'index.js'));
const home = realpathSync(join(root, 'node_modules', 'nx-air'));
const [file, name] = require(join(home, 'executors.json')).executors.validate.batchImplementation.split('#');
const { [name]: batch } = await import(pathToFileURL(join(home, file.endsWith('.js') ? file : `${file}.js`)).href);
const names = Array.from({ length: count }, (_, index) => `world-${index}`);
const projects = Object.fromEntries(names.map((project, index) => [project, { root: `worlds/world-${index}`, targets: {} }]));
const tasks = Object.fromEntries(names.map((project) => [`${project}:validate`, { id: `${project}:validate`, target: { project, target: 'validate' }, overrides: {}, outputs: [] }]));
let succeeded = 0;
for await (const { result } of batch({ tasks, roots: Object.keys(tasks), dependencies: {} }, Object.fromEntries(Object.keys(tasks).map((task) => [task, {}])), {}, { root, projectsConfigurations: { version: 2, projects } })) if (result.success) succeeded += 1;
console.log(JSON.stringify({ succeeded, megabytes: process.resourceUsage().maxRSS / 1024 }));
