// The file name that makes a folder a world.
export const SYNC_CONFIG_NAME = 'aos.sync.json';
