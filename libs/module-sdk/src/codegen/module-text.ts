// The base class of a module of the world: a method for every event it receives, or for its input.
import { exportedClass } from '../module-files.ts';
import type { Codecs } from './codecs.ts';
import type { ModuleCode } from './module-code.ts';
import type { ClassNames } from './identifiers.ts';
import type { Shape, Shapes } from './shapes.ts';
import { workflowText } from './workflow-text.ts';
import { initialText, readStateText, returnText } from './state-text.ts';
import { absentText, typeText } from './type-text.ts';
import type { ModuleTypes } from './world-types.ts';

/** `SyncTracker` extends `SyncTrackerReducer`. */
export function baseClass({ name, kind }: Pick<ModuleTypes, 'name' | 'kind'>, names: ClassNames): string {
  return names.add(`${exportedClass(name)}${kind.charAt(0).toUpperCase()}${kind.slice(1)}`);
}

/** Undefined for a module whose abi is not complete. */
export function moduleText(module: ModuleTypes, base: string, code: ModuleCode): string | undefined {
  const { shapes, codecs } = code;
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
  if (state === undefined || event === undefined) return undefined;
  const key = module.key === undefined ? [] : keyText(shapes.of(module.key), codecs);
  if (module.kind === 'workflow') return [...head, `export abstract class ${base} extends Workflow {`, ...context, ...key, ...workflowText(module.effects ?? [], state, event, code), '}'].join('\n');
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
    ...returnText(state, codecs),
    '  }',
    '',
    `  private dispatch(state: ${absent}, event: ${typeText(event)}): ${absent} {`,
    ...handlers.map(({ method, test, shape, value }) => `    ${test === undefined ? '' : `if (${test}) `}return this.${method}(state${shape.kind === 'unit' ? '' : `, ${value}`});`),
    ...(family?.kind === 'variant' ? ['    throw new Error("no such event");'] : []),
    '  }',
    '',
    ...readStateText(state, codecs),
  ];
}
