// Where a world stands: what its paths are relative to and what they may not leave.
import { SYNC_CONFIG_NAME } from './config-name.ts';
import { relativePath } from './paths.ts';

export interface Place {
  /** Absolute repository root: the fence. */
  readonly root: string;
  /** Absolute folder of the aos.sync.json. */
  readonly worldDir: string;
}

/** The aos.sync.json of the place as findings name it. */
export const configFileOf = (place: Place): string => {
  const folder = relativePath(place.root, place.worldDir);
  return folder === '' ? SYNC_CONFIG_NAME : `${folder}/${SYNC_CONFIG_NAME}`;
};
