// A scenario as it is run: times absolute, values typed, upgrades merged.
import type { MergedManifest } from '@nx-air/air';
import type { CanonValue, ContentStore } from '@nx-air/canon';
import type { Answer, Limits } from '@nx-air/kernel';
import type { RunnableWorld } from '../world.ts';

export interface Scenario {
  /** File name without `.scenario.json`. */
  readonly name: string;
  /** Relative to the repository root. */
  readonly file: string;
  /** Where in the file pointers begin: '' or that of an entry of `peers`. */
  readonly base: string;
  readonly startNs: bigint;
  readonly seed: string;
  readonly limits: Partial<Limits>;
  readonly maxItems: number;
  /** Values of secrets by alias. */
  readonly secrets: ReadonlyMap<string, string>;
  /** In the order of the file. */
  readonly inputs: readonly ScenarioInput[];
  readonly rules: readonly ReceiptRule[];
  readonly expect: Expectations;
  /** Worlds that run beside this one. */
  readonly peers: readonly ScenarioPeer[];
  readonly carry: readonly CarryRule[];
  /** What is known to be carried here: taken after everything else that is due at the same time. */
  readonly carried: readonly Delivery[];
  /** Puts the blobs and trees that values name. */
  putContent(store: ContentStore): void;
}

export interface ScenarioPeer {
  readonly world: RunnableWorld;
  /** Its part of the file, without peers and rules of its own. */
  readonly scenario: Scenario;
}

/** Carries the messages in one arm of a field of the parameters. */
export interface CarryRule {
  readonly pointer: string;
  readonly kind: string;
  readonly field: string;
  readonly arm: string;
  /** Id of the world where it comes in. */
  readonly to: string;
  readonly event: string;
  /** After the logical time of the emission, one for each time that it comes in. */
  readonly delaysNs: readonly bigint[];
  readonly times: number;
}

/** A message on its way. */
export interface Delivery {
  /** Id of the world where it comes in. */
  readonly to: string;
  readonly input: EventInput;
  /** Among deliveries that are due at the same time: world that sent it, then number of its emission there. */
  readonly from: string;
  readonly emission: number;
}

export type ScenarioInput = EventInput | UpgradeInput;

interface InputBase {
  /** In the scenario file. */
  readonly pointer: string;
  /** Absolute logical time. */
  readonly dueNs: bigint;
  /** The code with which the world refuses it. */
  readonly refused: string | undefined;
}

export interface EventInput extends InputBase {
  readonly kind: 'event';
  readonly schema: string;
  /** Typed where no refusal is expected. */
  readonly value: CanonValue;
  readonly ingressId: string;
}

export interface UpgradeInput extends InputBase {
  readonly kind: 'upgrade';
  readonly folder: string;
  readonly manifest: MergedManifest;
}

/** Answers the effects of one kind; the first rule that matches and is not used up does. */
export interface ReceiptRule {
  readonly pointer: string;
  readonly kind: string;
  readonly params: CanonValue | undefined;
  readonly times: number;
  readonly answers: readonly ScriptedAnswer[];
}

export interface ScriptedAnswer {
  readonly answer: Answer;
  /** After the logical time at which the intent was emitted. */
  readonly delayNs: bigint;
}

export interface Expectations {
  readonly events: readonly ExpectedEvent[];
  readonly plans: readonly ExpectedPlan[];
  readonly cells: readonly ExpectedCell[];
  readonly effects: readonly ExpectedCount[];
  readonly underWay: readonly ExpectedCount[];
  readonly faults: readonly ExpectedFault[];
}

interface ExpectationBase {
  /** In the scenario file. */
  readonly pointer: string;
}

export interface ExpectedEvent extends ExpectationBase {
  readonly schema: string;
  readonly value: CanonValue | undefined;
  readonly count: number | undefined;
}

export interface ExpectedPlan extends ExpectationBase {
  readonly plan: string;
  readonly status: 'ok' | 'error' | 'running' | undefined;
  readonly result: CanonValue | undefined;
  readonly error: string | undefined;
  /** Plan of a child that has not ended and that an await or barrier of it names. */
  readonly waitsFor: string | undefined;
  readonly count: number | undefined;
}

export interface ExpectedCell extends ExpectationBase {
  readonly module: string;
  /** In hexadecimal, as the state has it; '' without keys. */
  readonly key: string;
  /** Undefined: there is no cell. */
  readonly state: CanonValue | undefined;
}

export interface ExpectedCount extends ExpectationBase {
  readonly kind: string;
  readonly count: number;
}

export const FAULT_KINDS = ['module_fault', 'wait_fault', 'trigger_skipped', 'denied', 'limit'] as const;

export interface ExpectedFault extends ExpectationBase {
  readonly fault: (typeof FAULT_KINDS)[number];
  readonly name: string | undefined;
  readonly code: string | undefined;
  readonly count: number | undefined;
}
