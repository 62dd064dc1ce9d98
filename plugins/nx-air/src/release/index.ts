// Entry `nx-air/release`: the version actions of plan packs, for `release.version.versionActions` in nx.json.
export { PackVersionActions, PackVersionActions as default } from './version-actions.ts';
export { ReleaseError } from './release-error.ts';
export type { ReleaseErrorCode } from './release-error.ts';
