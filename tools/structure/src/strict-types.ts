// Refuses what switches the type checker off or depends on the reader's locale: any, `!`, @ts-ignore, localeCompare.
import ts from 'typescript';
import type { CheckReport, Fault } from './check.ts';
import { lineOf, parseSource, walk } from './syntax.ts';
import type { SourceFile, SourceTree } from './tree.ts';

const DIRECTIVE = /^\s*(?:\/\/|\/\*)+\s*@ts-(?:ignore|nocheck|expect-error)\b/;

export function checkStrictTypes(tree: SourceTree): CheckReport {
  const sources = tree.files.filter(({ role }) => role === 'source');
  return { summary: `${sources.length} source files`, faults: sources.flatMap(judge) };
}

function judge(file: SourceFile): readonly Fault[] {
  const faults: Fault[] = file.text.split('\n').flatMap((text, index) =>
    DIRECTIVE.test(text) ? [{ file: file.path, line: index + 1, message: 'type checking is switched off by a comment' }] : [],
  );
  walk(parseSource(file), (node) => {
    const message = describe(node);
    if (message !== undefined) faults.push({ file: file.path, line: lineOf(node), message });
  });
  return faults;
}

function describe(node: ts.Node): string | undefined {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return '`any`: say what it is, or `unknown`';
  if (ts.isNonNullExpression(node)) return '`!`: handle the missing value';
  if (ts.isAsExpression(node) && ts.isAsExpression(node.expression)) return 'a double `as` hides a wrong type: check the value';
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'localeCompare') return 'localeCompare orders by locale: use compareText';
  return undefined;
}
