// A trace as text for a terminal: one line a record.
import { instanceTree, showDuration, treeLines, type Trace } from '@nx-air/gates/summary';
import { showTime } from './show-time.ts';
import { alignColumns } from './table.ts';

export function traceLines({ id, entries, leftOut }: Trace): readonly string[] {
  const [first] = entries;
  const tree = treeLines(instanceTree(entries));
  const worlds = new Set(entries.map(({ world }) => world));
  const rows = entries.map(({ ns, world, seq, kind, subject, step, text, isFailure }) => [
    `+${showDuration(ns - (first?.ns ?? 0n))}`,
    ...(worlds.size > 1 ? [world] : []),
    `${seq}`,
    `${isFailure ? '! ' : ''}${kind}`,
    [subject, step].filter((part) => part !== undefined && part !== '').join(' '),
    text,
  ]);
  return [
    `${id}: ${entries.length} records in ${worlds.size} world${worlds.size === 1 ? '' : 's'}, from ${showTime(first?.ns ?? 0n)}`,
    '',
    ...alignColumns([['after', ...(worlds.size > 1 ? ['world'] : []), 'seq', 'kind', 'plan, step', 'what'], ...rows]),
    ...(tree.length > 0 ? ['', ...tree.map(({ depth, text }) => `${'  '.repeat(depth)}${text}`)] : []),
    ...(leftOut > 0 ? ['', `${leftOut} more records are not shown`] : []),
  ];
}
