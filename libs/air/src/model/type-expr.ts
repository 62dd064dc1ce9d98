// Types of values, as a definition writes them. Aliases, not interfaces: a type is JSON, and assignable to it.

export const PRIMITIVE_TYPES = [
  'bool',
  'int',
  'nat',
  'dec128',
  'bytes',
  'text',
  'time',
  'duration',
  'hash',
  'uuid',
  'unit',
] as const;

export type PrimitiveName = (typeof PRIMITIVE_TYPES)[number];

export const MAP_KEY_TYPES = ['int', 'nat', 'text', 'uuid', 'hash'] as const satisfies readonly PrimitiveName[];

export type MapKeyName = (typeof MAP_KEY_TYPES)[number];

/** `{}`: the body of a primitive type and of the null value. */
export type Empty = Readonly<Record<never, never>>;

type PrimitiveOf<Name extends PrimitiveName> = Name extends PrimitiveName ? { readonly [K in Name]: Empty } : never;

export type PrimitiveType = PrimitiveOf<PrimitiveName>;
export type MapKeyType = PrimitiveOf<MapKeyName>;

export type RecordType = {
  readonly record: Readonly<Record<string, TypeExpr>>;
};
export type VariantType = {
  readonly variant: Readonly<Record<string, TypeExpr>>;
};
export type ListType = {
  readonly list: TypeExpr;
};
export type SetType = {
  readonly set: TypeExpr;
};
export type MapType = {
  readonly map: { readonly key: MapKeyType; readonly value: TypeExpr };
};
export type OptionType = {
  readonly option: TypeExpr;
};
/** A reference to a `defschema` by name. */
export type RefType = {
  readonly ref: string;
};

export type TypeExpr =
  | PrimitiveType
  | RecordType
  | VariantType
  | ListType
  | SetType
  | MapType
  | OptionType
  | RefType;
