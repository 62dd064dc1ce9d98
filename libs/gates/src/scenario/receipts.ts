// Scripted receipts: which effects they answer, with what and when.
import { nearest } from '@nx-air/air/did-you-mean';
import { joinPointer, type CanonValue, type JsonObject, type JsonValue } from '@nx-air/canon';
import type { Answer } from '@nx-air/kernel';
import type { ReceiptRule, ScriptedAnswer } from './scenario.ts';
import { listOf, numberOf, objectOf, textOf } from './json.ts';
import { readPattern } from './pattern.ts';
import { parseDuration } from './time.ts';
import { resolveReferences, typedValue, type ValueContext } from './values.ts';
import type { EffectTypes, WorldTypes } from '../world-types.ts';

/** `types`: of the world and its upgrades; a kind is typed by the first that has it. */
export function readReceipts(data: JsonValue | undefined, types: readonly WorldTypes[], context: ValueContext): readonly ReceiptRule[] {
  return listOf(data).flatMap((item, index): readonly ReceiptRule[] => {
    const entry = objectOf(item);
    const pointer = joinPointer('/receipts', String(index));
    const kind = textOf(entry, 'kind') ?? '';
    const owner = types.find(({ effects }) => effects.has(kind));
    const effect = owner?.effects.get(kind);
    if (!owner || !effect) {
      const meant = nearest(kind, types.flatMap(({ effects }) => [...effects.keys()]));
      context.report('scenario_unknown_name', joinPointer(pointer, 'kind'), { expected: 'a kind of the effects that the manifest lists', actual: `\`${kind}\``, ...(meant !== undefined && { hint: `Did you mean \`${meant}\`?` }) });
      return [];
    }
    const answers = listOf(entry['answers']).map((answer, at) => readAnswer(objectOf(answer), effect, owner, joinPointer(pointer, 'answers', String(at)), context));
    return [{ pointer, kind, params: paramsOf(entry, effect, owner, pointer, context), times: numberOf(entry, 'times') ?? Infinity, answers }];
  });
}

function paramsOf(entry: JsonObject, effect: EffectTypes, { schemas }: WorldTypes, pointer: string, context: ValueContext): CanonValue | undefined {
  if (entry['params'] === undefined) return undefined;
  const at = joinPointer(pointer, 'params');
  return readPattern(resolveReferences(entry['params'], at, context), effect.params, schemas, at, context.report);
}

function readAnswer(entry: JsonObject, effect: EffectTypes, types: WorldTypes, pointer: string, context: ValueContext): ScriptedAnswer {
  const delay = parseDuration(entry['delay'] ?? 0);
  if (delay === undefined) context.report('scenario_bad_time', joinPointer(pointer, 'delay'), { expected: 'a duration like `90s`', actual: JSON.stringify(entry['delay']) });
  return { answer: answerOf(entry, effect, types, pointer, context), delayNs: delay ?? 0n };
}

function answerOf(entry: JsonObject, { receipt }: EffectTypes, { schemas }: WorldTypes, pointer: string, context: ValueContext): Answer {
  const fault = entry['fault'] === undefined ? undefined : objectOf(entry['fault']);
  const status = textOf(entry, 'status') ?? (fault ? 'error' : 'ok');
  if (status === 'ok') {
    if (fault) context.report('bad_type', joinPointer(pointer, 'fault'), { at: 'key', expected: 'no fault where the status is `ok`', actual: '`fault`', hint: 'Remove the fault, or give the status `error`.' });
    const at = joinPointer(pointer, 'payload');
    const data = resolveReferences(entry['payload'] ?? null, at, context);
    if (entry['unchecked'] === true) return { status, payload: data };
    return { status, payload: typedValue(data, receipt, schemas, entry['payload'] === undefined ? pointer : at, context.report) ?? null };
  }
  if (entry['payload'] !== undefined) context.report('bad_type', joinPointer(pointer, 'payload'), { at: 'key', expected: `no payload where the status is \`${status}\``, actual: '`payload`', hint: 'Remove the payload.' });
  const code = textOf(fault ?? {}, 'code') ?? (status === 'timeout' ? 'timeout' : 'failed');
  return { status: status === 'timeout' ? 'timeout' : 'error', fault: { code, message: textOf(fault ?? {}, 'message') ?? '' } };
}
