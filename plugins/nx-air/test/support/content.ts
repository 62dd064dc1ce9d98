// Small worlds and packs that are correct, so that a test can break exactly one thing.

/** A definition of a boolean schema. */
export const schema = (name: string, type: unknown = { bool: {} }) => ({ $kind: 'defschema', name, type });

/** `aos.sync.json` and a manifest that lists the given schemas; `own` are defined by the world itself. */
export function worldFiles(
  root: string,
  world: { readonly imports?: readonly unknown[]; readonly own?: readonly string[]; readonly lists?: readonly string[] },
): Record<string, unknown> {
  const own = world.own ?? [];
  return {
    [`${root}/aos.sync.json`]: { version: 1, air: { imports: world.imports ?? [] } },
    [`${root}/air/manifest.air.json`]: {
      $kind: 'manifest',
      air_version: '1',
      schemas: [...own, ...(world.lists ?? [])].sort().map((name) => ({ name })),
      modules: [],
      plans: [],
      effects: [],
      caps: [],
      policies: [],
    },
    [`${root}/air/defs.air.json`]: own.map((name) => schema(name)),
  };
}

/** A pack of schemas with the README that its own check asks for. */
export const packFiles = (root: string, ...names: readonly string[]): Record<string, unknown> => ({
  [`${root}/defs.air.json`]: names.map((name) => schema(name)),
  [`${root}/README.md`]: `# ${root}\n`,
});
