// How generated modules read the state that they are called with, and write the one they answer.
import type { Codecs } from './codecs.ts';
import type { Shape } from './shapes.ts';
import { isNullable, typeText } from './type-text.ts';

/** Declares `state` from the reader `before`, which is null when there is none. */
export function initialText(state: Shape): readonly string[] {
  const type = typeText(state);
  const set = (value: string): string => `    if (before !== null) state = ${value};`;
  if (state.kind === 'option') return [`    let state = none<${typeText(state.item)}>();`, set('this.readState(before)')];
  if (isNullable(state)) return [`    let state: ${type} | null = null;`, set('this.readState(before)')];
  return [`    let state = none<${type}>();`, set(`some<${type}>(this.readState(before))`)];
}

/** Writes `after`, unless it is absent. */
export function returnText(state: Shape, codecs: Codecs): readonly string[] {
  return [
    `    if (${state.kind === 'option' || !isNullable(state) ? 'after.isNone' : 'after === null'}) return false;`,
    `    ${codecs.write(state, state.kind !== 'option' && !isNullable(state) ? 'after.value' : 'after')}`,
    '    return true;',
  ];
}

export function readStateText(state: Shape, codecs: Codecs): readonly string[] {
  return [
    `  private readState(from: Reader): ${typeText(state)} {`,
    `    const state = ${codecs.read(state)};`,
    '    from.done();',
    '    return state;',
    '  }',
  ];
}
