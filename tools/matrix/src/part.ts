// What a part of the matrix is: a job whose result must not depend on the version of Node.

export interface Part {
  readonly name: string;
  /** Lines of text: everything that must be equal, in a fixed order. */
  run(): Promise<readonly string[]>;
}
