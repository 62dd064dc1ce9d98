// Requires that the first line of every file says what the file is for.
import type { CheckReport } from './check.ts';
import type { SourceFile, SourceTree } from './tree.ts';

const VAGUE = /(?:^|[/.-])(?:utils?|helpers?|misc|common)(?:[/.-]|$)/;

export function checkFirstLines(tree: SourceTree): CheckReport {
  return {
    summary: `${tree.files.length} files`,
    faults: tree.files.flatMap((file) => {
      const message = judge(file);
      return message === undefined ? [] : [{ file: file.path, line: 1, message }];
    }),
  };
}

function judge({ path, text }: SourceFile): string | undefined {
  if (VAGUE.test(path)) return 'the name says nothing: name the file after its one concept';
  const [first = '', second = ''] = text.split('\n', 2);
  const comment = first.startsWith('#!') ? second : first;
  if (!/^\/\/ \S/.test(comment)) return 'the first line is not a // comment that says what the file is for';
  return comment.split(/\s+/).length < 4 ? `"${comment}" is too short to say what the file is for` : undefined;
}
