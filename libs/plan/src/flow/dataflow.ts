// Walks a plan in the order of its edges and finds what holds at every step (10.15: a step is decided when its last
// predecessor has completed or was skipped, and runs when one edge from a completed one holds).
import { joinTypes } from '../assign.ts';
import { checkCondition } from '../expr/check.ts';
import type { Expr } from '../expr/expr.ts';
import { correlationType, resolverAt, statusSubject, type PlanKnowledge, type Viewpoint } from '../expr/scope-plan.ts';
import { TypeScope, type Detail, type Report } from '../expr/scope.ts';
import { OK_TOKEN, type Typed } from '../expr/typed.ts';
import { UNKNOWN, type Type } from '../expr/type.ts';
import type { PlanView } from '../view.ts';
import { Bits } from './bits.ts';
import { FactTable, noFacts, type Facts } from './facts.ts';
import { ALWAYS, type Formula } from './formula.ts';
import { addInevitable } from './inevitable.ts';
import { referencesOf } from './mentions.ts';
import { textOf, type EdgeModel, type PlanModel, type StepModel, type Variable } from './plan-model.ts';
import { addFacts, copyState, emptyState, keepCommon, type State } from './state.ts';

export const CORRELATION = 'correlation_id';

/** What a pass asks of the checks: they type the slots of a step and say what its value is. */
export interface StepTyper {
  typeStep(step: StepModel, scope: TypeScope, where: (event: Type) => TypeScope): Typed;
}

export interface PassOptions {
  readonly view: PlanView;
  readonly model: PlanModel;
  readonly typer: StepTyper;
  /** Findings; `pointer` inside the plan. */
  report(pointer: string): Report;
  /** False when the graph is broken: then types are checked and nothing else. */
  readonly flow: boolean;
  /** The pass before, which knows what excludes what. */
  readonly previous?: FlowPass;
}

/**
 * One pass over the plan. The first knows too little about variables with several writers (whether two branches
 * exclude each other follows from guards, which follow from it); the second has the first to ask.
 */
export class FlowPass implements PlanKnowledge {
  readonly model: PlanModel;
  readonly input: Type;
  readonly entry: State[] = [];
  readonly exit: State[] = [];
  readonly table: FactTable;
  /** By the edge's number: when it is followed, once its source has completed. */
  readonly guards = new Map<number, Formula>();
  readonly #options: PassOptions;
  readonly #edgeStates = new Map<number, State>();
  readonly #types: Type[] = [];
  readonly #keys: string[] = [];
  readonly #tested: Bits;
  readonly #testedPayloads: readonly TestedPayload[];
  readonly #dead = new Bits();
  readonly #deadEdges = new Bits();
  readonly #doubtful = new Bits();
  readonly #excluded = new Map<string, boolean>();

  constructor(options: PassOptions) {
    this.#options = options;
    this.model = options.model;
    this.table = options.previous?.table ?? new FactTable();
    this.input = { kind: 'ref', name: textOf(options.view.plan['input']) };
    this.#tested = testedAwaits(options.model);
    this.#testedPayloads = payloadsOf(this.#tested, options.model);
    for (const index of this.model.order) this.#visit(index);
  }

  stepType(step: number): Type {
    return this.#types[step] ?? this.#options.previous?.stepType(step) ?? UNKNOWN;
  }

  variableType(variable: Variable): Type {
    const { view } = this.#options;
    let type: Type = variable.name === CORRELATION ? correlationType(view.correlation) : { kind: 'never' };
    if (variable.schema !== undefined) {
      const local: Type = { kind: 'ref', name: variable.schema };
      return joinTypes(type, local, view.schemas) ? local : UNKNOWN;
    }
    for (const writer of variable.writers) {
      const joined = joinTypes(type, this.stepType(writer), view.schemas);
      if (!joined) return UNKNOWN;
      type = joined;
    }
    return type.kind === 'never' ? UNKNOWN : type;
  }

  stepKey(step: number): string {
    return this.#keys[step] ?? `s${step}`;
  }

  isTested(step: number): boolean {
    return this.#tested.has(step);
  }

  isHandle(variable: Variable): boolean {
    return variable.writers.some((writer) => this.model.steps[writer]?.op === 'emit_effect');
  }

  missingAtStart({ name }: Variable): Detail | undefined {
    const missing = name === CORRELATION ? this.#options.view.correlation?.missing : undefined;
    return missing && { ...missing, hint: 'Read the field of `@plan.input` that holds it.' };
  }

