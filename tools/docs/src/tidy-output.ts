// What a command printed, as a page shows it: no colours, no timings, no runs of blank lines, cut to a length.

const COLOUR = /\u001b\[[0-9;]*m/g;
/** ` (1.2s)` and ` (340ms)`, which Nx puts behind results. */
const TIMING = / \(\d+(?:\.\d+)?m?s\)/g;

export function tidyOutput(output: string): readonly string[] {
  const lines = output.replace(COLOUR, '').replace(TIMING, '').split('\n').map((line) => line.trimEnd());
  const kept = lines.filter((line, index) => line !== '' || (index > 0 && lines[index - 1] !== ''));
  return kept.at(-1) === '' ? kept.slice(0, -1) : kept;
}

/** The first `count` lines, `…`, and the last `tail` lines. */
export function cutLines(lines: readonly string[], count: number | undefined, tail = 0): readonly string[] {
  if (count === undefined || lines.length <= count + tail) return lines;
  return [...lines.slice(0, count), '…', ...lines.slice(lines.length - tail)];
}

/** What `air` prints before its summary: the findings. */
export function findingLines(lines: readonly string[]): readonly string[] {
  const summary = lines.findIndex((line) => /^(?:(?:ok|failed) (?:world|pack) |world \S+: )/.test(line));
  return summary < 0 ? lines : lines.slice(0, summary);
}
