// Libraries never print: no console, process.stdout or process.stderr in libs/*/src.
import ts from 'typescript';
import type { CheckReport } from './check.ts';
import { lineOf, parseSource, walk } from './syntax.ts';
import type { SourceFile, SourceTree } from './tree.ts';

export function checkSilence(tree: SourceTree): CheckReport {
  const sources = tree.files.filter(({ path }) => /^libs\/[^/]+\/src\//.test(path));
  return {
    summary: `${sources.length} library files`,
    faults: sources.flatMap((file) =>
      listPrints(file).map(({ line, call }) => ({ file: file.path, line, message: `${call}: return the text, the caller prints it` })),
    ),
  };
}

function listPrints(file: SourceFile): readonly { readonly line: number; readonly call: string }[] {
  const found: { line: number; call: string }[] = [];
  walk(parseSource(file), (node) => {
    if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return;
    const { text: object } = node.expression;
    const prints = object === 'console' || (object === 'process' && /^std(?:out|err)$/.test(node.name.text));
    if (prints) found.push({ line: lineOf(node), call: `${object}.${node.name.text}` });
  });
  return found;
}