  readonly exclusive = (left: number, right: number): boolean => {
    const before = this.#options.previous ?? this;
    const [a, b] = [before.entry[left], before.entry[right]];
    if (!a || !b) return false;
    if (before.#dead.has(left) || before.#dead.has(right)) return true;
    const pair = left < right ? `${left} ${right}` : `${right} ${left}`;
    const known = this.#excluded.get(pair);
    if (known !== undefined) return known;
    const excluded = this.table.contradict(a.facts, b.facts);
    this.#excluded.set(pair, excluded);
    return excluded;
  };

  /** Numbers for steps: two with different ones exclude each other; undefined says nothing. */
  tellApart(steps: readonly number[]): readonly (number | undefined)[] {
    const before = this.#options.previous ?? this;
    return this.table.tellApart(steps.map((step) => before.entry[step]?.facts ?? noFacts()));
  }

  /** Whether a guard that has a finding decides about the step: what follows from it is not known. */
  isDoubtful(step: number): boolean {
    return this.#doubtful.has(step);
  }

  #visit(index: number): void {
    const step = this.model.steps[index];
    if (!step) return;
    const entry = this.#enter(index);
    this.entry[index] = entry;
    const forgiven = noFacts();
    const scopeFor = (event?: Type): TypeScope => this.#scope(this.#atStep(index, event), this.#options.report(step.at), forgiven);
    const typed = this.#options.typer.typeStep(step, scopeFor(), scopeFor);
    this.#types[index] = typed.type;
    if (typed.key !== undefined && step.op === 'assign' && typed.token === undefined) this.#keys[index] = typed.key;
    const exit = copyState(entry);
    exit.done.add(index);
    addFacts(exit.facts, forgiven);
    if (this.#options.previous) this.#bindPayloads(exit);
    const bound = step.binds === undefined ? undefined : this.model.variables.get(step.binds);
    if (bound && !this.isTested(index)) exit.bound.add(bound.index);
    this.exit[index] = exit;
    for (const edge of this.model.outOf[index] ?? []) this.#follow(edge, step, exit);
  }

  /** What holds when the step runs: what all ways in agree on, and the steps that must have run whichever was taken. */
  #enter(index: number): State {
    const [first, ...others] = (this.model.into[index] ?? []).filter((edge) => this.#edgeStates.has(edge.index));
    const state = first ? this.#edgeState(first) : emptyState();
    if (!first) this.#bindAtStart(state);
    const live = [first, ...others].filter((edge) => edge !== undefined && !this.#isDeadEdge(edge));
    if (first && live.length === 0) this.#dead.add(index);
    for (const edge of others) keepCommon(state, this.#edgeStates.get(edge.index) ?? emptyState());
    if (others.length > 0) {
      addInevitable(index, state, this);
      this.#bindPayloads(state);
    }
    return state;
  }

  #edgeState(edge: EdgeModel): State {
    return copyState(this.#edgeStates.get(edge.index) ?? emptyState());
  }

  #bindAtStart(state: State): void {
    const { correlation } = this.#options.view;
    const variable = correlation && !correlation.missing ? this.model.variables.get(CORRELATION) : undefined;
    if (variable) state.bound.add(variable.index);
  }

  #isDeadEdge(edge: EdgeModel): boolean {
    return this.#dead.has(edge.from) || this.model.steps[edge.from]?.op === 'end' || this.#deadEdges.has(edge.index);
  }

  #follow(edge: EdgeModel, source: StepModel, exit: State): void {
    this.guards.set(edge.index, ALWAYS);
    const state = edge.when ? this.#test(edge, edge.when, source, exit) : copyState(exit);
    this.#edgeStates.set(edge.index, state);
  }

  /** Checks the guard and answers what holds where it holds. */
  #test(edge: EdgeModel, when: Expr, source: StepModel, exit: State): State {
    let findings = 0;
    const report = this.#options.report(`${edge.at}/when`);
    const counting: Report = (...finding) => {
      findings += 1;
      report(...finding);
    };
    const forgiven = noFacts();
    const flowing = checkCondition(when, this.#scope(this.#atEdge(edge, exit), counting, forgiven));
    const state = copyState(exit);
    if (!this.#options.flow) return state;
    addFacts(state.facts, forgiven);
    if (findings > 0 || flowing === undefined) this.#doubtful.addAll(this.model.after[edge.to] ?? new Bits()).add(edge.to).add(edge.from);
    const sudden = this.#isDecidedWith(edge) ? this.#suddenCondition(edge, when, exit) : undefined;
    const formula = sudden ?? flowing ?? this.table.is(this.table.fresh(), OK_TOKEN);
    this.guards.set(edge.index, formula);
    if (flowing) this.table.assume(state.facts, flowing);
    if (sudden) this.table.assume(state.facts, sudden);
    this.#bindPayloads(state);
    const isDead = this.#dead.has(source.index) || source.op === 'end';
    if (findings > 0 || isDead || this.table.canHold(formula, exit.facts) !== false) return state;
    this.#deadEdges.add(edge.index);
    report('guard_never_holds', '');
    return state;
  }

  /** Binds the payloads of which the facts say that they arrived. */
  #bindPayloads(state: State): void {
    for (const { step, status, variable } of this.#testedPayloads) {
      if (state.bound.has(variable) || !state.done.has(step)) continue;
      if (this.table.knows(state.facts, status, OK_TOKEN) === 'yes') state.bound.add(variable);
    }
  }

