// Compares the names every package exports with spec/exports.json, so that the public API changes on purpose only.
import ts from 'typescript';
import type { CheckReport, Fault } from './check.ts';
import { lineOf, parseSource } from './syntax.ts';
import type { SourceFile, SourceTree } from './tree.ts';

export const SNAPSHOT = 'spec/exports.json';
const WRITE = 'node tools/structure/main.mjs exports --write';

/** Entry (`@nx-air/canon/fs`) to its exported names, types marked `type `, all sorted. */
export type ExportedNames = ReadonlyMap<string, readonly string[]>;

export function checkExportedNames(tree: SourceTree): CheckReport {
  const { names, faults } = listExportedNames(tree);
  const count = [...names.values()].reduce((sum, each) => sum + each.length, 0);
  return {
    summary: `${names.size} entries, ${count} exported names`,
    faults: [...faults, ...compareNames(names, readSnapshot(tree.documents.get(SNAPSHOT)))],
  };
}

export function listExportedNames(tree: SourceTree): { readonly names: ExportedNames; readonly faults: readonly Fault[] } {
  const names = new Map<string, readonly string[]>();
  const faults: Fault[] = [];
  for (const { name, entries } of tree.packages) {
    for (const [subpath, path] of entries) {
      const file = tree.files.find((each) => each.path === path);
      if (file) names.set(`${name}${subpath.slice(1)}`, [...listNames(file, faults)].sort());
      else faults.push({ file: path, message: `"exports" of ${name} names it, but it does not exist` });
    }
  }
  return { names, faults };
}

function listNames(file: SourceFile, faults: Fault[]): ReadonlySet<string> {
  const names = new Set<string>();
  const refuse = (node: ts.Node, message: string) => faults.push({ file: file.path, line: lineOf(node), message });
  for (const statement of parseSource(file).statements) {
    if (ts.isExportAssignment(statement)) refuse(statement, 'default export: name it');
    else if (ts.isExportDeclaration(statement)) {
      if (!statement.exportClause || ts.isNamespaceExport(statement.exportClause)) refuse(statement, '`export *`: list the names');
      else {
        for (const element of statement.exportClause.elements) {
          names.add(`${statement.isTypeOnly || element.isTypeOnly ? 'type ' : ''}${element.name.text}`);
        }
      }
    } else if (ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) {
      for (const name of declaredNames(statement)) names.add(name);
    }
  }
  return names;
}

function declaredNames(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText());
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return [`type ${statement.name.text}`];
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return [statement.name?.text ?? 'default'];
  return [];
}

function compareNames(actual: ExportedNames, expected: ExportedNames): readonly Fault[] {
  const entries = [...new Set([...actual.keys(), ...expected.keys()])].sort();
  return entries.flatMap((entry) => {
    const fault = (message: string) => [{ file: SNAPSHOT, message: `${entry} ${message}. If it is meant: ${WRITE}` }];
    if (!expected.has(entry)) return fault(`is not pinned yet (${actual.get(entry)?.length ?? 0} names)`);
    if (!actual.has(entry)) return fault('is pinned, but no longer an entry');
    const has = new Set(actual.get(entry));
    const had = new Set(expected.get(entry));
    const added = [...has].filter((name) => !had.has(name));
    const removed = [...had].filter((name) => !has.has(name));
    if (added.length + removed.length === 0) return [];
    const changes = [...added.map((name) => `+${name}`), ...removed.map((name) => `-${name}`)].join(', ');
    return fault(`differs: ${changes}`);
  });
}

export function writeSnapshot(names: ExportedNames): string {
  const sorted = [...names.keys()].sort().map((entry) => [entry, names.get(entry) ?? []]);
  return `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`;
}

function readSnapshot(text: string | undefined): ExportedNames {
  const snapshot: unknown = text === undefined ? {} : JSON.parse(text);
  return new Map(Object.entries(snapshot ?? {}).map(([entry, names]) => [entry, Array.isArray(names) ? names.map(String) : []]));
}
