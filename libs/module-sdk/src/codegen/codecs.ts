// Expressions that read and write a shape, and the functions behind those that need a loop or a decision.
import { compareText } from '@nx-air/canon';
import type { Shape } from './shapes.ts';
import { typeText } from './type-text.ts';

/** Collects the functions that expressions call; each is written once. */
export class Codecs {
  readonly #functions = new Map<string, string>();

  /** An expression that reads a value from the reader `from`. */
  read(shape: Shape): string {
    switch (shape.kind) {
      case 'class':
        return `${shape.name}.read(from)`;
      case 'list':
      case 'set':
      case 'option':
      case 'map':
        return `read${this.#define(shape)}(from)`;
      case 'unit':
        return 'readUnit(from)';
      default:
        return `from.${METHODS[shape.kind]}()`;
    }
  }

  /** A statement that writes the value of an expression to the writer `to`. */
  write(shape: Shape, value: string, to = 'to'): string {
    switch (shape.kind) {
      case 'class':
        return `${value}.$write(${to});`;
      case 'list':
      case 'set':
      case 'option':
      case 'map':
        return `write${this.#define(shape)}(${to}, ${value});`;
      case 'unit':
        return `${to}.null();`;
      default:
        return `${to}.${METHODS[shape.kind]}(${value});`;
    }
  }

  /** All functions, sorted by name. */
  text(): readonly string[] {
    return [...this.#functions].sort(([left], [right]) => compareText(left, right)).map(([, text]) => text);
  }

  #define(shape: Composite): string {
    const name = nameOf(shape);
    if (!this.#functions.has(name)) {
      // Before its own text is known: what it contains may be the same again.
      this.#functions.set(name, '');
      this.#functions.set(name, this.#functionsOf(shape, name));
    }
    return name;
  }

  #functionsOf(shape: Composite, name: string): string {
    const type = typeText(shape);
    const [reads, writes] = this.#bodies(shape, type);
    return [
      `function read${name}(from: Reader): ${type} {`,
      ...reads,
      '}',
      '',
      `function write${name}(to: Writer, value: ${type}): void {`,
      ...writes,
      '}',
    ].join('\n');
  }

  #bodies(shape: Composite, type: string): readonly [read: readonly string[], write: readonly string[]] {
    switch (shape.kind) {
      case 'option':
        return [
          ['  if (!from.isNull()) return some<' + typeText(shape.item) + '>(' + this.read(shape.item) + ');', '  from.null();', `  return none<${typeText(shape.item)}>();`],
          ['  if (value.isNone) return to.null();', `  ${this.write(shape.item, 'value.value')}`],
        ];
      case 'list':
        return [
          [`  const items = new ${type}();`, '  for (let left = from.list(); left > 0; left--) items.push(' + this.read(shape.item) + ');', '  return items;'],
          ['  to.list(value.length);', `  for (let index = 0; index < value.length; index++) ${this.write(shape.item, 'value[index]')}`],
        ];
      case 'set':
        return [
          [
            `  const items = new ${type}();`,
            '  let before: usize = from.position;',
            '  let start: usize = before;',
            '  for (let left = from.list(), first = true; left > 0; left--, first = false) {',
            '    before = start;',
            '    start = from.position;',
            `    items.push(${this.read(shape.item)});`,
            '    if (!first) from.ascending(before, start, start);',
            '  }',
            '  return items;',
          ],
          [
            '  const sorted = new Sorted();',
            '  for (let index = 0; index < value.length; index++) {',
            '    const item = sorted.item();',
            `    ${this.write(shape.item, 'value[index]', 'item')}`,
            '  }',
            '  sorted.writeSet(to);',
          ],
        ];
      case 'map':
        return [
          [
            `  const entries = new ${type}();`,
            '  let before: usize = 0;',
            '  let beforeEnd: usize = 0;',
            '  for (let left = from.map(), first = true; left > 0; left--, first = false) {',
            '    const start = from.position;',
            `    const key = ${this.read(shape.key)};`,
            '    if (!first) from.ascending(before, beforeEnd, start);',
            '    before = start;',
            '    beforeEnd = from.position;',
            `    entries.set(key, ${this.read(shape.value)});`,
            '  }',
            '  return entries;',
          ],
          [
            '  const sorted = new Sorted();',
            '  const keys = value.keys();',
            '  for (let index = 0; index < keys.length; index++) {',
            '    const key = new Writer();',
            `    ${this.write(shape.key, 'keys[index]', 'key')}`,
            '    const item = new Writer();',
            `    ${this.write(shape.value, 'value.get(keys[index])', 'item')}`,
            '    sorted.entry(key, item);',
            '  }',
            '  sorted.writeMap(to);',
          ],
        ];
    }
  }
}

type Composite = Extract<Shape, { readonly kind: 'list' | 'set' | 'option' | 'map' }>;
type Scalar = Exclude<Shape['kind'], Composite['kind'] | 'class' | 'unit'>;

const METHODS: Readonly<Record<Scalar, string>> = {
  bool: 'bool',
  int: 'int',
  duration: 'int',
  nat: 'nat',
  time: 'nat',
  text: 'text',
  hash: 'text',
  uuid: 'text',
  dec128: 'text',
  bytes: 'bytes',
};

/** `OptionOfListOfText`: equal shapes have equal names. */
function nameOf(shape: Shape): string {
  switch (shape.kind) {
    case 'class':
      return shape.name;
    case 'option':
      return `OptionOf${nameOf(shape.item)}`;
    case 'list':
      return `ListOf${nameOf(shape.item)}`;
    case 'set':
      return `SetOf${nameOf(shape.item)}`;
    case 'map':
      return `MapOf${nameOf(shape.key)}To${nameOf(shape.value)}`;
    default:
      return `${shape.kind.charAt(0).toUpperCase()}${shape.kind.slice(1)}`;
  }
}
