// From what a world asks for to what it is: one resolver a kind of import.
import type { ImportSpec } from '../spec.ts';
import { resolveCargo } from './cargo.ts';
import type { Resolution, ResolveContext } from './import-source.ts';
import { resolveNpm } from './npm.ts';
import { resolvePath } from './path.ts';

/**
 * Every resolver keeps this contract: it reads the spec and the disk, never a lock; it writes nothing and uses no
 * network; it returns either a source whose `root` is an existing folder contained by realpath, or problems that stand
 * at the entry in aos.sync.json (or at the file that is broken); it throws only for I/O.
 */
export type Resolver<S extends ImportSpec> = (context: ResolveContext, spec: S) => Resolution | Promise<Resolution>;

const resolvers: { readonly [K in ImportSpec['kind']]: Resolver<Extract<ImportSpec, { kind: K }>> } = {
  path: resolvePath,
  cargo: resolveCargo,
  npm: resolveNpm,
};

export async function resolveImport(context: ResolveContext, spec: ImportSpec): Promise<Resolution> {
  switch (spec.kind) {
    case 'path':
      return resolvers.path(context, spec);
    case 'cargo':
      return resolvers.cargo(context, spec);
    case 'npm':
      return resolvers.npm(context, spec);
  }
}
