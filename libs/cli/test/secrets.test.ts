// The value of a secret, on its way to the adapter of a model: the adapter has it, and nothing that is kept or shown holds it.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { encodeUtf8 } from '@nx-air/canon';
import { directoryStore } from '@nx-air/canon/fs';
import { loadRunnableWorld } from '@nx-air/gates';
import { BUILTIN_ENFORCERS, BUILTIN_KINDS, Kernel, runUntilIdle, scriptedAdapter, virtualSampler } from '@nx-air/kernel';
import { FileJournal, writeSnapshot } from '@nx-air/kernel/fs';
import { llmAdapter, type LlmReply } from '@nx-air/kernel/adapters/llm';
import { envSecrets, holdsSecret } from '@nx-air/kernel/adapters/secrets';
import { nodeHost } from '@nx-air/world';
import { expect, test } from 'vitest';
import { air } from './run-air.ts';
import { ASKED, scenarioWorld, SECRET } from './scenario-world.ts';
import { tempRepo } from './temp-repo.ts';

const VALUES = new Map([['w/key@1', SECRET]]);
const PAGE = { status: 200, headers: {}, body_ref: null, timings: { start_ns: 0, end_ns: 1 }, adapter_id: 'script' };
const encoded = Buffer.from(`user:${SECRET}`).toString('base64');

function filesBelow(path: string): readonly string[] {
  return statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => filesBelow(join(path, name))) : [path];
}

/** Files below these paths that hold the value in any form. */
const holding = (...paths: readonly string[]): readonly string[] => paths.flatMap(filesBelow).filter((file) => holdsSecret(readFileSync(file), VALUES));

test.each<[string, LlmReply, boolean]>([
  ['a model that answers', { output: 'three lines' }, false],
  ['a model that repeats it in its answer', { output: `key ${encoded}` }, true],
  ['a model that repeats it in a fault', { fault: { code: 'denied', message: `wrong key ${Buffer.from(SECRET).toString('hex')}` } }, true],
])('journal, objects, snapshots, summary, page, trace, replay: %s', async (_name, reply, isEchoed) => {
  const root = tempRepo(scenarioWorld({ asked: ASKED('https://news.example.org/') }));
  const { world } = await loadRunnableWorld(nodeHost(), join(root, 'w'));
  const file = join(root, 'a.journal');
  const [journal, store] = [FileJournal.open(file), directoryStore(`${file}.objects`)];
  const kernel = await Kernel.open({ journal, store, manifest: world!.manifest, sample: virtualSampler('s', 0n), enforcers: BUILTIN_ENFORCERS, internal: BUILTIN_KINDS });
  const keys: (string | undefined)[] = [];
  const model = llmAdapter({ store, secrets: envSecrets({ KEY: SECRET }), model: (request) => (keys.push(request.apiKey), Promise.resolve(reply)) });
  await kernel.submitEvent({ schema: 'w/Ask@1', value: { url: 'https://news.example.org/' } });
  await writeSnapshot(journal, kernel.checkpoint());
  await runUntilIdle(kernel, { adapters: [scriptedAdapter([{ kind: 'http.request', receipts: [{ answer: { status: 'ok', payload: PAGE } }] }]), model] });
  await writeSnapshot(journal, kernel.checkpoint());
  await journal.close();
  expect(keys).toEqual([SECRET]);

  const shown = [
    await air(root, ['summary', 'a.journal', '--out', 'out']),
    await air(root, ['summary', 'a.journal', '--json']),
    await air(root, ['diagnose', 'a.journal', '--json']),
    await air(root, ['replay', 'a.journal', '--json']),
  ].map(({ out, err }) => out + err);
  expect(holdsSecret(encodeUtf8(shown.join('\n')), VALUES)).toBe(false);
  expect(readFileSync(file, 'latin1').includes('secret_echoed')).toBe(isEchoed);
  expect(shown.at(-1)).toContain('"same": true');
  expect(holding(file, `${file}.snapshots`, `${file}.objects`, join(root, 'out'))).toEqual([]);
  expect(readdirSync(join(root, 'out')).sort()).toEqual(['summary.html', 'summary.json', 'summary.md']);
});

test('scenarios: run, smoke, summary and its page, crash-resume, golden journals', async () => {
  const root = tempRepo(scenarioWorld({ asked: ASKED('https://news.example.org/') }));
  const before = holding(root);
  expect(before.map((path) => path.slice(root.length + 1))).toEqual(['w/scenarios/asked.scenario.json']);
  const runs = [
    await air(root, ['run', 'w', 'asked', '--trace', '--journal', 'a.journal']),
    await air(root, ['smoke', 'w', '--json']),
    await air(root, ['summary', 'w', '--out', 'out']),
    await air(root, ['crash-resume', 'w', '--orders', '20', '--out', 'out']),
    await air(root, ['journal', 'record', 'w']),
    await air(root, ['replay', 'w', '--out', 'out']),
  ];
  expect(runs.map(({ exitCode, out, err }) => (exitCode === 0 ? '' : out + err))).toEqual(runs.map(() => ''));
  expect(holdsSecret(encodeUtf8(runs.map(({ out, err }) => out + err).join('\n')), VALUES)).toBe(false);
  expect(holding(root)).toEqual(before);
  expect(readdirSync(join(root, 'out')).sort()).toEqual(expect.arrayContaining(['crash-resume.xml', 'faults.json', 'summary.html', 'summary.json', 'summary.md']));
  expect(readdirSync(join(root, 'w/journals'))).not.toEqual([]);
});
