// `sys/CapEnforceGovernance@1`: which steps of a change, and changes of what.
import type { Enforcer } from '../enforcer.ts';
import { TypedFields } from '../typed-fields.ts';

/**
 * Parameters: `ops` (`propose`, `shadow`, `approve`, `apply`), and for `propose` bounds on its summary: `def_kinds`,
 * `name_prefixes` (of definition names, plain text), `manifest_sections`. Absent allows everything. Codes:
 * `op_not_allowed`, `summary_missing` (a bound is set and the proposal has no summary), `def_kind_not_allowed`,
 * `name_not_allowed`, `section_not_allowed`.
 */
export const enforceGovernance: Enforcer = ({ capParams, effectKind, effectParams }) => {
  const grant = new TypedFields(capParams);
  const op = effectKind.replace(/^governance\./, '');
  if (grant.texts('ops')?.includes(op) === false) return { code: 'op_not_allowed', message: op };
  const [kinds, prefixes, sections] = [grant.texts('def_kinds'), grant.texts('name_prefixes'), grant.texts('manifest_sections')];
  if (op !== 'propose' || (!kinds && !prefixes && !sections)) return undefined;
  const summary = new TypedFields(effectParams).record('summary');
  if (!summary) return { code: 'summary_missing', message: 'the grant bounds what a proposal changes' };
  for (const item of summary.items('def_changes') ?? []) {
    const change = new TypedFields(item);
    const [kind, name] = [change.text('kind'), change.text('name')];
    if (kinds && !kinds.includes(kind)) return { code: 'def_kind_not_allowed', message: kind };
    if (prefixes && !prefixes.some((prefix) => name.startsWith(prefix))) return { code: 'name_not_allowed', message: name };
  }
  const section = sections && (summary.texts('manifest_sections') ?? []).find((found) => !sections.includes(found));
  return section === undefined ? undefined : { code: 'section_not_allowed', message: section };
};
