// Turns a check's report into lines of text.
import type { CheckReport } from './check.ts';

export function renderReport({ summary, details = [], faults }: CheckReport): string {
  const lines = faults.map(({ file, line, message }) => `${file}${line === undefined ? '' : `:${line}`}: ${message}`);
  return [...details, ...lines, summary].join('\n');
}
