// Traces and diagnoses as JSON; nanoseconds as text, as in summaries.
import type { JsonObject, JsonValue } from '@nx-air/canon';
import type { DiagnosisReport } from './diagnosis.ts';
import { instanceTree, type TreeNode } from './instance-tree.ts';
import type { Trace } from './trace-entry.ts';

export function traceJson({ id, entries, leftOut }: Trace): JsonObject {
  const tree = instanceTree(entries);
  return {
    id,
    left_out: leftOut,
    entries: entries.map(({ world, journal, seq, cause, ns, kind, record, subject, step, instance, parent, intent, carriedFrom, text, isFailure }) => ({
      ns: `${ns}`,
      world,
      journal,
      seq,
      ...(cause !== undefined && { cause }),
      kind,
      record,
      ...(subject !== '' && { subject }),
      ...(step !== undefined && { step }),
      ...(instance !== undefined && { instance }),
      ...(parent !== undefined && { parent }),
      ...(intent !== undefined && { intent }),
      ...(carriedFrom.length > 0 && { carried_from: [...carriedFrom] }),
      text,
      failure: isFailure,
    })),
    ...(tree.length > 0 && { tree: tree.map(nodeJson) }),
  };
}

function nodeJson({ world, journal, instance, plan, state, index, spawns, waitsFor }: TreeNode): JsonValue {
  return {
    world,
    journal,
    instance,
    plan,
    state,
    ...(index !== undefined && { index }),
    waits_for: waitsFor.map((child) => child.instance),
    spawns: spawns.map(({ step, plan: child, count, ended, children }) => ({ step, plan: child, count, ended, children: children.map(nodeJson) })),
  };
}

export function diagnosisJson({ diagnoses, ok, failed, waiting, endNs }: DiagnosisReport): JsonObject {
  return {
    ok,
    failed,
    waiting,
    end_ns: `${endNs}`,
    diagnoses: diagnoses.map(({ world, subject, state, cause, step, detail, count, instance, children, sinceNs, evidence, next }) => ({
      world,
      subject,
      state,
      cause,
      ...(step !== undefined && { step }),
      detail,
      count,
      instance,
      ...(children && { children: { ...children, running: [...children.running] } }),
      since_ns: `${sinceNs}`,
      evidence: { ...evidence },
      next,
    })),
  };
}
