// How a handler of an internal kind says that it cannot answer.

/** Becomes a receipt with status `error`. Messages are ours: the same on every engine. */
export class InternalFault extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
