// What Nx says about the tasks of a run.

export interface TaskCounts {
  /** Tasks that ran, sorted. */
  readonly ran: readonly string[];
  /** Tasks whose result came from the cache, sorted. */
  readonly cached: readonly string[];
}

const LINE = /^> nx run (?<task>\S+)(?<note>.*)$/gm;
const CACHED = /\[(?:local|remote) cache\]|existing outputs match the cache/;

/** From output with `--outputStyle=static`. */
export function countTasks(output: string): TaskCounts {
  const ran = new Set<string>();
  const cached = new Set<string>();
  for (const { groups = {} } of output.matchAll(LINE)) {
    const { task = '', note = '' } = groups;
    (CACHED.test(note) ? cached : ran).add(task);
  }
  return { ran: [...ran].filter((task) => !cached.has(task)).sort(), cached: [...cached].sort() };
}
