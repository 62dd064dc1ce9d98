// What a picture of a plan shows, before anyone decides how it looks.
import type { Finding, MergedDef } from '@nx-air/air';
import { readEdges, readSteps, type StepModel } from '../flow/plan-model.ts';
import { textOf } from '../members.ts';
import { readExpr } from '../flow/plan-model.ts';
import { showExpr } from './show-expr.ts';

/** What a step does, in one word; renderers give each a look. */
export type StepLook = 'effect' | 'wait' | 'event' | 'assign' | 'child' | 'end';

export interface PictureFinding {
  readonly severity: Finding['severity'];
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

export interface PictureStep {
  readonly id: string;
  readonly op: string;
  readonly look: StepLook;
  /** `http.request through cap_http`, `for fetch`, `changelog/Done@1`. */
  readonly lines: readonly string[];
  readonly findings: readonly PictureFinding[];
}

export interface PictureEdge {
  /** Positions in `steps`. */
  readonly from: number;
  readonly to: number;
  /** `$status` and `$fault` without a step are those of the step that the edge leaves. */
  readonly guard?: string;
  readonly findings: readonly PictureFinding[];
}

export interface PlanPicture {
  readonly name: string;
  readonly input: string;
  readonly output?: string;
  readonly steps: readonly PictureStep[];
  /** Each pair of steps once; edges to steps that are not there are left out, and are findings. */
  readonly edges: readonly PictureEdge[];
  /** About the plan as a whole. */
  readonly findings: readonly PictureFinding[];
}

/** `findings` are those of the world or pack; the ones about this plan are taken from them. */
export function pictureOf({ name, normalized, origin }: Pick<MergedDef, 'name' | 'normalized' | 'origin'>, findings: readonly Finding[]): PlanPicture {
  const inside = findings.filter(({ file, pointer }) => file === origin.file && (pointer === origin.pointer || pointer.startsWith(`${origin.pointer}/`)));
  const at = (place: string): readonly PictureFinding[] => inside.filter(({ pointer }) => isAt(pointer.slice(origin.pointer.length), place)).map(pictured);
  const models = readSteps(normalized);
  const numberOf = new Map(models.toReversed().map(({ id, index }) => [id, index]));
  const emitOf = new Map(models.flatMap((step) => (step.op === 'emit_effect' && step.binds !== undefined ? [[step.binds, step.id] as const] : [])));
  const edges = new Map<string, PictureEdge>();
  for (const { at: place, from, to, when } of readEdges(normalized)) {
    const [source, target] = [numberOf.get(from), numberOf.get(to)];
    const key = `${source} ${target}`;
    if (source === undefined || target === undefined || edges.has(key)) continue;
    edges.set(key, { from: source, to: target, ...(when === undefined ? {} : { guard: showExpr(when).replaceAll(`@step:${from}.$`, '$') }), findings: at(place) });
  }
  const output = textOf(normalized, 'output');
  return {
    name,
    input: textOf(normalized, 'input') ?? '',
    ...(output === undefined ? {} : { output }),
    steps: models.map((step) => ({ id: step.id, op: step.op, look: lookOf(step.op), lines: linesOf(step, emitOf), findings: at(step.at) })),
    edges: [...edges.values()],
    findings: inside.filter(({ pointer }) => !/^\/(?:steps|edges)\/\d/u.test(pointer.slice(origin.pointer.length))).map(pictured),
  };
}

const isAt = (pointer: string, place: string): boolean => pointer === place || pointer.startsWith(`${place}/`);
const pictured = ({ severity, code, message, hint }: Finding): PictureFinding => ({ severity, code, message, hint });

function lookOf(op: string): StepLook {
  if (op.startsWith('await_')) return 'wait';
  if (op.startsWith('spawn_')) return 'child';
  switch (op) {
    case 'emit_effect':
      return 'effect';
    case 'raise_event':
      return 'event';
    case 'end':
      return 'end';
    default:
      return 'assign';
  }
}

function linesOf({ json, op, binds }: StepModel, emitOf: ReadonlyMap<string, string>): readonly string[] {
  const text = (member: string): string => textOf(json, member) ?? '';
  const expr = (member: string): string => {
    const parsed = readExpr(json[member]);
    return parsed === undefined ? '' : showExpr(parsed);
  };
  switch (op) {
    case 'emit_effect':
      return [text('kind'), `through ${text('cap')}`, ...(Object.hasOwn(json, 'idempotency_key') ? ['with idempotency key'] : [])];
    case 'await_receipt': {
      const handle = expr('for').replace(/^@var:/u, '');
      return [`receipt of ${emitOf.get(handle) ?? handle}`];
    }
    case 'await_event':
      return [text('event'), ...(Object.hasOwn(json, 'where') ? [`where ${expr('where')}`] : [])];
    case 'raise_event':
      return [text('event')];
    case 'assign':
      return [`${binds ?? ''} := ${expr('expr')}`];
    case 'spawn_plan':
    case 'spawn_for_each':
      return [text('plan')];
    case 'await_plan':
      return [`child ${expr('for')}`];
    case 'await_plans_all':
      return [`children ${expr('handles')}`];
    case 'end':
      return Object.hasOwn(json, 'result') ? [expr('result')] : [];
    default:
      return [];
  }
}
