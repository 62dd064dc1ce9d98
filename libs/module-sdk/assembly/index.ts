// What modules and the code generated for them import.
export { equalBytes } from './compare';
export { none, Option, some } from './option';
export { Outcome } from './outcome';
export { Pure } from './pure';
export { Reader } from './reader';
export { Reducer } from './reducer';
export { Sorted } from './sorted';
export { readUnit, Unit } from './unit';
export { AirValue, decode, encode } from './value';
export { Workflow } from './workflow';
export { Emitted } from './workflow-output';
export { Writer } from './writer';
