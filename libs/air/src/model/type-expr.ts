// Types of values, as a definition writes them.

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

export interface RecordType {
  readonly record: Readonly<Record<string, TypeExpr>>;
}
export interface VariantType {
  readonly variant: Readonly<Record<string, TypeExpr>>;
}
export interface ListType {
  readonly list: TypeExpr;
}
export interface SetType {
  readonly set: TypeExpr;
}
export interface MapType {
  readonly map: { readonly key: MapKeyType; readonly value: TypeExpr };
}
export interface OptionType {
  readonly option: TypeExpr;
}
/** A reference to a `defschema` by name. */
export interface RefType {
  readonly ref: string;
}

export type TypeExpr =
  | PrimitiveType
  | RecordType
  | VariantType
  | ListType
  | SetType
  | MapType
  | OptionType
  | RefType;
