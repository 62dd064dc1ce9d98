// Lint: the field that correlates runs always has a value, so that no two runs share its absence.
import { fieldAt } from '../field-path.ts';
import { textOf } from '../members.ts';
import { problemIn } from '../report.ts';
import type { Lint } from './lint.ts';

export const OPTIONAL_CORRELATION: Lint = {
  code: 'optional_correlation',
  in: ['world'],
  find: ({ world }) => (world?.triggers ?? []).flatMap(({ plan, correlateBy, pointer }) => {
    if (world === undefined || correlateBy === undefined) return [];
    const { definitions: { schemas }, definitions, place } = world;
    const input = schemas.named(textOf(definitions.find('defplan', plan)?.node ?? {}, 'input') ?? '');
    const field = input && fieldAt(input, correlateBy.split('.'), schemas);
    if (!field || schemas.open(field)?.kind !== 'option') return [];
    return [problemIn(place, 'optional_correlation', `${pointer}/correlate_by`, { actual: `${correlateBy} of ${plan} can be null` })];
  }),
};
