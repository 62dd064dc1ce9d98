// Divides a run of Nx among machines: reads the tasks that `nx affected --graph=<file>` wrote, and prints the arguments of
// `nx` for one share, a line for each command. Plain JavaScript that imports nothing of nx-air.
import { readFileSync } from 'node:fs';

const [file, share] = process.argv.slice(2);
const [, index, count] = /^(\d+)\/(\d+)$/.exec(share ?? '') ?? [];
if (file === undefined || index === undefined || count === undefined || Number(index) < 1 || Number(index) > Number(count)) {
  console.error('usage: node node_modules/nx-air/bin/shard.mjs <graph file> <share>/<shares>');
  process.exit(1);
}

const { graph, tasks } = JSON.parse(readFileSync(file, 'utf8'));
const all = Object.values(tasks.tasks);
/** Parents of parts do nothing themselves. */
const isParent = ({ target: { project, target } }) => graph.nodes[project]?.data?.targets?.[target]?.executor === 'nx:noop';
const own = all.filter((task) => !isParent(task));
// What another task needs comes with it, from the cache where another share has it already.
const needed = new Set(own.flatMap(({ id }) => (tasks.dependencies[id] ?? []).map((each) => (typeof each === 'string' ? each : each.id))));
const tops = own.filter(({ id }) => !needed.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
const mine = tops.filter((_task, at) => at % Number(count) === Number(index) - 1);

const targetsOf = new Map();
for (const { target: { project, target } } of mine) targetsOf.set(project, [...(targetsOf.get(project) ?? []), target]);
const projectsOf = new Map();
for (const [project, targets] of targetsOf) projectsOf.set(targets.join(), [...(projectsOf.get(targets.join()) ?? []), project]);
for (const [targets, projects] of projectsOf) console.log(`run-many --targets=${targets} --projects=${projects.join()}`);
