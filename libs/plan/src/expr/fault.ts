// Why an expression has no value. Evaluation is total: every input gives a value or one of these.

export type EvalFaultCode =
  | 'unbound'
  | 'missing_field'
  | 'type'
  | 'arity'
  | 'overflow'
  | 'division_by_zero'
  | 'missing_key'
  | 'index_out_of_range';

export interface EvalFault {
  readonly code: EvalFaultCode;
  /** JSON pointer of the failing node relative to the slot. */
  readonly at: string;
  readonly message: string;
}

/** Carries a fault out of the recursion; never leaves `evaluate`. */
export class Fault extends Error {
  readonly code: EvalFaultCode;

  constructor(code: EvalFaultCode, message: string) {
    super(message);
    this.code = code;
  }
}

export function typeFault(expected: string, actual: string): Fault {
  return new Fault('type', `expected ${expected}, got ${actual}`);
}
