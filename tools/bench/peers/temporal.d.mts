// Types of temporal.mjs.
export function bundleWorkflows(): Promise<string>;
export function replayHistories(code: string, histories: readonly string[]): Promise<{ readonly accepted: number; readonly milliseconds: number }>;
