// A diagnosis as text for a terminal.
import { showDuration, type Diagnosis, type DiagnosisReport } from '@nx-air/gates/summary';

export function diagnosisLines({ diagnoses, ok, failed, waiting, endNs }: DiagnosisReport): readonly string[] {
  return [`${ok} ok, ${failed} failed, ${waiting} waiting`, ...diagnoses.flatMap((diagnosis) => ['', ...linesOf(diagnosis, endNs)])];
}

function linesOf({ world, subject, state, cause, step, detail, count, instance, children, sinceNs, evidence, next }: Diagnosis, endNs: bigint): readonly string[] {
  const where = step === undefined ? '' : ` at step ${step}`;
  const joined = children === undefined ? '' : `, ${children.ended} of ${children.count} children ended`;
  const how = state === 'waiting' ? ` for ${showDuration(endNs - sinceNs)}` : '';
  const example = instance === '' ? '' : count === 1 ? ` ${instance}` : ` e.g. ${instance}`;
  return [
    `${cause}${detail === '' || detail === cause ? '' : ` (${detail})`}: ${count} of ${subject} in ${world}${where}${joined}, ${state}${how}${example}`,
    `  ${evidence.journal} record ${evidence.seq}: ${evidence.text}`,
    ...(next === '' ? [] : [`  to do: ${next}`]),
  ];
}
