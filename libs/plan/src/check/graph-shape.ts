// Steps and edges as a graph: identities, endpoints, cycles.
import { nearest } from '@nx-air/air';
import { PlanGraph } from '../graph.ts';
import { lacks, readEdges, readSteps, type AuthoredEdge, type EdgeModel, type StepModel } from '../flow/plan-model.ts';
import type { PlanView } from '../view.ts';
import type { PlanReport } from './report.ts';

export interface GraphShape {
  readonly steps: readonly StepModel[];
  /** Without duplicates, dangling edges and those that close a cycle. */
  readonly edges: readonly EdgeModel[];
  readonly order: readonly number[];
  /** False where the graph is not what the author meant, so that what flows along it says nothing. */
  readonly sound: boolean;
}

/** Reports what is wrong with the graph and answers one that can be walked. */
export function checkGraph({ plan, gaps }: PlanView, out: PlanReport): GraphShape {
  const steps = readSteps(plan, gaps);
  const byId = new Map<string, StepModel>();
  const isNamed = !lacks({ steps }, 'id');
  let sound = isNamed && !lacks({ steps }, 'bind') && gaps?.edges !== true;
  for (const step of steps) {
    if (step.gaps.has('id')) continue;
    const other = byId.get(step.id);
    if (!other) byId.set(step.id, step);
    else {
      sound = false;
      out.report('duplicate_step', `${step.at}/id`, { actual: step.id, related: out.related(`${other.at}/id`, 'the other one') });
    }
  }
  const authored = readEdges(plan);
  const edges = knownEdges(authored, byId, (id) => !isNamed || (id === '' && gaps?.edges === true), out);
  sound &&= authored.every((edge) => byId.has(edge.from) && byId.has(edge.to));
  const acyclic = withoutCycles(steps, edges, out);
  sound &&= acyclic.edges.length === edges.length;
  const number = new Map(steps.map((step) => [step.id, byId.get(step.id)?.index ?? step.index]));
  const unnamed = steps.filter((step) => byId.get(step.id) !== step).map((step) => step.index);
  return { steps, edges: acyclic.edges, order: [...acyclic.order.map((id) => number.get(id) ?? 0), ...unnamed], sound };
}

/** `mayBeUnread`: whether the id may be that of a step which has none, or could not be read itself. */
function knownEdges(authored: readonly AuthoredEdge[], byId: ReadonlyMap<string, StepModel>, mayBeUnread: (id: string) => boolean, out: PlanReport): readonly EdgeModel[] {
  const seen = new Map<string, AuthoredEdge>();
  const edges: EdgeModel[] = [];
  for (const edge of authored) {
    const from = byId.get(edge.from);
    const to = byId.get(edge.to);
    if (!from && !mayBeUnread(edge.from)) reportUnknown(edge.from, `${edge.at}/from`, byId, out);
    if (!to && !mayBeUnread(edge.to)) reportUnknown(edge.to, `${edge.at}/to`, byId, out);
    if (!from || !to) continue;
    const key = `${edge.from} ${edge.to}`;
    const other = seen.get(key);
    if (other) {
      out.report('duplicate_edge', edge.at, { actual: `${edge.from} -> ${edge.to}`, related: out.related(other.at, 'the other one') });
      continue;
    }
    seen.set(key, edge);
    edges.push({ index: edge.index, at: edge.at, when: edge.when, from: from.index, to: to.index });
  }
  return edges;
}

function reportUnknown(id: string, pointer: string, byId: ReadonlyMap<string, StepModel>, out: PlanReport): void {
  const meant = nearest(id, byId.keys());
  out.report('unknown_step', pointer, { actual: id, ...(meant === undefined ? {} : { hint: `Did you mean \`${meant}\`?` }) });
}

const MOST_CYCLES = 20;

/** One finding for every edge that has to go; the cycle is named along its steps. */
function withoutCycles(
  steps: readonly StepModel[],
  edges: readonly EdgeModel[],
  out: PlanReport,
): { readonly edges: readonly EdgeModel[]; readonly order: readonly string[] } {
  const ids = [...new Set(steps.filter(({ gaps }) => !gaps.has('id')).map((step) => step.id))];
  const idOf = (index: number): string => steps[index]?.id ?? '';
  let rest = edges;
  for (let round = 0; ; round += 1) {
    const graph = new PlanGraph(ids, rest.map((edge) => ({ from: idOf(edge.from), to: idOf(edge.to), index: edge.index })));
    const order = graph.order();
    if (order) return { edges: rest, order };
    const closing = closingEdge(graph.cycle() ?? [], rest, idOf);
    if (round === MOST_CYCLES || !closing) return { edges: [], order: ids };
    out.report('plan_cycle', closing.edge.at, { actual: closing.cycle.join(' -> ') });
    rest = rest.filter((edge) => edge !== closing.edge);
  }
}

/** The edge of the cycle that leads furthest back in the declared order, and the cycle from where it leads. */
function closingEdge(
  cycle: readonly string[],
  edges: readonly EdgeModel[],
  idOf: (index: number) => string,
): { readonly edge: EdgeModel; readonly cycle: readonly string[] } | undefined {
  const next = new Map(cycle.map((id, position) => [id, cycle[(position + 1) % cycle.length]]));
  const along = edges.filter((edge) => next.get(idOf(edge.from)) === idOf(edge.to));
  const [edge] = along.toSorted((a, b) => b.from - b.to - (a.from - a.to));
  if (!edge) return undefined;
  const start = cycle.indexOf(idOf(edge.to));
  return { edge, cycle: [...cycle.slice(start), ...cycle.slice(0, start), idOf(edge.to)] };
}
