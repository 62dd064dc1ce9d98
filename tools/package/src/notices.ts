// Licences of the packages whose code is inside a bundle.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { readRecord } from './json.ts';

const FOLDER = /^(?<folder>(?:.*\/)?node_modules\/(?<name>(?:@[^/]+\/)?[^/]+))\//;

/** Text of THIRD-PARTY.txt; `undefined` when all code is ours. Throws for a package without a licence. */
export function thirdPartyNotices(root: string, bundles: readonly Metafile[]): string | undefined {
  const folders = new Map<string, string>();
  for (const path of bundles.flatMap(bundledInputs)) {
    const { folder, name } = FOLDER.exec(path)?.groups ?? {};
    if (folder !== undefined && name !== undefined) folders.set(folder, name);
  }
  if (folders.size === 0) return undefined;
  return [...folders].sort().map(([folder, name]) => noticeOf(join(root, folder), name)).join('\n');
}

/** Only what the bundles contain: what esbuild read and dropped again needs no notice. */
function bundledInputs({ outputs }: Metafile): readonly string[] {
  return Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])));
}

function noticeOf(folder: string, name: string): string {
  const { version, license } = readRecord(join(folder, 'package.json'));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (typeof license !== 'string') throw new Error(`${name} names no licence: it cannot be part of a bundle`);
  const text = file !== undefined && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8').trim() : `Licence: ${license}`;
  return `${'='.repeat(80)}\n${name} ${String(version)} (${license})\n\n${text}\n`;
}
