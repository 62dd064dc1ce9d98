// Names in generated code: made from names of definitions and fields, never a word that AssemblyScript has a meaning for.
import { compareText } from '@nx-air/canon';
import { parseDefName } from '@nx-air/air';

const WORDS = new Set(
  (
    'abstract as async await bool break case catch class const constructor continue debugger declare default delete do else enum export ' +
    'extends false finally for from function get if implements import in instanceof interface is keyof let module namespace never new null ' +
    'of package private protected public readonly return set static super switch this throw true try type typeof undefined var void while with yield ' +
    'i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 isize usize string symbol any number boolean object auto offsetof sizeof idof nameof unreachable ' +
    'load store min max clz ctz popcnt rotl rotr abs ceil floor select assert trace changetype instantiate memory heap v128'
  ).split(' '),
);

/** Classes of AssemblyScript and of the SDK. */
const CLASSES = [
  'Array', 'ArrayBuffer', 'ArrayBufferView', 'Atomics', 'BigInt', 'Boolean', 'DataView', 'Date', 'Error', 'Float32Array', 'Float64Array',
  'Function', 'Infinity', 'Int16Array', 'Int32Array', 'Int64Array', 'Int8Array', 'Map', 'Math', 'Mathf', 'NaN', 'NativeMath', 'NativeMathf',
  'Number', 'Object', 'RangeError', 'RegExp', 'Set', 'StaticArray', 'String', 'Symbol', 'SyntaxError', 'TemplateStringsArray', 'TypeError',
  'URIError', 'Uint16Array', 'Uint32Array', 'Uint64Array', 'Uint8Array', 'Uint8ClampedArray', 'WeakMap', 'WeakSet', 'JSON', 'Reflect',
  'AirValue', 'Emitted', 'Option', 'Outcome', 'Pure', 'Reader', 'Reducer', 'Sorted', 'Unit', 'Workflow', 'Writer',
];

/** `sync_fault` and `sync-fault` to `SyncFault`; what is in capitals inside a part stays. */
export function pascalCase(text: string): string {
  const joined = parts(text).map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
  return /^[A-Za-z]/.test(joined) ? joined : `T${joined}`;
}

/** `SyncTracker` and `sync_tracker` to `sync-tracker`; `HTTPLog` to `http-log`. */
export function kebabCase(text: string): string {
  return parts(text)
    .join('-')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}

const parts = (text: string): readonly string[] => text.split(/[^A-Za-z0-9]+/).filter((part) => part !== '');

/** A name for each field, in the given order: the field's own where it can be one. */
export function fieldNames(fields: Iterable<string>): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const field of fields) {
    const plain = field.replace(/[^A-Za-z0-9_]/g, '_');
    const safe = /^[0-9]/.test(plain) || WORDS.has(plain) ? `_${plain}` : plain;
    names.set(field, take(safe, taken));
  }
  return names;
}

/** A name for each arm: in Pascal case, because `read` and `decode` are functions of every class. */
export function armNames(arms: Iterable<string>): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map([...arms].map((arm) => [arm, take(pascalCase(arm), taken)]));
}

function take(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}_${number}`;
  taken.add(free);
  return free;
}

/** The classes of one generated file. */
export class ClassNames {
  readonly #taken = new Set(CLASSES);
  readonly #bySchema: ReadonlyMap<string, string>;

  /** A schema has the name of its last part; schemas that would have the same one take namespace and version before and after. */
  constructor(schemas: Iterable<string>) {
    const sorted = [...schemas].sort(compareText);
    const short = new Map(sorted.map((schema) => [schema, pascalCase(parseDefName(schema)?.base ?? schema)]));
    const uses = new Map<string, number>();
    for (const name of short.values()) uses.set(name, (uses.get(name) ?? 0) + 1);
    this.#bySchema = new Map(
      sorted.map((schema) => {
        const name = short.get(schema) ?? schema;
        return [schema, this.add(uses.get(name) === 1 && !this.#taken.has(name) ? name : longName(schema))];
      }),
    );
  }

  ofSchema(schema: string): string {
    return this.#bySchema.get(schema) ?? pascalCase(schema);
  }

  /** A name that no other class has. */
  add(name: string): string {
    return take(name, this.#taken);
  }
}

function longName(schema: string): string {
  const parsed = parseDefName(schema);
  return parsed === undefined ? pascalCase(schema) : `${pascalCase(parsed.namespace)}${pascalCase(parsed.base)}V${parsed.version}`;
}
