// aos.sync.json of a world, as text.
export const SYNC_CONFIG = 'aos.sync.json';
