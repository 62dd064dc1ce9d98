// Why a generator writes nothing.

export type GeneratorErrorCode =
  | 'bad_name'
  | 'bad_directory'
  | 'bad_option'
  | 'name_taken'
  | 'files_exist'
  | 'folder_taken'
  | 'not_writable'
  | 'no_git'
  | 'nx_unsupported'
  | 'not_found'
  | 'not_sound'
  | 'unfit';

/** `message` says what and where, `hint` what to do; Nx prints both, and writes nothing of the tree. */
export class GeneratorError extends Error {
  readonly code: GeneratorErrorCode;
  readonly hint: string;

  constructor(code: GeneratorErrorCode, message: string, hint: string, options?: ErrorOptions) {
    super(`${message}. ${hint}`, options);
    this.name = 'GeneratorError';
    this.code = code;
    this.hint = hint;
  }
}
