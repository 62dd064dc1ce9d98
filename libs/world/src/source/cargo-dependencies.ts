// Path dependencies of a Cargo.toml: inside a workspace they are members without being listed.
import { joinPath } from '../paths.ts';
import type { TomlTable } from './toml-file.ts';
import { tomlMember, tomlTable, tomlText } from './toml-file.ts';

const TABLES = ['dependencies', 'dev-dependencies', 'dev_dependencies', 'build-dependencies', 'build_dependencies'];

function dependencyTables(table: TomlTable): readonly TomlTable[] {
  const targets = tomlTable(table, 'target') ?? {};
  const owners = [table, ...Object.keys(targets).map((name) => tomlTable(targets, name))];
  const tables = owners.flatMap((owner) => TABLES.map((name) => tomlTable(owner, name)));
  return tables.filter((found) => found !== undefined);
}

/** Absolute folders, in the order of the file; `workspace = true` takes the path from the workspace's own table. */
export function pathDependencies(table: TomlTable, folder: string, workspace: TomlTable, root: string): readonly string[] {
  const shared = tomlTable(workspace, 'dependencies');
  return dependencyTables(table).flatMap((dependencies) =>
    Object.keys(dependencies).flatMap((name) => {
      const own = tomlTable(dependencies, name);
      const inherits = tomlMember(own, 'workspace') === true;
      const path = tomlText(inherits ? tomlTable(shared, name) : own, 'path');
      return path === undefined ? [] : [joinPath(inherits ? root : folder, path)];
    }),
  );
}
