// One class for each effect kind that workflows of the world emit: what became of an effect.
import { compareText } from '@nx-air/canon';
import type { Codecs } from './codecs.ts';
import { pascalCase } from './identifiers.ts';
import type { Shapes } from './shapes.ts';
import { typeText } from './type-text.ts';
import type { EffectTypes } from './world-types.ts';

export class OutcomeClasses {
  readonly #shapes: Shapes;
  readonly #byKind = new Map<string, { readonly name: string; readonly receipt: string }>();

  constructor(effects: readonly EffectTypes[], shapes: Shapes) {
    this.#shapes = shapes;
    for (const { kind, receipt } of effects) {
      if (!this.#byKind.has(kind)) this.#byKind.set(kind, { name: shapes.names.add(`${pascalCase(kind)}Outcome`), receipt });
    }
  }

  /** `HttpRequestOutcome` */
  of(kind: string): string {
    return this.#byKind.get(kind)?.name ?? 'Outcome';
  }

  /** Sorted by kind. */
  text(codecs: Codecs): readonly string[] {
    return [...this.#byKind]
      .sort(([left], [right]) => compareText(left, right))
      .map(([kind, { name, receipt }]) => {
        const shape = this.#shapes.of(receipt);
        return [
          `/** What became of a \`${kind}\`. */`,
          `export class ${name} extends Outcome {`,
          '  /** Ends the call unless `isOk`. */',
          `  get receipt(): ${typeText(shape)} {`,
          '    const from = this.$payload();',
          `    const receipt = ${codecs.read(shape)};`,
          '    from.done();',
          '    return receipt;',
          '  }',
          '}',
        ].join('\n');
      });
  }
}
