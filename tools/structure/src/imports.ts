// Lists what a source file imports, and how: at load time, for types only, lazily, or by resolving a path.
import ts from 'typescript';
import { lineOf, parseSource, walk } from './syntax.ts';
import type { SourceFile } from './tree.ts';

export type ImportMode = 'static' | 'type' | 'lazy' | 'resolve';

export interface ImportRef {
  readonly specifier: string;
  readonly mode: ImportMode;
  readonly line: number;
}

/** Calls that turn a specifier into a path; `register` is Node's own for module hooks. */
const RESOLVERS = new Set(['require.resolve', 'import.meta.resolve', 'register']);

const known = new WeakMap<SourceFile, readonly ImportRef[]>();

/** Only literal specifiers: a computed one cannot be followed. */
export function listImports(file: SourceFile): readonly ImportRef[] {
  const listed = known.get(file);
  if (listed) return listed;
  const found: ImportRef[] = [];
  walk(parseSource(file), (node) => {
    const ref = readImport(node);
    if (ref) found.push({ ...ref, line: lineOf(node) });
  });
  known.set(file, found);
  return found;
}

function readImport(node: ts.Node): Omit<ImportRef, 'line'> | undefined {
  if (ts.isImportDeclaration(node)) {
    // verbatimModuleSyntax keeps `import { type A }` as a load-time import, so only a whole `import type` is a type import.
    return literal(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? 'type' : 'static');
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    return literal(node.moduleSpecifier, node.isTypeOnly ? 'type' : 'static');
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return literal(node.argument.literal, 'type');
  if (!ts.isCallExpression(node)) return undefined;
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return literal(node.arguments[0], 'lazy');
  if (isRequire(node.expression)) return literal(node.arguments[0], isInsideFunction(node) ? 'lazy' : 'static');
  return RESOLVERS.has(node.expression.getText()) ? literal(node.arguments[0], 'resolve') : undefined;
}

/** `require('x')`, and `createRequire(import.meta.url)('x')` without a name for it. */
function isRequire(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === 'require';
  return ts.isCallExpression(callee) && callee.expression.getText() === 'createRequire';
}

function isInsideFunction(node: ts.Node): boolean {
  return ts.findAncestor(node, ts.isFunctionLike) !== undefined;
}

function literal(node: ts.Node | undefined, mode: ImportMode): Omit<ImportRef, 'line'> | undefined {
  return node && ts.isStringLiteralLike(node) ? { specifier: node.text, mode } : undefined;
}
