// Runs CommonJS packages when they are first used: in a bundle they would run with the file that imports them.

/**
 * @param packages local name of the default import by package, equal in every source
 * @returns the change of one source text; lines stay where they are
 */
export function lateRequires(packages: Readonly<Record<string, string>>): (text: string) => string {
  return (text) =>
    Object.entries(packages).reduce((changed, [name, local]) => {
      const eager = `import ${local} from '${name}';`;
      if (!changed.includes(eager)) return changed;
      // Members that begin with a capital are types.
      const values = new RegExp(`\\b${local}\\.(?=[a-z])`, 'g');
      return changed.replace(eager, `import type ${local} from '${name}';`).replace(values, `require('${name}').`);
    }, text);
}
