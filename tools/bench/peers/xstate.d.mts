// Types of xstate.mjs.
export function buildMachine(states: number): object;
export function crashEachEvent(machine: object, states: number): number;