  /** The guard in terms of variables as the source left them: guards decided at that moment see the same values. */
  #suddenCondition(edge: EdgeModel, when: Expr, exit: State): Formula | undefined {
    const shared = [...referencesOf(when)].some(
      (ref) => ref.root === 'var' && (this.model.variables.get(ref.name)?.writers.length ?? 0) > 1,
    );
    if (!shared) return undefined;
    const at = this.#atEdge(edge, exit);
    const frozen: Viewpoint = {
      ...at,
      writersSeen: (variable) => onlyWriter(variable),
      variableKey: (variable) => `v${variable.index}!${edge.from}`,
    };
    return checkCondition(when, this.#scope(frozen, () => undefined, undefined));
  }

  /** Whether the target is decided at the moment the source completes. */
  #isDecidedWith(edge: EdgeModel): boolean {
    const before = this.model.before[edge.from];
    return (this.model.into[edge.to] ?? []).every((other) => other.from === edge.from || before?.has(other.from) === true);
  }

  /** The first pass forgives nothing: what it finds wrongly would become a fact of the second. */
  #scope(at: Viewpoint, report: Report, forgiven: Facts | undefined): TypeScope {
    const { view, flow, previous } = this.#options;
    const facts = flow ? at.state.facts : noFacts();
    const resolver = resolverAt(this, previous ? { ...at, forgive: (what) => forgive(at.state, what) } : at);
    const { schemas } = view;
    return new TypeScope({ schemas, table: this.table, facts, resolver, report, flow, forgiven: previous && forgiven });
  }

  #atStep(step: number, event: Type | undefined): Viewpoint {
    const state = this.entry[step] ?? emptyState();
    const before = this.model.before[step] ?? new Bits();
    const seen = (variable: Variable): readonly number[] | undefined => this.#writersSeen(variable, before, step, step);
    return { state, step, writersSeen: seen, variableKey: (variable) => versionKey(variable, seen(variable)), ...(event ? { event } : {}) };
  }

  #atEdge(edge: EdgeModel, state: State): Viewpoint {
    const before = (this.model.before[edge.from] ?? new Bits()).copy().add(edge.from);
    const seen = (variable: Variable): readonly number[] | undefined =>
      this.#writersSeen(variable, before, edge.to, edge.from);
    return { state, step: edge.from, writersSeen: seen, variableKey: (variable) => versionKey(variable, seen(variable)) };
  }

  /** The writers that may have run; undefined when one beside may run at any time. */
  #writersSeen(variable: Variable, before: Bits, step: number, runs: number): readonly number[] | undefined {
    const only = onlyWriter(variable);
    if (only || !this.#options.previous) return only;
    const after = this.model.after[step];
    const seen: number[] = [];
    for (const writer of variable.writers) {
      if (before.has(writer)) seen.push(writer);
      else if (writer !== step && !after?.has(writer) && !this.exclusive(writer, runs) && !this.exclusive(writer, step)) return undefined;
    }
    return seen;
  }
}

function forgive(state: State, what: { readonly step: number } | { readonly variable: number }): void {
  if ('step' in what) state.done.add(what.step);
  else state.bound.add(what.variable);
}

/** The writers of a variable that has one value during the whole run. */
function onlyWriter({ writers, name }: Variable): readonly number[] | undefined {
  return writers.length === 0 || (writers.length === 1 && name !== CORRELATION) ? writers : undefined;
}

function versionKey(variable: Variable, seen: readonly number[] | undefined): string | undefined {
  return seen === undefined ? undefined : `v${variable.index}#${seen.join(',')}`;
}

/** What a tested await binds once its status is known. */
interface TestedPayload {
  readonly step: number;
  readonly status: string;
  readonly variable: number;
}

function payloadsOf(tested: Bits, { steps, variables }: PlanModel): readonly TestedPayload[] {
  return [...tested.members()].flatMap((step) => {
    const name = steps[step]?.binds;
    const variable = name === undefined ? undefined : variables.get(name);
    return variable === undefined ? [] : [{ step, status: statusSubject(step), variable: variable.index }];
  });
}

/** Awaits of receipts whose status an outgoing guard reads. */
function testedAwaits(model: PlanModel): Bits {
  const tested = new Bits();
  for (const step of model.steps) {
    if (step.op !== 'await_receipt') continue;
    const guards = (model.outOf[step.index] ?? []).flatMap((edge) => (edge.when ? [edge.when] : []));
    const reads = guards.some((guard) =>
      [...referencesOf(guard)].some((ref) => ref.root === 'step' && ref.name === step.id && ref.path[0] === '$status'),
    );
    if (reads) tested.add(step.index);
  }
  return tested;
}
