// `air graph`: the plans of a world or pack as pictures, with effects, slots, waits, guards and findings on the steps.
import type { Host } from '@nx-air/world';
import type { Command, CommandResult } from '../command.ts';
import { GRAPH_FORMATS, type GraphFormat, type GraphOptions } from '../graph-options.ts';
import { absolutePath, resolveFolder } from '../target.ts';

/** The world or pack in the folder `dir` (absolute). Findings are in the picture; it fails only where no plan can be read. */
export async function runGraph(host: Host, dir: string, format: GraphFormat, options: GraphOptions = {}): Promise<CommandResult> {
  const { drawGraph } = await import('../draw-graph.ts');
  return drawGraph(host, dir, format, options);
}

export const graph: Command = {
  name: 'graph',
  summary: 'draw the plans of a world or pack with effects, waits, guards and findings',
  usage: '<world-or-pack> [plan] [--format FORMAT] [--out FILE]',
  targets: { least: 1, most: 2 },
  options: {
    format: { type: 'string', placeholder: 'FORMAT', choices: GRAPH_FORMATS, summary: 'what to draw: mermaid (without this option), svg (one plan) or html' },
    out: { type: 'string', placeholder: 'FILE', summary: 'write the picture to FILE instead of printing it' },
  },
  async run(host, { cwd, targets, values, flags }) {
    const target = await resolveFolder(host, cwd, targets[0] ?? '.');
    const [, plan] = targets;
    const out = values.get('out');
    const format = GRAPH_FORMATS.find((known) => known === values.get('format')) ?? 'mermaid';
    const drawn = await runGraph(host, target.path, format, {
      label: target.label,
      ...(plan === undefined ? {} : { plan }),
      ...(out === undefined ? {} : { out: absolutePath(cwd, out) }),
    });
    return flags.has('json') ? { ...drawn, lines: [] } : drawn;
  },
};
