import { other } from '../../other.ts';
import { execa } from 'execa';
export default async function run(options: unknown, ctx: {projectName: string}) { console.log('ran', other, ctx.projectName, typeof execa); return { success: true }; }
export async function batch(g: {tasks: Record<string, unknown>}) { return Object.fromEntries(Object.keys(g.tasks).map(t => [t, {success: true, terminalOutput: 'batched ' + t + '\n'}])); }
