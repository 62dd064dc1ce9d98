// The generated file of a world: classes for its schemas, base classes for its modules.
import { compareText } from '@nx-air/canon';
import { classText } from './class-text.ts';
import { Codecs } from './codecs.ts';
import { baseClass, moduleText } from './module-text.ts';
import { OutcomeClasses } from './outcome-classes.ts';
import { Shapes, type ShapeFault } from './shapes.ts';
import { typeText } from './type-text.ts';
import type { WorldTypes } from './world-types.ts';

/** Where generated code imports the SDK from; the compiler finds it without a `node_modules` of the world's own. */
export const SDK = '@nx-air/module-sdk/assembly';

const HEADER = '// Types of this world for its modules. Written by `air codegen`: change the schemas instead.';

export interface GeneratedTypes {
  readonly text: string;
  readonly faults: readonly ShapeFault[];
  /** Base class by module name. */
  readonly bases: ReadonlyMap<string, string>;
}

/** Equal schemas and modules give equal text, in whatever order they come. */
export function generateTypes({ schemas, listed, modules }: WorldTypes): GeneratedTypes {
  const effects = modules.flatMap((module) => module.effects ?? []);
  const ofModules = modules.flatMap(({ abi, key }) => [...abi.values(), ...(key === undefined ? [] : [key])]);
  const ofEffects = effects.flatMap(({ params, receipt }) => [params, receipt]);
  const shapes = new Shapes(schemas, [...listed, ...ofModules, ...ofEffects].sort(compareText));
  const codecs = new Codecs();
  const outcomes = new OutcomeClasses(effects, shapes);
  const bases = new Map<string, string>();
  const moduleTexts = [...modules]
    .sort((left, right) => compareText(left.name, right.name))
    .flatMap((module) => {
      const base = baseClass(module, shapes.names);
      const text = moduleText(module, base, { shapes, codecs, outcomes });
      if (text === undefined) return [];
      bases.set(module.name, base);
      return [text];
    });
  const classes = [...shapes.classes].sort((left, right) => compareText(left.name, right.name)).map((shape) => classText(shape, codecs));
  const aliases = [...shapes.aliases]
    .sort((left, right) => compareText(left.name, right.name))
    .map(({ name, schema, shape }) => `/** \`${schema}\` */\nexport type ${name} = ${typeText(shape)};`);
  const body = [...aliases, ...classes, ...outcomes.text(codecs), ...moduleTexts, ...codecs.text()].join('\n\n');
  return { text: `${[HEADER, ...importLines(body), '', body].join('\n')}\n`, faults: shapes.faults, bases };
}

const IMPORTED = ['AirValue', 'Emitted', 'none', 'Option', 'Outcome', 'Pure', 'Reader', 'readUnit', 'Reducer', 'some', 'Sorted', 'Unit', 'Workflow', 'Writer'];

/** Only what is used, so that linters have nothing to say. */
function importLines(body: string): readonly string[] {
  const used = IMPORTED.filter((name) => new RegExp(`\\b${name}\\b`).test(body));
  return used.length === 0 ? [] : [`import { ${used.join(', ')} } from '${SDK}';`];
}
