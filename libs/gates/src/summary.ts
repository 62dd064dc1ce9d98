// What happened in a world, read from journal records alone.
export {};
