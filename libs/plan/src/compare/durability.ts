// Whether instances that run by the old definitions can finish beside the new ones.
import type { MergedDef } from '@nx-air/air';
import { compareText } from '@nx-air/canon/json';
import type { Definitions } from '../definitions.ts';
import { objectsOf, textOf } from '../members.ts';
import { noteAbout, type Difference, type Note } from './difference.ts';
import type { TwoVersions } from './two-versions.ts';

/**
 * An instance keeps its plan, children and modules (10.21), and meets the new version in three places: the events it
 * waits for are raised by new definitions, its effects are judged and answered by the new effect, its slots are
 * grants of today.
 */
export function compareDurability(versions: TwoVersions): readonly Difference[] {
  const found: Difference[] = [];
  const raisedNow = raised(versions.after);
  const raisedBefore = raised(versions.before);
  for (const plan of versions.before.ofKind('defplan')) {
    const note = noteAbout(plan, found);
    for (const [index, step] of objectsOf(plan.normalized, 'steps').entries()) {
      const pointer = `/steps/${index}`;
      if (step['op'] === 'await_event') {
        const event = textOf(step, 'event') ?? '';
        if (!versions.givesOld(event, event)) note('durability', true, `waits for event ${event}, which has values that it had not`, { side: 'old', pointer });
        else if (raisedBefore.has(event) && !raisedNow.has(event)) note('durability', true, `waits for event ${event}, which nothing in the pack raises any more`, { side: 'old', pointer });
      }
      if (step['op'] === 'emit_effect') judgeEffect(textOf(step, 'kind') ?? '', versions, note, pointer);
    }
    noteSlots(plan, versions, note);
  }
  return unique(found);
}

function judgeEffect(kind: string, versions: TwoVersions, note: Note, pointer: string): void {
  const [old, now] = [versions.before.effect(kind)?.node, versions.after.effect(kind)?.node];
  if (!old) return;
  if (!now) return note('durability', true, `emits ${kind}, which is gone`, { side: 'old', pointer });
  const schema = (node: typeof old, member: string): string => textOf(node, member) ?? '';
  if (!versions.takesOld(schema(old, 'params_schema'), schema(now, 'params_schema'))) note('durability', true, `emits ${kind} with parameters that are no longer taken`, { side: 'old', pointer });
  if (!versions.givesOld(schema(old, 'receipt_schema'), schema(now, 'receipt_schema'))) note('durability', true, `waits for a receipt of ${kind} that it cannot read`, { side: 'old', pointer });
}

/** Nothing breaks while the grant stays; that it has to stay is worth knowing. */
function noteSlots(plan: MergedDef, { after }: TwoVersions, note: Note): void {
  const now = new Set(after.ofKind('defplan').flatMap(slotsOf));
  for (const slot of new Set(slotsOf(plan))) {
    if (!now.has(slot)) note('durability', false, `running instances still use slot ${slot}: keep its grant until they end`, { side: 'old', pointer: '/steps' });
  }
}

const slotsOf = ({ normalized }: MergedDef): readonly string[] =>
  objectsOf(normalized, 'steps').flatMap((step) => (step['op'] === 'emit_effect' ? (textOf(step, 'cap') ?? []) : []));

function raised(definitions: Definitions): ReadonlySet<string> {
  return new Set(definitions.ofKind('defplan').flatMap(({ normalized }) => objectsOf(normalized, 'steps').flatMap((step) => (step['op'] === 'raise_event' ? (textOf(step, 'event') ?? []) : []))));
}

/** The same about one plan once, at its first step. */
function unique(found: readonly Difference[]): readonly Difference[] {
  const byText = new Map<string, Difference>();
  for (const difference of found) {
    const key = `${difference.name} ${difference.what}`;
    if (!byText.has(key)) byText.set(key, difference);
  }
  return [...byText.values()].sort((a, b) => compareText(a.name, b.name));
}
