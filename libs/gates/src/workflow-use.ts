// What scenarios show of workflow modules: kinds that they never emit, kinds that they may not, outcomes they drop.
import type { MergedDef, MergedManifest, Problem } from '@nx-air/air';
import { bytesToHex, compareText, type Hash } from '@nx-air/canon';
import type { JournalRecord, ModuleCall } from '@nx-air/kernel';

interface Use {
  readonly emitted: Set<string>;
  /** Messages of `undeclared_effect`. */
  readonly undeclared: Set<string>;
  /** `kind denied` and `kind faulted`, by the scenario that showed it first. */
  readonly dropped: Map<string, string>;
}

interface Sent {
  readonly kind: string;
  status?: 'denied' | 'faulted';
}

export class WorkflowUse {
  readonly #modules: ReadonlyMap<string, MergedDef>;
  readonly #uses = new Map<string, Use>();
  #runs = 0;

  constructor({ defs }: Pick<MergedManifest, 'defs'>) {
    this.#modules = new Map(defs.filter(({ kind, listed, node }) => kind === 'defmodule' && listed && node['module_kind'] === 'workflow').map((def) => [def.name, def]));
  }

  /** The records of one scenario. */
  add(scenario: string, records: Iterable<JournalRecord>): void {
    if (this.#modules.size === 0) return;
    this.#runs += 1;
    const sent = new Map<Hash, Sent>();
    const states = new Map<string, string | undefined>();
    for (const record of records) {
      switch (record.k) {
        case 'cap_decision':
          if (record.origin.kind !== 'workflow') break;
          sent.set(record.intent_id, { kind: record.effect_kind });
          this.#use(record.origin.name).emitted.add(record.effect_kind);
          break;
        case 'receipt_in':
        case 'receipt': {
          const effect = sent.get(record.intent_id);
          if (effect && record.status !== 'ok') effect.status = record.status === 'denied' ? 'denied' : 'faulted';
          break;
        }
        case 'module_fault':
          if (record.code === 'undeclared_effect') this.#use(record.module).undeclared.add(record.message);
          break;
        case 'module_call':
          if (record.status !== undefined) this.#called(scenario, record, sent, states);
      }
    }
  }

  /** Advice about the modules; none before a scenario has run. */
  problems(): readonly Problem[] {
    if (this.#runs === 0) return [];
    return [...this.#modules.values()].flatMap((def) => problemsOf(def, this.#use(def.name)));
  }

  /** An outcome is dropped when the call leaves everything as it was; one that only counts changes the state. */
  #called(scenario: string, { module, key, input, state_hash: state, effects, events }: ModuleCall, sent: ReadonlyMap<Hash, Sent>, states: Map<string, string | undefined>): void {
    const id = `${module} ${key ? bytesToHex(key) : ''}`;
    const effect = input.kind === 'receipt' ? sent.get(input.intent_id) : undefined;
    if (effect?.status && effects === 0 && events === 0 && state !== undefined && states.get(id) === state) {
      const { dropped } = this.#use(module);
      const what = `${effect.kind} ${effect.status}`;
      if (!dropped.has(what)) dropped.set(what, scenario);
    }
    states.set(id, state);
  }

  #use(module: string): Use {
    const use = this.#uses.get(module) ?? { emitted: new Set(), undeclared: new Set(), dropped: new Map() };
    this.#uses.set(module, use);
    return use;
  }
}

function problemsOf({ name, node, origin }: MergedDef, { emitted, undeclared, dropped }: Use): readonly Problem[] {
  const at = '/abi/workflow/effects_emitted';
  const base = { subject: `defmodule ${name}`, file: origin.file };
  const abi = node['abi'];
  const workflow = isObject(abi) ? abi['workflow'] : undefined;
  const list = isObject(workflow) ? workflow['effects_emitted'] : undefined;
  const declared = Array.isArray(list) ? list.filter((kind) => typeof kind === 'string') : [];
  return [
    ...declared.flatMap((kind, index): readonly Problem[] => (emitted.has(kind) ? [] : [{ ...base, code: 'effect_never_emitted', pointer: `${origin.pointer}${at}/${index}`, actual: kind }])),
    ...[...undeclared].sort().map((message): Problem => ({ ...base, code: 'effect_not_declared', pointer: `${origin.pointer}${declared.length > 0 ? at : '/abi/workflow'}`, actual: message })),
    ...[...dropped].sort(([left], [right]) => compareText(left, right)).map(([what, scenario]): Problem => ({ ...base, code: 'outcome_dropped', pointer: origin.pointer, actual: `${what}, in scenario ${scenario}` })),
  ];
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
