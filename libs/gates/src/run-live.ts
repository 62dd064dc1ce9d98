// Runs a scenario against the real world: timers wait, HTTP requests are sent, time is that of a clock.
import { randomBytes } from 'node:crypto';
import { decodeRecord, isIngress, Kernel, type Answer, type Journal, type KernelOptions } from '@nx-air/kernel';
import { httpAdapter } from '@nx-air/kernel/adapters/http';
import { envSecrets, type SecretResolver } from '@nx-air/kernel/adapters/secrets';
import type { Scenario } from './scenario/scenario.ts';
import { LiveDriver } from './live-driver.ts';
import { scenarioKernelOptions, type RunScenarioOptions } from './scenario/run.ts';
import type { RunnableWorld } from './world.ts';

export interface RunLiveOptions extends RunScenarioOptions {
  /** For secrets with a binding `env:NAME`; those of the scenario come first. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Nanoseconds since 1970; the system's clock by default. */
  readonly nowNs?: () => bigint;
}

export interface LiveRun {
  readonly kernel: Kernel;
  readonly journal: Journal;
  readonly items: number;
  readonly isStopped: boolean;
}

const systemClock = (): bigint => BigInt(Date.now()) * 1_000_000n;

/** When a scenario begins that runs live: now, or when the journal says that it began. `atZero`: read with a start of 0. */
export function liveStart(atZero: Scenario, journal: Journal | undefined, nowNs: () => bigint = systemClock): bigint {
  const offset = atZero.inputs.reduce<bigint | undefined>((least, { dueNs }) => (least === undefined || dueNs < least ? dueNs : least), undefined) ?? 0n;
  for (const bytes of journal?.header ? journal.records() : []) {
    const record = decodeRecord(bytes);
    if (isIngress(record)) return record.stamp.logical_now_ns - offset;
  }
  return nowNs();
}

/** Ends when nothing is due and no request is under way, or when `signal` says so. Rules for `http.request` are not used. */
export async function runLive(world: RunnableWorld, scenario: Scenario, options: RunLiveOptions): Promise<LiveRun> {
  const { env, nowNs = systemClock, signal } = options;
  const live: Scenario = { ...scenario, rules: scenario.rules.filter(({ kind }) => kind !== 'http.request') };
  const kernelOptions: KernelOptions = { ...scenarioKernelOptions(world, live, options), sample: () => ({ now_ns: nowNs(), entropy: new Uint8Array(randomBytes(32)) }) };
  const { journal, store } = kernelOptions;
  const kernel = await Kernel.open(kernelOptions);
  const stop = signal && { signal };
  const http = httpAdapter({ store, secrets: secretsOf(live, env), ...stop });
  const answers = async (intent: Parameters<typeof http.dispatch>[0]): Promise<readonly Answer[]> => (await http.dispatch(intent, nowNs())).map((due) => due.answer(nowNs()));
  const driver = new LiveDriver({ kernel, scenario: live, records: journal.records(), nowNs, kinds: new Set(http.kinds), adapterId: http.id, answers, ...stop });
  const items = await driver.run();
  return { kernel, journal, items, isStopped: signal?.aborted === true };
}

function secretsOf({ secrets }: Scenario, env: RunLiveOptions['env']): SecretResolver {
  const fromEnv = envSecrets(env);
  return { resolve: (secret) => secrets.get(secret.alias) ?? fromEnv.resolve(secret) };
}
