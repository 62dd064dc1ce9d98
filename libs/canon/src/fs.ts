// What of this package needs a file system: `@nx-air/canon/fs`.
export { directoryStore } from './directory-store.ts';
