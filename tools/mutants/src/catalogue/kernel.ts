// Mutants of the kernel around the machine: offering, snapshots, replay, recovery, modules.
import type { Mutant } from '../mutant.ts';

const KERNEL = 'libs/kernel/src/kernel.ts';
const REPLAYER = 'libs/kernel/src/replayer.ts';

export const KERNEL_MUTANTS: readonly Mutant[] = [
  {
    name: 'loses-queued-effect',
    file: KERNEL,
    old: '    this.#unoffered = new Set(machine.state.intents.keys());',
    new: '    this.#unoffered = new Set();',
    breaks: 'Intents under way are not offered again after a crash.',
  },
  {
    name: 'offers-again-and-again',
    file: KERNEL,
    old: '    for (const { intentId } of taken) this.#unoffered.delete(intentId);\n',
    new: '',
    breaks: 'Every call hands out the intents of the one before again.',
  },
  {
    name: 'journals-half-a-batch',
    file: KERNEL,
    old: '    await this.#append([encodeRecord(record), ...derived.map(encodeRecord)]);',
    new: '    await this.#append([encodeRecord(record)]);\n    if (derived.length > 0) await this.#append(derived.map(encodeRecord));',
    breaks: 'What comes in and what follows from it are two writes.',
  },
  {
    name: 'acknowledges-unwritten',
    file: KERNEL,
    old: '      await this.#journal.commit();\n    } catch',
    new: '      void this.#journal.commit();\n    } catch',
    breaks: 'The kernel does not wait until its journal is durable.',
  },
  {
    name: 'tail-not-completed',
    file: 'libs/kernel/src/open.ts',
    old: '  if (missing.length > 0) journal.append(missing);',
    new: '  if (missing.length > 1) journal.append(missing);',
    breaks: 'Recovery leaves a batch one record short.',
  },
  {
    name: 'replay-ignores-derived',
    file: REPLAYER,
    old: "    return this.#diverged(seq, { recorded, ...(derived && { derived }) });\n  }",
    new: '    this.#shown += 1;\n    return undefined;\n  }',
    breaks: 'A recorded record that is not the derived one is taken.',
  },
  {
    name: 'replay-ignores-missing',
    file: REPLAYER,
    old: 'return derived ? this.#diverged(seq, { recorded, derived }) : this.#ingress(recorded, seq);',
    new: 'return this.#ingress(recorded, seq);',
    breaks: 'Derived records may be missing in the middle of a journal.',
  },
  {
    name: 'snapshot-sum-not-checked',
    file: 'libs/kernel/src/snapshot-file.ts',
    old: "  if (compareBytes(sha256(state), bytes.subarray(SUM_AT, SNAPSHOT_HEAD_BYTES)) !== 0) return 'its state does not have its hash';\n",
    new: '',
    breaks: 'A snapshot is used whatever became of its bytes.',
  },
  {
    name: 'snapshot-of-another-journal',
    file: 'libs/kernel/src/snapshot-folder.ts',
    old: "  return expected && compareBytes(expected, link) === 0 ? undefined : 'it is one of another journal';",
    new: "  return expected ? undefined : 'it is one of another journal';",
    breaks: 'A snapshot is used without a look at its journal.',
  },
  {
    name: 'module-answers-without-fuel',
    file: 'libs/kernel/src/module/wasm/call.ts',
    old: '    return { ok: true, output: exchange(module, exports, input, used), fuel: used() };',
    new: '    return { ok: true, output: exchange(module, exports, input, used), fuel: 0n };',
    breaks: 'Calls of modules are recorded with another fuel than they used.',
  },
  {
    name: 'module-state-not-kept',
    file: 'libs/kernel/src/machine/call-modules.ts',
    old: '  setCell(batch, site, state);\n  batch.record',
    new: '  setCell(batch, site, undefined);\n  batch.record',
    breaks: 'What a reducer answers is recorded and not kept.',
  },
];
