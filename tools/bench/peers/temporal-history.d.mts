// Types of temporal-history.mjs.
export function buildHistory(shape: 'sequential' | 'fanOut', count: number, activity?: string): string;
