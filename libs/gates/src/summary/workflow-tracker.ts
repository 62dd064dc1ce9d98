// Instances of workflow modules: from their first call to the one that leaves them completed or failed.
import type { ModuleCall, ModuleFault } from '@nx-air/kernel';
import { BoundedMap } from './bounded-map.ts';
import type { Bounds } from './bounds.ts';
import { workflowId, type TrackedIntent } from './intent-tracker.ts';
import type { Row } from './row.ts';
import type { Rows } from './rows.ts';

interface LiveWorkflow {
  readonly row: Row;
  tookTimeout: boolean;
}

export class WorkflowTracker {
  readonly live: BoundedMap<string, LiveWorkflow>;
  readonly #rows: Rows;
  /** Workflow instances that a timer or a `timeout` has reached, until their next call. */
  readonly #timeouts = new Set<string>();

  constructor(rows: Rows, { instances }: Bounds) {
    this.#rows = rows;
    this.live = new BoundedMap(instances);
  }

  /** Receipts are handed over in the batch in which they come in. */
  receipt({ workflow, isTimer }: TrackedIntent, isTimeout: boolean): void {
    if (workflow !== undefined && (isTimer || isTimeout)) this.#timeouts.add(workflow);
  }

  batchBegins(): void {
    this.#timeouts.clear();
  }

  called(record: ModuleCall): void {
    const { module, key, status, effects, events, input } = record;
    const row = this.#rows.module(module, status !== undefined);
    row.tally.add('modules.calls');
    if (status === undefined) return;
    const id = workflowId(module, key);
    const instance = this.live.get(id) ?? this.#start(id, row);
    const wentOn = effects > 0 || events > 0 || status === 'completed' || status === 'failed';
    if (input.kind === 'receipt' && this.#timeouts.delete(id) && wentOn && !instance.tookTimeout) {
      instance.tookTimeout = true;
      row.tally.add('instances.timeout_branch');
    }
    if (status === 'completed' || status === 'failed') this.#end(id, row, status);
  }

  faulted({ module, key, status, code }: ModuleFault): void {
    const row = this.#rows.module(module, status !== undefined);
    row.failed(code);
    row.tally.add(code === 'limit_exceeded' ? 'failures.limit' : 'failures.module_fault');
    // The instance had ended before: the call reached nobody.
    if (status !== 'failed' || code === 'instance_ended') return;
    const id = workflowId(module, key);
    if (!this.live.get(id)) this.#start(id, row);
    this.#end(id, row, status);
  }

  #start(id: string, row: Row): LiveWorkflow {
    const instance = { row, tookTimeout: false };
    this.live.set(id, instance);
    row.tally.add('instances.started');
    row.tally.add('instances.running');
    return instance;
  }

  #end(id: string, row: Row, status: 'completed' | 'failed'): void {
    this.live.delete(id);
    row.tally.add(status === 'completed' ? 'instances.ok' : 'instances.error');
    row.tally.add('instances.running', -1);
  }
}
