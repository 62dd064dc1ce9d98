// What needs attention: gates, and the causes of flows that failed or wait.
import type { GateVerdict } from '../summary/gate-verdict.ts';
import { showDuration } from '../summary/show-duration.ts';
import type { Diagnosis, DiagnosisReport } from '../trace/diagnosis.ts';
import { name, table, text } from './html.ts';

export function gatesSection(gates: readonly GateVerdict[]): string {
  if (gates.length === 0) return '';
  const look = { passed: 'ok-text', failed: 'error-text', 'not run': 'running-text' } as const;
  return [
    '<section id="gates" aria-labelledby="gates-title"><h2 id="gates-title">Gates</h2>',
    table(
      'Verdicts of gates',
      [{ title: 'gate' }, { title: 'of' }, { title: 'verdict' }, { title: 'detail' }],
      gates.map(({ gate, subject, state, detail }) => ({ cells: [name(gate), text(subject), `<span class="${look[state]}">${state}</span>`, text(detail, 240)], ...(state === 'failed' && { kind: 'bad' as const }) })),
    ),
    '</section>',
  ].join('\n');
}

const MOST = 100;

export function causesSection(report: DiagnosisReport | undefined): string {
  if (report === undefined || report.diagnoses.length === 0) return '';
  const { diagnoses, failed, waiting, endNs } = report;
  const hidden = diagnoses.length - MOST;
  return [
    '<section id="causes" aria-labelledby="causes-title"><h2 id="causes-title">Causes</h2>',
    `<p class="note">${failed} failed, ${waiting} waiting when the journals end.</p>`,
    `<ul class="causes">${diagnoses.slice(0, MOST).map((diagnosis) => causeItem(diagnosis, endNs)).join('')}</ul>`,
    ...(hidden > 0 ? [`<p class="note">${hidden} more causes are not shown.</p>`] : []),
    '</section>',
  ].join('\n');
}

function causeItem({ subject, state, cause, step, detail, count, instance, children, sinceNs, evidence, next }: Diagnosis, endNs: bigint): string {
  const what = detail === '' || detail === cause ? '' : ` <code>${text(detail, 80)}</code>`;
  const where = step === undefined ? '' : ` at step ${name(step)}`;
  const joined = children === undefined ? '' : `, ${children.ended} of ${children.count} children ended`;
  const since = state === 'waiting' ? ` for ${showDuration(endNs - sinceNs)}` : '';
  return [
    `<li class="${state}"><p><span class="cause">${cause}</span>${what}: ${count} of ${name(subject)}${where}${joined}, ${state}${since}</p>`,
    `<p class="note">${name(evidence.journal)} record ${evidence.seq}: ${text(evidence.text, 240)}${instance === '' ? '' : ` (${text(instance, 60)})`}</p>`,
    ...(next === '' ? [] : [`<p class="note">To do: ${text(next, 240).replace(/`([^`]*)`/gu, '<code>$1</code>')}</p>`]),
    '</li>',
  ].join('');
}
