// Which packages are published, in an order in which each follows what it depends on.

export interface Published {
  readonly name: string;
  /** Folder in the repository. */
  readonly dir: string;
  /** One sentence, for package.json and README.md. */
  readonly description: string;
  /** Folders and files that go out as they are: path in the repository to path in the package. */
  readonly assets: Readonly<Record<string, string>>;
}

/**
 * One package a layer, as in the repository: what two of them share exists once where they are installed, so a
 * `CanonError` is the same class for all. `air` itself is one program in a bundle of its own (program.ts).
 */
export const PUBLISHED: readonly Published[] = [
  { name: '@nx-air/canon', dir: 'libs/canon', description: 'Canonical CBOR, content hashes and strict JSON for AIR.', assets: {} },
  {
    name: '@nx-air/air',
    dir: 'libs/air',
    description: 'The definitions of AIR: node types, structural checks, identity, findings, JSON Schemas.',
    assets: { 'spec/schemas': 'schemas' },
  },
  { name: '@nx-air/plan', dir: 'libs/plan', description: 'AIR plans: types, evaluation, checks of meaning, contracts, pictures.', assets: {} },
  { name: '@nx-air/world', dir: 'libs/world', description: 'From aos.sync.json to a merged manifest: imports, locks, merging.', assets: {} },
  { name: '@nx-air/kernel', dir: 'libs/kernel', description: 'Deterministic kernel that runs a merged AIR world.', assets: {} },
  { name: '@nx-air/gates', dir: 'libs/gates', description: 'Scenarios, replay parity, crashes and summaries of AIR worlds.', assets: {} },
  {
    name: '@nx-air/module-sdk',
    dir: 'libs/module-sdk',
    description: 'AssemblyScript library and compiler front end for modules of AIR worlds.',
    assets: { 'libs/module-sdk/assembly': 'assembly' },
  },
  {
    name: '@nx-air/cli',
    dir: 'libs/cli',
    description: 'The program air: check, lock, run and replay AIR worlds.',
    assets: { 'libs/cli/bin/installed.mjs': 'bin/air.mjs' },
  },
  {
    name: 'nx-air',
    dir: 'plugins/nx-air',
    description: 'Nx plugin for AIR worlds and plan packs: projects, targets, locks and gates.',
    assets: { 'plugins/nx-air/bin': 'bin' },
  },
];
