// Makes the folder of an npm pack a member of the workspace: only then Nx sees it and worlds find it in node_modules.
import type { Tree } from '@nx/devkit';
import { dirname } from 'node:path/posix';
import { asText, memberOf, parseJson } from '../../json-member.ts';
import { memberMatcher, memberPatterns } from '../../member-globs.ts';
import { GeneratorError } from '../errors.ts';

const read = (tree: Tree, file: string): string | undefined => tree.read(file, 'utf8') ?? undefined;

export const isNpmMember = (tree: Tree, root: string): boolean =>
  memberMatcher(memberPatterns(parseJson(read(tree, 'package.json')), read(tree, 'pnpm-workspace.yaml')))(root);

/** `@acme/greet` in a workspace whose own package is `@acme/…`, else `greet`, or `greet-pack` where `greet` is another project. */
export function packageNameFor(tree: Tree, name: string, isOtherProject: boolean): string {
  const own = asText(memberOf(parseJson(read(tree, 'package.json')), 'name'));
  if (own?.startsWith('@') === true) return `${own.slice(0, own.indexOf('/'))}/${name}`;
  return isOtherProject ? `${name}-pack` : name;
}

/** Adds the siblings of `root` to the members. @throws GeneratorError where the list has another form */
export async function addNpmMember(tree: Tree, root: string): Promise<void> {
  if (isNpmMember(tree, root)) return;
  const pattern = `${dirname(root)}/*`;
  const yaml = read(tree, 'pnpm-workspace.yaml');
  const manifest = read(tree, 'package.json');
  const yamlList = yaml === undefined ? null : /^packages:[ \t]*\r?\n/mu.exec(yaml);
  if (yaml !== undefined && yamlList !== null) {
    const at = yamlList.index + yamlList[0].length;
    tree.write('pnpm-workspace.yaml', `${yaml.slice(0, at)}  - '${pattern}'\n${yaml.slice(at)}`);
  } else if (yaml === undefined && manifest !== undefined) {
    const { editJson } = await import('@nx-air/world');
    const workspaces = memberOf(parseJson(manifest), 'workspaces');
    const path = workspaces === undefined || Array.isArray(workspaces) ? ['workspaces'] : ['workspaces', 'packages'];
    tree.write('package.json', editJson(manifest, [{ add: path, items: [pattern] }]));
  }
  if (!isNpmMember(tree, root)) throw new GeneratorError('unfit', `${root} is no member of the npm workspace`, `Add "${pattern}" to the workspaces of package.json or to pnpm-workspace.yaml.`);
}
