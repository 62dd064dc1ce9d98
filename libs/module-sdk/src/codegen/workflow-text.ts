// The body of a workflow's base class: a method for every event, one for the outcomes of every effect, one to emit each.
import { armNames, pascalCase } from './identifiers.ts';
import type { ModuleCode } from './module-code.ts';
import type { Field, Shape } from './shapes.ts';
import { initialText, readStateText, returnText } from './state-text.ts';
import { absentText, isNullable, typeText } from './type-text.ts';
import type { EffectTypes } from './world-types.ts';

const RECEIPT_ENVELOPE = 'sys/EffectReceiptEnvelope@1';

interface Handler {
  readonly method: string;
  readonly test: string | undefined;
  readonly shape: Shape;
  readonly value: string;
}

interface Effect extends EffectTypes {
  /** In Pascal case: `emit…` and `on…Outcome` are its methods. */
  readonly name: string;
}

export function workflowText(emitted: readonly EffectTypes[], state: Shape, event: Shape, code: ModuleCode): readonly string[] {
  const { shapes, codecs, outcomes } = code;
  const absent = absentText(state);
  const names = armNames(emitted.map(({ kind }) => kind));
  const effects = emitted.map((effect): Effect => ({ ...effect, name: names.get(effect.kind) ?? pascalCase(effect.kind) }));
  const family = shapes.classOf(event);
  const arms: readonly Field[] = family?.kind === 'variant' ? family.arms : [];
  const isEnvelope = ({ shape }: Field): boolean => shapes.classOf(shape)?.schema === RECEIPT_ENVELOPE;
  const handlers: readonly Handler[] =
    family?.kind === 'variant'
      ? arms.filter((arm) => !isEnvelope(arm)).map(({ property, shape }) => ({ method: `on${property}`, test: `event.is${property}`, shape, value: `event.as${property}()` }))
      : [{ method: 'onEvent', test: undefined, shape: event, value: 'event' }];
  const envelope = arms.find(isEnvelope);
  return [
    ...handlers.map(({ method, shape }) => `  abstract ${method}(state: ${absent}${shape.kind === 'unit' ? '' : `, event: ${typeText(shape)}`}): ${absent};`),
    ...effects.flatMap(({ kind, name }) => [`  /** What became of a \`${kind}\`. */`, `  abstract on${name}Outcome(state: ${typeText(state)}, outcome: ${outcomes.of(kind)}): ${absent};`]),
    '',
    ...effects.flatMap((effect) => emitText(effect, code)),
    '  /** Completes the instance: `return this.complete();`. */',
    `  complete(): ${absent} {`,
    `    return ${state.kind === 'option' ? `none<${typeText(state.item)}>()` : isNullable(state) ? 'null' : `none<${typeText(state)}>()`};`,
    '  }',
    '',
    '  /** Ends the instance as failed; nothing of this call is applied. */',
    `  fail(message: string): ${absent} {`,
    '    throw new Error(message);',
    '  }',
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
    ...(envelope === undefined ? [] : [`    if (event.is${envelope.property}) return this.receive(state, event.as${envelope.property}());`]),
    ...(family?.kind === 'variant' ? ['    throw new Error("no such event");'] : []),
    '  }',
    '',
    ...(envelope === undefined ? [] : receiveText(effects, state, typeText(envelope.shape), code)),
    ...readStateText(state, codecs),
  ];
}

function emitText({ kind, name, params }: Effect, { shapes, codecs }: ModuleCode): readonly string[] {
  const shape = shapes.of(params);
  return [
    `  /** Emits \`${kind}\`, through the grant bound to \`slot\`, or the only one of its cap type; \`key\`: 32 bytes. */`,
    `  emit${name}(params: ${typeText(shape)}, slot: string = '', key: Uint8Array | null = null): Emitted {`,
    '    const to = Writer.open();',
    `    ${codecs.write(shape, 'params')}`,
    `    return this.$emit(${JSON.stringify(kind)}, to, slot, key);`,
    '  }',
    '',
  ];
}

function receiveText(effects: readonly Effect[], state: Shape, envelope: string, { outcomes }: ModuleCode): readonly string[] {
  const absent = absentText(state);
  const isOption = state.kind !== 'option' && !isNullable(state);
  return [
    `  private receive(before: ${absent}, envelope: ${envelope}): ${absent} {`,
    ...(state.kind === 'option' ? ['    const state = before;'] : isOption ? ['    const state = before.value;'] : ['    if (before === null) throw new Error("an outcome before any event");', '    const state = before;']),
    '    const emitted = new Emitted(envelope.emitted_at_seq, envelope.effect_index);',
    "    const code = envelope.fault.isSome ? envelope.fault.value.code : '';",
    "    const message = envelope.fault.isSome ? envelope.fault.value.message : '';",
    ...effects.map(({ kind, name }) => `    if (envelope.effect_kind == ${JSON.stringify(kind)}) return this.on${name}Outcome(state, new ${outcomes.of(kind)}(emitted, envelope.intent_id, envelope.status, code, message, envelope.receipt_payload));`),
    '    throw new Error("no such effect");',
    '  }',
    '',
  ];
}
