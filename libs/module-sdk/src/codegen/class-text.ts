// The class of a record or of a variant.
import { compareBytes, encodeCanonical } from '@nx-air/canon';
import type { Codecs } from './codecs.ts';
import type { ClassShape, Field } from './shapes.ts';
import { isNullable, typeText } from './type-text.ts';

export function classText(shape: ClassShape, codecs: Codecs): string {
  return (shape.kind === 'record' ? recordText(shape, codecs) : variantText(shape, codecs)).join('\n');
}

export const quoted = (text: string): string => JSON.stringify(text);

function recordText({ name, schema, fields }: ClassShape & { readonly kind: 'record' }, codecs: Codecs): readonly string[] {
  // The order of the bytes, not of the properties.
  const ordered = [...fields].sort((left, right) => compareBytes(encodeCanonical(left.name), encodeCanonical(right.name)));
  return [
    ...opening(name, schema),
    ...fields.map(({ property, shape }) => `  ${property}: ${typeText(shape)};`),
    ...(fields.length === 0 ? [] : ['']),
    `  static read(from: Reader): ${name} {`,
    `    from.fields(${fields.length});`,
    ...ordered.flatMap(({ name: key, property, shape }) => [`    from.key(${quoted(key)});`, `    const $${property} = ${codecs.read(shape)};`]),
    `    return { ${fields.map(({ property }) => `${property}: $${property}`).join(', ')} };`,
    '  }',
    '',
    ...schemaText(schema),
    `  $write(to: Writer): void {`,
    `    to.map(${fields.length});`,
    ...ordered.flatMap(({ name: key, property, shape }) => [`    to.text(${quoted(key)});`, `    ${codecs.write(shape, `this.${property}`)}`]),
    '  }',
    '}',
  ];
}

function variantText({ name, schema, arms }: ClassShape & { readonly kind: 'variant' }, codecs: Codecs): readonly string[] {
  const tags = `${name}Tag`;
  const full = arms.filter(({ shape }) => shape.kind !== 'unit');
  return [
    `export enum ${tags} {`,
    ...arms.map(({ property }) => `  ${property},`),
    '}',
    '',
    ...opening(name, schema),
    ...full.map(({ property, shape }) => `  private $${property}: ${isNullable(shape) ? `${typeText(shape)} | null = null` : `${typeText(shape)} = 0`};`),
    '',
    `  private constructor(readonly tag: ${tags}) {`,
    '    super();',
    '  }',
    '',
    ...arms.flatMap((arm) => armText(name, tags, arm)),
    `  static read(from: Reader): ${name} {`,
    '    const size = from.map();',
    '    from.key("$tag");',
    '    const tag = from.text();',
    ...arms.flatMap((arm) => readArm(name, arm, codecs)),
    '    throw new Error("no such arm");',
    '  }',
    '',
    ...schemaText(schema),
    '  $write(to: Writer): void {',
    '    switch (this.tag) {',
    ...arms.flatMap((arm) => writeArm(tags, arm, codecs)),
    '      default:',
    '        unreachable();',
    '    }',
    '  }',
    '}',
  ];
}

function opening(name: string, schema: string): readonly string[] {
  return [...(schema === '' ? [] : [`/** \`${schema}\` */`]), `export class ${name} extends AirValue {`];
}

function schemaText(schema: string): readonly string[] {
  return ['  $schema(): string {', `    return ${quoted(schema)};`, '  }', ''];
}

function armText(name: string, tags: string, { property, shape }: Field): readonly string[] {
  if (shape.kind === 'unit') {
    return [`  static ${property}(): ${name} {`, `    return new ${name}(${tags}.${property});`, '  }', '', ...isText(tags, property)];
  }
  const type = typeText(shape);
  return [
    `  static ${property}(value: ${type}): ${name} {`,
    `    const made = new ${name}(${tags}.${property});`,
    `    made.$${property} = value;`,
    '    return made;',
    '  }',
    '',
    ...isText(tags, property),
    `  as${property}(): ${type} {`,
    `    if (this.tag != ${tags}.${property}) throw new Error("another arm than ${property}: ask its tag first");`,
    `    return ${isNullable(shape) ? `changetype<${type}>(this.$${property})` : `this.$${property}`};`,
    '  }',
    '',
  ];
}

function isText(tags: string, property: string): readonly string[] {
  return [`  get is${property}(): bool {`, `    return this.tag == ${tags}.${property};`, '  }', ''];
}

function readArm(name: string, { name: tag, property, shape }: Field, codecs: Codecs): readonly string[] {
  if (shape.kind === 'unit') {
    return [`    if (tag == ${quoted(tag)}) {`, `      if (size != 1) throw new Error("an arm with a value too many or without its own");`, `      return ${name}.${property}();`, '    }'];
  }
  return [
    `    if (tag == ${quoted(tag)}) {`,
    '      if (size != 2) throw new Error("an arm with a value too many or without its own");',
    '      from.key("$value");',
    `      return ${name}.${property}(${codecs.read(shape)});`,
    '    }',
  ];
}

function writeArm(tags: string, { name: tag, property, shape }: Field, codecs: Codecs): readonly string[] {
  const isUnit = shape.kind === 'unit';
  return [
    `      case ${tags}.${property}:`,
    `        to.map(${isUnit ? 1 : 2});`,
    '        to.text("$tag");',
    `        to.text(${quoted(tag)});`,
    ...(isUnit ? [] : ['        to.text("$value");', `        ${codecs.write(shape, `this.as${property}()`)}`]),
    '        return;',
  ];
}
