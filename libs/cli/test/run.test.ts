// `air run` and `air smoke`: what they print, what they keep, and what nobody may find in it.
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { describe, expect, onTestFinished, test } from 'vitest';
import { air, AIR_BIN } from './run-air.ts';
import { ASKED, scenarioWorld, SECRET } from './scenario-world.ts';
import { tempRepo } from './temp-repo.ts';

const URL = 'https://news.example.org/today';

/** Every byte below a folder or in a file. */
function contentOf(path: string): string {
  if (!statSync(path).isDirectory()) return readFileSync(path, 'latin1');
  return readdirSync(path).map((name) => contentOf(join(path, name))).join('\n');
}

describe('on logical time', () => {
  test('one scenario', async () => {
    const root = tempRepo(scenarioWorld({ asked: ASKED(URL) }));
    const { exitCode, out } = await air(root, ['run', 'w', 'asked']);
    expect({ exitCode, out }).toMatchObject({ exitCode: 0, out: expect.stringMatching(/^ok asked: 12 records, state sha256:[0-9a-f]{64}\n$/) });
  });

  test('a journal is kept, and continued from wherever it was left', async () => {
    const root = tempRepo(scenarioWorld({ asked: ASKED(URL) }));
    const first = await air(root, ['run', 'w', 'asked', '--journal', 'a.journal']);
    const before = readFileSync(join(root, 'a.journal'));
    const again = await air(root, ['run', 'w', 'asked', '--journal', 'a.journal']);
    expect(again.out).toBe(`asked: continued after 12 records\n${first.out}`);
    expect(readFileSync(join(root, 'a.journal')).equals(before)).toBe(true);
    expect(existsSync(join(root, 'a.journal.objects'))).toBe(true);
  });

  test('worlds beside each other: a line and a journal for each', async () => {
    const beside = { ...scenarioWorld({ asked: { ...ASKED(URL), peers: [{ world: '../v.1', inputs: [] }] } }) };
    const files = Object.fromEntries(Object.entries(scenarioWorld({})).flatMap(([path, content]) => (path.startsWith('w/') ? [[path.replace('w/', 'v.1/'), path === 'w/aos.sync.json' ? JSON.stringify({ version: 1, id: 'v.1', air: { dir: 'air' } }) : content]] : [])));
    const root = tempRepo({ ...beside, ...files });
    const { exitCode, out } = await air(root, ['run', 'w', 'asked', '--journal', 'a.journal']);
    expect({ exitCode, out }).toMatchObject({ exitCode: 0, out: expect.stringMatching(/^ok asked: 12 records, .*\nbeside it v\.1: 0 records, state sha256:[0-9a-f]{64}\n$/) });
    expect(existsSync(join(root, 'a.journal.v%2E1'))).toBe(true);
    expect(await air(root, ['run', 'w', 'asked', '--live'])).toMatchObject({ exitCode: 1, err: expect.stringContaining('scenario asked has peers') });
  });

  test.each<[string, readonly string[], RegExp]>([
    ['an unknown scenario', ['run', 'w', 'askd'], /^air: unknown_target: `w` has no scenario `askd`\. Did you mean `asked`\?/],
    ['a journal of all', ['run', 'w', '--journal', 'a.journal'], /^air: missing_target: a journal and a live run are of one scenario\. Name one of asked, other\./],
  ])('%s', async (_name, argv, expected) => {
    const root = tempRepo(scenarioWorld({ asked: ASKED(URL), other: {} }));
    const { exitCode, err } = await air(root, argv);
    expect({ exitCode, err }).toMatchObject({ exitCode: 1, err: expect.stringMatching(expected) });
  });

  test('a failed expectation: exit 5, at its place', async () => {
    const root = tempRepo(scenarioWorld({ asked: { expect: { effects: { 'http.request': 1 } } } }));
    const { exitCode, out } = await air(root, ['run', 'w']);
    expect({ exitCode, out }).toMatchObject({ exitCode: 5, out: expect.stringMatching(/^w\/scenarios\/asked\.scenario\.json:4:23 error effect_count_differs/) });
  });
});

test('the value of a secret is nowhere: journal, content, trace, run, smoke', async () => {
  const root = tempRepo(scenarioWorld({ asked: ASKED(URL) }));
  const runs = await Promise.all([
    air(root, ['run', 'w', 'asked', '--trace', '--journal', 'a.journal']),
    air(root, ['run', 'w', 'asked', '--trace', '--json']),
    air(root, ['smoke', 'w']),
    air(root, ['smoke', 'w', '--json']),
  ]);
  expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0]);
  const said = runs.map(({ out, err }) => out + err).join('\n');
  expect(said).toContain('secret_echoed');
  expect(said).not.toContain(SECRET);
  expect(contentOf(join(root, 'a.journal'))).not.toContain(SECRET);
  expect(contentOf(join(root, 'a.journal.objects'))).not.toContain(SECRET);
  // The search finds what is there.
  expect(contentOf(join(root, 'w'))).toContain(SECRET);
});

describe('live', () => {
  async function server(answerAfter: () => Promise<void> = () => Promise.resolve()): Promise<string> {
    const http = createServer((_request, response) => void answerAfter().then(() => response.writeHead(203).end('page')));
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    onTestFinished(() => {
      http.closeAllConnections();
      http.close();
    });
    const address = http.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`;
  }

  test('requests are sent, and the answer of the world counts', async () => {
    const root = tempRepo(scenarioWorld({ asked: ASKED(await server()) }));
    const { exitCode, out } = await air(root, ['run', 'w', 'asked', '--live', '--trace', '--journal', 'a.journal']);
    expect(exitCode).toBe(0);
    expect(out).toContain('event w/Answered@1 raised {code: "secret_echoed", status: 203}');
    expect(out + contentOf(join(root, 'a.journal'))).not.toContain(SECRET);
  });

  test('SIGINT leaves a journal that a second run continues', async () => {
    let isUp = false;
    const url = await server(async () => {
      while (!isUp) await sleep(10);
    });
    const root = tempRepo(scenarioWorld({ asked: ASKED(url) }));
    const child = execa(process.execPath, [AIR_BIN, 'run', 'w', 'asked', '--live', '--journal', 'a.journal'], { cwd: root, reject: false });
    for (let size = 0; size < 300; await sleep(20)) size = existsSync(join(root, 'a.journal')) ? statSync(join(root, 'a.journal')).size : 0;
    child.kill('SIGINT');
    const stopped = await child;
    expect({ exitCode: stopped.exitCode, out: stopped.stdout }).toMatchObject({ exitCode: 1, out: expect.stringMatching(/^stopped asked: 5 records/) });
    isUp = true;
    const { exitCode, out } = await air(root, ['run', 'w', 'asked', '--live', '--journal', 'a.journal']);
    expect({ exitCode, out }).toMatchObject({ exitCode: 0, out: expect.stringMatching(/^asked: continued after 5 records\nok asked: 12 records/) });
  });
});
