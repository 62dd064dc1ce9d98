// Proves properties of a world: scenarios, replay parity, crash and fault sweeps.
export {};
