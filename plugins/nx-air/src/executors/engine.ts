// What the executors work with, loaded when the first task runs and not while the graph is built.
import { keepTypeScript } from './keep-typescript.ts';

export type Engine = Awaited<ReturnType<typeof loadEngine>>;

/** One for each batch: what it remembers of manifests and packages holds for that run only. */
export async function loadEngine() {
  keepTypeScript();
  const [cli, { createResolveCache, nodeHost }] = await Promise.all([import('@nx-air/cli'), import('@nx-air/world')]);
  return { ...cli, host: nodeHost(), cache: createResolveCache() };
}
