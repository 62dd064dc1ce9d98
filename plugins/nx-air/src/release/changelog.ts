// Entry `nx-air/release/changelog`: the changelog of a pack, with what its contract and authority gained and lost.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createProjectGraphAsync, workspaceRoot } from '@nx/devkit';
import imported from 'nx/release/changelog-renderer';
import { loadEngine } from '../executors/engine.ts';
import { parseJson } from '../json-member.ts';
import { judgeReleases } from './judge-releases.ts';
import { findPackage } from './pack-package.ts';
import { lastRelease, tagPatterns } from './release-tags.ts';

const onDisk = {
  exists: (path: string): boolean => existsSync(join(workspaceRoot, path)),
  isFile: (path: string): boolean => statSync(join(workspaceRoot, path), { throwIfNoEntry: false })?.isFile() === true,
  children: (path: string): string[] => readdirSync(join(workspaceRoot, path)),
};

/** A class or the module around it, by who loads this file. */
const DefaultChangelogRenderer: typeof imported.default = typeof imported === 'function' ? imported : imported.default;

/** What Nx writes of the commits, and behind it a section for each pack of the package. */
export default class PackChangelogRenderer extends DefaultChangelogRenderer {
  override async render(): Promise<string> {
    const text = await super.render();
    const sections = await this.#sections();
    if (sections.length === 0) return text;
    const title = text.trim() === '' ? `## ${this.changelogEntryVersion}` : text.trimEnd();
    return [title, ...sections].join('\n\n');
  }

  async #sections(): Promise<readonly string[]> {
    const root = this.project === null ? undefined : (await createProjectGraphAsync()).nodes[this.project]?.data.root;
    if (root === undefined || this.project === null) return [];
    const engine = await loadEngine();
    const next = this.changelogEntryVersion;
    for (const pattern of tagPatterns(parseJson(readFileSync(join(workspaceRoot, 'nx.json'), 'utf8')))) {
      const { release } = await lastRelease(engine, { cwd: workspaceRoot, pattern, project: this.project, group: '*', next });
      if (release === undefined) continue;
      const releases = await judgeReleases(engine, { root: workspaceRoot, package: findPackage(onDisk, root), last: release, next });
      return releases.flatMap((each) => {
        const lines = engine.releaseLines(each);
        return lines.length === 0 ? [] : [`### Pack ${each.pack}\n\n${lines.map((line) => `- ${line}`).join('\n')}`];
      });
    }
    return [];
  }
}
