// The real host by itself: the rest of @nx-air/world is loaded with the commands that need it.
export { nodeHost } from '@nx-air/world';
