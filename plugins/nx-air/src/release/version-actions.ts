// How `nx release` versions plan packs: every manifest of the package together, and nothing that breaks a promise.
import { VersionActions } from 'nx/release';
import type { ProjectGraph, Tree } from '@nx/devkit';
import { loadEngine } from '../executors/engine.ts';
import { judgeReleases, releaseText } from './judge-releases.ts';
import { findPackage, type PackPackage } from './pack-package.ts';
import { updateNpmDependencies } from './npm-dependencies.ts';
import { readManifestVersion, writeManifestVersion } from './manifest-version.ts';
import { lastRelease } from './release-tags.ts';
import { ReleaseError } from './release-error.ts';
import { askRegistry } from './registry-version.ts';

const MANIFESTS = ['package.json', 'Cargo.toml'];

/** A pack without package.json and Cargo.toml has its version in git tags alone. */
export class PackVersionActions extends VersionActions {
  override validManifestFilenames: string[] | null = [...MANIFESTS];
  #package: PackPackage | undefined;

  override async init(tree: Tree): Promise<void> {
    const found = findPackage(tree, this.projectGraphNode.data.root);
    this.#package = found;
    const asked = this.finalConfigForProject.manifestRootsToUpdate.map(({ path }) => path.replace('{workspaceRoot}/', '').replace('{projectRoot}', this.projectGraphNode.data.root).replace('{projectName}', this.projectGraphNode.name));
    const roots = asked.length === 0 ? [found.root] : asked;
    const manifests = roots.flatMap((root) => MANIFESTS.map((name) => (root === '.' ? name : `${root}/${name}`))).filter((path) => tree.exists(path));
    this.manifestsToUpdate = manifests.map((manifestPath) => ({ manifestPath, preserveLocalDependencyProtocols: this.finalConfigForProject.preserveLocalDependencyProtocols ?? true }));
    if (manifests.length === 0) this.validManifestFilenames = null;
  }

  override async readCurrentVersionFromSourceManifest(tree: Tree): Promise<{ currentVersion: string; manifestPath: string } | null> {
    const [first] = this.manifestsToUpdate;
    return first === undefined ? null : { manifestPath: first.manifestPath, currentVersion: readManifestVersion(tree, first.manifestPath) };
  }

  /** All manifests of the package have one version. Where versions are read Nx would hide why it cannot go on. */
  override async validate(tree: Tree): Promise<void> {
    await super.validate(tree);
    const [first, ...others] = this.manifestsToUpdate.map(({ manifestPath }) => ({ manifestPath, currentVersion: readManifestVersion(tree, manifestPath) }));
    if (first === undefined) return;
    const odd = others.find(({ currentVersion }) => currentVersion !== first.currentVersion);
    if (odd !== undefined) throw new ReleaseError('versions_differ', `${first.manifestPath} has version ${first.currentVersion}, ${odd.manifestPath} has ${odd.currentVersion}`, 'A package has one version: write the same into both.');
  }

  override async readCurrentVersionFromRegistry(tree: Tree, metadata: Record<string, unknown> | undefined): Promise<{ currentVersion: string | null; logText: string } | null> {
    return askRegistry(tree, this.manifestsToUpdate.map(({ manifestPath }) => manifestPath), metadata);
  }

  override async readCurrentVersionOfDependency(tree: Tree, projectGraph: ProjectGraph, dependency: string): Promise<{ currentVersion: string | null; dependencyCollection: string | null }> {
    const root = projectGraph.nodes[dependency]?.data.root;
    return root === undefined ? { currentVersion: null, dependencyCollection: null } : updateNpmDependencies(tree, this.manifestsToUpdate.map(({ manifestPath }) => manifestPath), root).find();
  }

  /**
   * Judged here and not where versions are worked out: Nx works out one version for a whole group, and comes here with
   * each project of it, before anything is written to disk.
   */
  override async updateProjectVersion(tree: Tree, next: string): Promise<string[]> {
    const found = this.#package ?? findPackage(tree, this.projectGraphNode.data.root);
    const engine = await loadEngine();
    const last = await lastRelease(engine, { cwd: tree.root, pattern: this.releaseGroup.releaseTag.pattern, project: this.projectGraphNode.name, group: this.releaseGroup.name, next });
    const releases = await judgeReleases(engine, { root: tree.root, package: found, next, ...(last.release === undefined ? {} : { last: last.release }) });
    const text = releaseText(engine, releases, last, next);
    if (releases.some(({ findings }) => findings.length > 0)) {
      throw new ReleaseError('release_refused', `${this.projectGraphNode.name} cannot be released as ${next}\n${text.join('\n')}`, '');
    }
    return [...text, ...this.manifestsToUpdate.map(({ manifestPath }) => writeManifestVersion(tree, manifestPath, next))];
  }

  override async updateProjectDependencies(tree: Tree, projectGraph: ProjectGraph, versions: Record<string, string>): Promise<string[]> {
    return Object.entries(versions).flatMap(([project, version]) => {
      const root = projectGraph.nodes[project]?.data.root;
      return root === undefined ? [] : updateNpmDependencies(tree, this.manifestsToUpdate.map(({ manifestPath }) => manifestPath), root).write(version);
    });
  }
}
