// The base class of a module of the world: a method for every event it receives, or for its input.
import { exportedClass } from '../module-files.ts';
import type { Codecs } from './codecs.ts';
import type { ClassNames } from './identifiers.ts';
import type { Shape, Shapes } from './shapes.ts';
import { absentText, isNullable, typeText } from './type-text.ts';
import type { ModuleTypes } from './world-types.ts';

/** `SyncTracker` extends `SyncTrackerReducer`. */
export function baseClass({ name, kind }: Pick<ModuleTypes, 'name' | 'kind'>, names: ClassNames): string {
  return names.add(`${exportedClass(name)}${kind.charAt(0).toUpperCase()}${kind.slice(1)}`);
}

/** Undefined for a kind of module that no code is generated for. */
export function moduleText(module: ModuleTypes, base: string, shapes: Shapes, codecs: Codecs): string | undefined {
  const shapeOf = (member: string): Shape | undefined => {
    const schema = module.abi.get(member);
    return schema === undefined ? undefined : shapes.of(schema);
  };
  const head = [`/** What \`${module.name}\` extends. */`];
  const context = contextText(shapeOf('context'), codecs);
  if (module.kind === 'pure') {
    const [input, output] = [shapeOf('input'), shapeOf('output')];
    if (input === undefined || output === undefined) return undefined;
    return [...head, `export abstract class ${base} extends Pure {`, ...context, ...pureText(input, output, codecs), '}'].join('\n');
  }
  const [state, event] = [shapeOf('state'), shapeOf('event')];
  if (module.kind !== 'reducer' || state === undefined || event === undefined) return undefined;
  const key = module.key === undefined ? [] : keyText(shapes.of(module.key), codecs);
  return [...head, `export abstract class ${base} extends Reducer {`, ...context, ...key, ...reducerText(state, event, shapes, codecs), '}'].join('\n');
}

function contextText(context: Shape | undefined, codecs: Codecs): readonly string[] {
  if (context === undefined) return [];
  return ['  /** What the kernel says about this call. */', ...getterText('context', context, codecs)];
}

function keyText(key: Shape, codecs: Codecs): readonly string[] {
  return ['  /** Key of the cell. */', ...getterText('key', key, codecs)];
}

function getterText(member: string, shape: Shape, codecs: Codecs): readonly string[] {
  return [
    `  get ${member}(): ${typeText(shape)} {`,
    `    const from = this.$${member}();`,
    `    const value = ${codecs.read(shape)};`,
    '    from.done();',
    '    return value;',
    '  }',
    '',
  ];
}

function pureText(input: Shape, output: Shape, codecs: Codecs): readonly string[] {
  return [
    `  abstract run(input: ${typeText(input)}): ${typeText(output)};`,
    '',
    '  $handle(from: Reader, to: Writer): void {',
    `    const input = ${codecs.read(input)};`,
    '    from.done();',
    `    const output = this.run(input);`,
    `    ${codecs.write(output, 'output')}`,
    '  }',
  ];
}

function reducerText(state: Shape, event: Shape, shapes: Shapes, codecs: Codecs): readonly string[] {
  const absent = absentText(state);
  const family = shapes.classOf(event);
  const handlers =
    family?.kind === 'variant'
      ? family.arms.map((arm) => ({ method: `on${arm.property}`, test: `event.is${arm.property}`, shape: arm.shape, value: `event.as${arm.property}()` }))
      : [{ method: 'onEvent', test: undefined, shape: event, value: 'event' }];
  return [
    ...handlers.map(({ method, shape }) => `  abstract ${method}(state: ${absent}${shape.kind === 'unit' ? '' : `, event: ${typeText(shape)}`}): ${absent};`),
    '',
    '  $handle(before: Reader | null, from: Reader, to: Writer): bool {',
    `    const event = ${codecs.read(event)};`,
    '    from.done();',
    ...initialText(state),
    '    const after = this.dispatch(state, event);',
    `    if (${state.kind === 'option' || !isNullable(state) ? 'after.isNone' : 'after === null'}) return false;`,
    `    ${codecs.write(state, state.kind !== 'option' && !isNullable(state) ? 'after.value' : 'after')}`,
    '    return true;',
    '  }',
    '',
    `  private dispatch(state: ${absent}, event: ${typeText(event)}): ${absent} {`,
    ...handlers.map(({ method, test, shape, value }) => `    ${test === undefined ? '' : `if (${test}) `}return this.${method}(state${shape.kind === 'unit' ? '' : `, ${value}`});`),
    ...(family?.kind === 'variant' ? ['    throw new Error("no such event");'] : []),
    '  }',
    '',
    `  private readState(from: Reader): ${typeText(state)} {`,
    `    const state = ${codecs.read(state)};`,
    '    from.done();',
    '    return state;',
    '  }',
  ];
}

function initialText(state: Shape): readonly string[] {
  const type = typeText(state);
  const set = (value: string): string => `    if (before !== null) state = ${value};`;
  if (state.kind === 'option') return [`    let state = none<${typeText(state.item)}>();`, set('this.readState(before)')];
  if (isNullable(state)) return [`    let state: ${type} | null = null;`, set('this.readState(before)')];
  return [`    let state = none<${type}>();`, set(`some<${type}>(this.readState(before))`)];
}
