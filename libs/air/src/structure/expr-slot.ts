// Checks one slot for an expression, a literal or plain JSON the way AOS reads it, and says where AOS would mangle it.
import type { Problem } from '../finding.ts';
import { isJsonObject } from '../identity/reader.ts';
import { describe } from './describe.ts';
import { isSwallowed, swallowed } from './mangled.ts';
import type { Report } from './place.ts';
import type { Slot } from './slots.ts';
import { checkForm, checkTyped, extraKeys, formOf, isExtraKeysOnly, untaggedLiteral } from './typed-form.ts';
import type { Context } from './typed-form.ts';

/** Problems of one slot, each at its exact place. */
export const checkSlot = (slot: Slot, report: Report): Problem[] => {
  const context: Context = { report, uses: { expression: false, literalAt: undefined } };
  const { value, pointer, mode } = slot;
  if (mode !== 'value') return checkTyped(value, pointer, mode, context);
  if (isSwallowed(value)) return [swallowed(value, pointer, report)];
  if (!isJsonObject(value)) return [];
  const form = formOf(value);
  if (form === undefined) return untaggedLiteral(value, pointer, context) ?? [];
  const problems = checkForm(value, form, pointer, 'member', context);
  if (extraKeys(value, form).length > 0 && !isExtraKeysOnly(problems)) {
    const expected = `a valid \`${form}\`, or the record written out`;
    return [report('sugar_ambiguous', pointer, { expected, actual: describe(value) })];
  }
  return problems.length === 0 ? mixed(context) : problems;
};

const mixed = ({ uses, report }: Context): Problem[] =>
  uses.expression && uses.literalAt !== undefined
    ? [report('bad_expr', uses.literalAt, { expected: 'an expression, such as `{"variant": {"tag": …}}`', actual: 'a literal' })]
    : [];
