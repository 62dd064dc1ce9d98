// Parses a source file once, whichever checks ask for it.
import ts from 'typescript';
import type { SourceFile } from './tree.ts';

const parsed = new WeakMap<SourceFile, ts.SourceFile>();

export function parseSource(file: SourceFile): ts.SourceFile {
  const known = parsed.get(file);
  if (known) return known;
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  parsed.set(file, source);
  return source;
}

/** Calls `visit` for every node below (and with) `node`, in source order. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** 1-based line on which the node's own text starts. */
export function lineOf(node: ts.Node): number {
  const source = node.getSourceFile();
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}
