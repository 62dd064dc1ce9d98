// Names of definitions: `namespace/name@version`, and who may use them.

/** Grammar of AOS v0.10 schema references: namespace, `/`, name, `@`, version from 1 without leading zeros. */
export const SCHEMA_REF = /^[a-z][a-z0-9._-]*\/[A-Za-z][A-Za-z0-9._-]*@[1-9][0-9]*$/;

/**
 * Grammar of definition names. Wider than a schema reference in one place: the name part may begin with
 * `_internal_`, which marks the internal plans of a pack.
 */
export const DEF_NAME = /^([a-z][a-z0-9._-]*)\/((?:_internal_)?[A-Za-z][A-Za-z0-9._-]*)@([1-9][0-9]*)$/;

/** Longest name that is read; longer text is no name. */
export const MAX_NAME_LENGTH = 512;

const RESERVED_PREFIX = 'sys/';

/** A text that was checked against `DEF_NAME`. */
export type DefName = string & { readonly __brand: 'DefName' };

export interface ParsedDefName {
  readonly namespace: string;
  /** The part between `/` and `@`. */
  readonly base: string;
  /** Decimal digits; text because AOS sets no upper limit. */
  readonly version: string;
}

/** Splits a definition name, or answers undefined where the text breaks the grammar. */
export function parseDefName(name: string): ParsedDefName | undefined {
  if (name.length > MAX_NAME_LENGTH) return undefined;
  const [, namespace, base, version] = DEF_NAME.exec(name) ?? [];
  if (namespace === undefined || base === undefined || version === undefined) return undefined;
  return { namespace, base, version };
}

export function isDefName(name: string): name is DefName {
  return parseDefName(name) !== undefined;
}

/** What AOS accepts wherever a field holds a schema reference. No length limit, as in AOS. */
export function isSchemaRef(text: string): boolean {
  return SCHEMA_REF.test(text);
}

/** Names in `sys/` belong to the built-ins. */
export function isReserved(name: string): boolean {
  return name.startsWith(RESERVED_PREFIX);
}
