// What `main` prints and answers when no command runs, and when one fails in an unforeseen way.
import { WorldError, memoryHost, type Host } from '@nx-air/world';
import { describe, expect, it } from 'vitest';
import type { Io } from '../src/io.ts';
import { main } from '../src/main.ts';

interface Captured {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
  readonly hosts: number;
}

async function run(argv: readonly string[], more: { env?: Io['env']; host?: () => Host } = {}): Promise<Captured> {
  let out = '';
  let err = '';
  let hosts = 0;
  const exitCode = await main(argv, {
    cwd: '/r',
    env: more.env ?? {},
    isTerminal: false,
    writeOut: (text) => (out += text),
    writeErr: (text) => (err += text),
    host: async () => {
      hosts += 1;
      return more.host?.() ?? memoryHost({ '/r/nx.json': '{}' });
    },
  });
  return { exitCode, out, err, hosts };
}

describe('help and version', () => {
  it('air --help', async () => {
    const { exitCode, out, err, hosts } = await run(['--help']);
    expect(out).toMatchInlineSnapshot(`
      "air: check, lock, explain and draw AIR worlds and plan packs

      Usage: air <command> [options]

      Commands:
        merge <world> [--store DIR] [--out FILE]     list every definition of a world with origin and hash, and the manifest hash
        check <world-or-pack...> [--fix] [--lint LINT=LEVEL...]
                                                     check worlds and packs; locks are not judged
        codegen <world> [--check]                    write the types that the modules of a world are compiled against
        build-modules <world>                        compile the modules of a world to WASM
        hash <path...>                               print the hash of every definition under the paths, and the defs hash of each path
        graph <world-or-pack> [plan] [--format FORMAT] [--out FILE]
                                                     draw the plans of a world or pack with effects, waits, guards and findings
        impact <pack> [--against REF]                show which worlds a change of a pack breaks or affects, and on what way
        use-core <world> [--plan NAME] [--dry-run]   turn plans that repeat an imported plan into wrappers that spawn it (AIR 1.1)
        lock <world...> [--update [NAME...] [--accept-authority]] [--check] [--diff] [--prune] [--dry-run] [--lock-mode MODE]
                                                     lock the imports of worlds, or check their locks
        vendor <world...>                            copy the locked bodies into the worlds, to compare with offline
        why <world> <definition>                     show how the manifest reaches a definition, and what supplies it
        outdated <world...>                          show what updates of imports would bring, from what is installed
        skew [--root DIR]                            show packages that worlds of the workspace use with different content
        smoke <world> [--out DIR] [--allow-none]     run the scenarios of a world
        replay <world or journal> [--scenario NAME] [--out DIR] [--allow-none]
                                                     replay the scenarios and golden journals of a world, or one journal file
        journal record|accept <world> [<scenario>…]  keep journals of scenarios, to be replayed for ever
        crash-resume <world> [--scenario NAME | --waits] [--seed N] [--orders N] [--out DIR] [--allow-none]
                                                     put every fault into every scenario of a world
        soak <world> [--seconds N] [--seed N] [--out DIR] [--allow-none]
                                                     put drawn faults into the scenarios of a world until time is up
        run <world> [scenario] [--journal FILE] [--trace] [--live]
                                                     run scenarios of a world and show what happens
        summary <journal-or-world...> [--out DIR]    count what happened in journals: runs, effects, decisions, failures, waiting times
        trace <journal...> --correlation ID          show one flow as a timeline: events, instances, effects and receipts, across worlds
        diagnose <journal...> [--correlation ID]     name the likely cause of every flow that failed or is stuck

      <world> and <pack> are folders, or project names inside an Nx workspace.

      Options:
        --json                     print one JSON object; the same as --format json
        --format text|json|github  how to print the result
        --help                     show this help
        --version                  print the version

      Exit codes:
        0  ok
        1  wrong usage, or a fault of air itself
        2  cannot load: unreadable, unresolved, wrong structure, merge conflict
        3  findings about locks
        4  error findings
        5  a gate failed

      Next: air <command> --help
      "
    `);
    expect([exitCode, err, hosts]).toEqual([0, '', 0]);
  });

  it('air merge --help', async () => {
    const { exitCode, out } = await run(['merge', '--help']);
    expect(out).toMatchInlineSnapshot(`
      "air merge: list every definition of a world with origin and hash, and the manifest hash

      Usage: air merge <world> [--store DIR] [--out FILE]

      Options:
        --store DIR                say which bodies this content store has
        --out FILE                 write the merged world to FILE, when it merges
        --json                     print one JSON object; the same as --format json
        --format text|json|github  how to print the result
        --help                     show this help
      "
    `);
    expect(exitCode).toBe(0);
  });

  it('air help check is air check --help', async () => {
    expect(await run(['help', 'check'])).toEqual(await run(['check', '--help']));
  });

  it('air alone shows the help and fails, so that a script with an empty variable does', async () => {
    const { exitCode, out } = await run([]);
    expect([exitCode, out]).toEqual([1, (await run(['--help'])).out]);
  });

  it('air --version', async () => {
    const { exitCode, out, hosts } = await run(['--version']);
    expect([exitCode, hosts]).toEqual([0, 0]);
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('failures', () => {
  it.each([
    [['chekc'], 'air: unknown_command: unknown command `chekc`. Did you mean `air check`?\n'],
    [['merge', '--stroe', 'x'], 'air: unknown_option: unknown option `--stroe`. Did you mean `--store`?\n'],
    [['merge'], 'air: missing_target: `air merge` needs a target. Usage: air merge <world> [--store DIR] [--out FILE]\n'],
    [['check', 'w'], 'air: unknown_target: `w` does not exist\n'],
  ])('%j is one line and exit code 1', async (argv, message) => {
    expect(await run(argv, { host: () => memoryHost({}) })).toMatchObject({ exitCode: 1, out: '', err: message });
  });

  it.each([[['--json']], [['--format', 'json']], [['--format=json']]])('%j answers JSON even then', async (format) => {
    const { exitCode, out } = await run(['chekc', ...format]);
    expect(JSON.parse(out)).toEqual({
      error: { code: 'unknown_command', message: 'unknown command `chekc`', hint: 'Did you mean `air check`?' },
      findings: [],
      exit_code: 1,
      next: 'Did you mean `air check`?',
    });
    expect(exitCode).toBe(1);
  });

  const failing = (error: unknown) => (): Host => {
    throw error;
  };

  it.each([
    ['an I/O error of a package', new WorldError('io', 'cannot read /r: EACCES', 'Check the permissions of the path.'), 'air: io: cannot read /r: EACCES. Check the permissions of the path.\n'],
    ['a bug', new TypeError('x is undefined\nsecond line'), 'air: internal: x is undefined\n'],
    ['a system error', Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' }), 'air: EMFILE: EMFILE: too many open files\n'],
    ['something thrown that is no error', 'oops', 'air: internal: oops\n'],
  ])('%s is one line', async (_title, error, message) => {
    expect(await run(['check', 'w'], { host: failing(error) })).toMatchObject({ exitCode: 1, out: '', err: message });
  });

  it('AIR_DEBUG=1 adds the stack', async () => {
    const { err } = await run(['check', 'w'], { host: failing(new TypeError('bug')), env: { AIR_DEBUG: '1' } });
    expect(err).toMatch(/^air: internal: bug\nTypeError: bug\n {4}at /);
    expect((await run(['check', 'w'], { host: failing(new TypeError('bug')), env: { AIR_DEBUG: '0' } })).err).toBe('air: internal: bug\n');
  });
});
