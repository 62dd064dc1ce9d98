// The same packages under the next version, so that nothing but the version differs.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packFolders } from '../../package/src/pack.ts';
import { runOk, type Place } from './run.ts';

/** Unpacks, renumbers and packs again, in a folder of `place`. */
export async function bumpTarballs(tarballs: readonly string[], place: Place): Promise<{ readonly tarballs: readonly string[]; readonly version: string }> {
  const to = join(place.cwd, 'bumped');
  let version = '';
  const folders: string[] = [];
  for (const [index, file] of tarballs.entries()) {
    const folder = join(to, String(index));
    mkdirSync(folder, { recursive: true });
    await runOk('tar', ['-xzf', file, '-C', folder, '--strip-components=1'], place);
    const manifest = join(folder, 'package.json');
    const text = readFileSync(manifest, 'utf8');
    const current = (JSON.parse(text) as { readonly version: string }).version;
    version = nextPatch(current);
    writeFileSync(manifest, renumber(text, current, version));
    folders.push(folder);
  }
  const packed = await packFolders(folders, to);
  return { tarballs: packed.map(({ filename }) => join(to, filename)), version };
}

export function nextPatch(version: string): string {
  return version.replace(/\d+$/, (patch) => String(Number(patch) + 1));
}

/** Its own version, and those of our packages that it asks for. */
export function renumber(manifest: string, from: string, to: string): string {
  return manifest.replaceAll(new RegExp(`("(?:version|(?:@nx-air/)[a-z-]+)": ")${from.replaceAll('.', '\\.')}"`, 'g'), `$1${to}"`);
}
