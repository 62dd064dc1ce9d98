// The Nx plugin: what nx.json's "plugin": "nx-air" loads. Executors have entries of their own (executors.json).
export { createDependencies } from './dependencies.ts';
export { createNodes, createNodes as createNodesV2 } from './nodes.ts';
export type { NxAirPluginOptions } from './options.ts';

export const name = 'nx-air';
