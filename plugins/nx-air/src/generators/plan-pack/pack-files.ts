// The files of a new pack.
import { layoutFile } from '@nx-air/canon/json';
import { packReadme } from '../starter/pack-readme.ts';
import { reminderDefs, reminderNames } from '../starter/reminder.ts';
import type { NewFiles } from '../workspace/write-new.ts';
import { cargoLock, cargoManifest, cargoSource } from './cargo-files.ts';
import type { Flavour, Profile } from './flavour.ts';
import type { PackPlaces } from './pack-places.ts';

export interface PackContent {
  /** Name and namespace. */
  readonly name: string;
  readonly flavour: Flavour;
  readonly profile: Profile;
  /** Of the npm package or crate. */
  readonly packageName: string;
  /** The crate is a member of a Cargo workspace around it. */
  readonly cargoMember: boolean;
}

/** By path, relative to the workspace. */
export async function packFiles(places: PackPlaces, content: PackContent): Promise<NewFiles> {
  const { name, flavour, profile } = content;
  const { root, defs } = places;
  const role = profile === 'turnkey' ? 'entry' : 'core';
  const reminder = reminderNames(name, role);
  const text = layoutFile([...reminderDefs(reminder)]);
  const files = { [`${defs}/defs.air.json`]: text, [`${defs}/README.md`]: await packReadme(name, role, reminder, text) };
  if (flavour === 'path') return files;
  return { ...files, ...(root === defs ? {} : { [`${root}/README.md`]: packageReadme(places, content) }), ...(flavour === 'npm' ? npmFiles(places, content) : cargoFiles(places, content)) };
}

function npmFiles({ root, airDir }: PackPlaces, { name, packageName }: PackContent): NewFiles {
  const manifest = {
    name: packageName,
    version: '0.1.0',
    license: 'UNLICENSED',
    description: `Plan pack ${name}`,
    files: airDir === '.' ? ['defs.air.json', 'README.md'] : ['air', 'README.md'],
    aos: { airDir },
  };
  return { [`${root}/package.json`]: layoutFile(manifest) };
}

function cargoFiles({ root, airDir }: PackPlaces, { name, packageName, cargoMember }: PackContent): NewFiles {
  return {
    [`${root}/Cargo.toml`]: cargoManifest({ name, packageName, airDir, member: cargoMember }),
    ...(cargoMember ? {} : { [`${root}/Cargo.lock`]: cargoLock(packageName) }),
    [`${root}/src/lib.rs`]: cargoSource(name, airDir),
  };
}

function packageReadme({ airDir }: PackPlaces, { name, packageName }: PackContent): string {
  return `# ${packageName}
Carries plan packs: definitions that worlds import through aos.sync.json.

| pack | folder |
|---|---|
| \`${name}\` | \`${airDir}\` |
`;
}
