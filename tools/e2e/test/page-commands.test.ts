// Commands of a page: their order, their output, and pages that hold none.
import { expect, test } from 'vitest';
import { readPageCommands } from '../src/page-commands.ts';

const fence = (kind: string, ...lines: readonly string[]): string => ['```' + kind, ...lines, '```', ''].join('\n');

test('commands in order, with the output that the page shows of the last one', () => {
  const page = ['# Page', fence('sh', 'npx nx add x', 'npx nx run a:b'), 'It says:', fence('text', 'ok a', 'done'), fence('json', '{}'), fence('sh', 'node x | xargs y')].join('\n');
  expect(readPageCommands(page)).toEqual([
    { line: 'npx nx add x', shows: [] },
    { line: 'npx nx run a:b', shows: ['ok a', 'done'] },
    { line: 'node x | xargs y', shows: [] },
  ]);
});

test.each([
  ['no commands', fence('json', '{}'), 'the page has no commands'],
  ['output of nothing', fence('text', 'ok'), 'the page shows output before any command'],
])('%s is refused', (_what, page, message) => expect(() => readPageCommands(page)).toThrow(message));
