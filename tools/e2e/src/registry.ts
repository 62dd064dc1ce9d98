// verdaccio on loopback: it holds our packages, everything else it passes on from the upstream registry.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { E2eError } from './failure.ts';
import { runOk, type Place } from './run.ts';

export interface Registry {
  readonly url: string;
  /** Lines of an npmrc that may publish here. */
  readonly npmrc: string;
  stop(): void;
}

const START_SECONDS = 60;

/** Installs verdaccio from its own lockfile, once. Throws `install_failed`. */
export async function installVerdaccio(home: string, place: Place): Promise<void> {
  if (existsSync(join(home, 'node_modules', 'verdaccio', 'bin', 'verdaccio'))) return;
  try {
    await runOk('npm', ['ci', '--ignore-scripts'], { ...place, cwd: home });
  } catch (error) {
    throw new E2eError('install_failed', `verdaccio cannot be installed in ${home}: ${error instanceof Error ? error.message : String(error)}`, `Run: npm ci --prefix ${home}`, { cause: error });
  }
}

/**
 * @param home folder with verdaccio in its node_modules
 * @param folder empty, for its configuration and storage
 */
export async function startRegistry(home: string, folder: string, upstream: string, env: Readonly<Record<string, string>>): Promise<Registry> {
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const config = join(folder, 'config.json');
  writeFileSync(config, JSON.stringify(configuration(folder, upstream)));
  const bin = join(home, 'node_modules', 'verdaccio', 'bin', 'verdaccio');
  const child = spawn(process.execPath, [bin, '--config', config, '--listen', `127.0.0.1:${port}`], { cwd: folder, env: { ...env }, stdio: 'ignore' });
  let ended: string | undefined;
  child.on('error', (error) => (ended = error.message));
  child.on('exit', (code, signal) => (ended ??= `it ended with ${code ?? signal ?? 'nothing'}`));
  const url = `http://127.0.0.1:${port}/`;
  for (let tries = 0; !(await answers(url)); tries += 1) {
    if (ended !== undefined || tries > START_SECONDS * 5) {
      child.kill('SIGKILL');
      throw new E2eError('registry_broken', `verdaccio does not start on ${url}: ${ended ?? `no answer in ${START_SECONDS} s`}\n${readLog(folder)}`);
    }
    await new Promise((done) => setTimeout(done, 200));
  }
  // verdaccio asks for no password here, but npm does not publish without a token.
  return { url, npmrc: `registry=${url}\n//127.0.0.1:${port}/:_authToken=none\n`, stop: () => child.kill('SIGKILL') };
}

function configuration(folder: string, upstream: string): unknown {
  const own = { access: '$all', publish: '$all', unpublish: '$all' };
  return {
    storage: join(folder, 'storage'),
    auth: { htpasswd: { file: join(folder, 'htpasswd'), max_users: -1 } },
    uplinks: { upstream: { url: upstream, timeout: '60s', maxage: '60m' } },
    packages: { 'nx-air': own, '@nx-air/*': own, '@e2e/*': own, '**': { access: '$all', proxy: 'upstream' } },
    max_body_size: '100mb',
    web: { enable: false },
    log: { type: 'file', path: join(folder, 'verdaccio.log'), level: 'warn', format: 'json' },
  };
}

function readLog(folder: string): string {
  const file = join(folder, 'verdaccio.log');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}-/ping`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? done(address.port) : fail(new Error('no port'))));
    });
  });
}

/** Publishes tarballs as people do, all at once. */
export async function publish(registry: Registry, tarballs: readonly string[], place: Place): Promise<void> {
  const npmrc = join(place.cwd, 'publish.npmrc');
  writeFileSync(npmrc, registry.npmrc);
  const env = { ...place.env, npm_config_userconfig: npmrc };
  await Promise.all(tarballs.map((file) => runOk('npm', ['publish', file, '--ignore-scripts', '--no-provenance'], { ...place, env })));
}
