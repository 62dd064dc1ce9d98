// A registry that is not there is named in one sentence; nothing is skipped silently.
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runCell } from '../src/cell.ts';
import { describeFailure } from '../src/failure.ts';
import { requireRegistry, upstreamRegistry } from '../src/upstream.ts';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

async function answering(status: number): Promise<string> {
  const server = createServer((request, response) => response.writeHead(request.url === '/nx/24.0.6' ? status : 500).end('{}'));
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

/** Port 1 of loopback: nothing listens there. */
const NOBODY = 'http://127.0.0.1:1/';

describe('requireRegistry', () => {
  it('is quiet when the version is there', async () => {
    await requireRegistry(await answering(200), 'nx@24.0.6');
  });

  it('says which registry has not what', async () => {
    const url = await answering(404);
    await expect(requireRegistry(url, 'nx@24.0.6')).rejects.toMatchObject({ code: 'registry_unreachable', message: `the npm registry ${url} answers 404 to nx@24.0.6` });
  });

  it('says which registry cannot be reached', async () => {
    const failure = await requireRegistry(NOBODY, 'nx@24.0.6').then(() => '', describeFailure);
    expect(failure).toMatch(/^the npm registry http:\/\/127\.0\.0\.1:1\/ cannot be reached: .+\. The end-to-end test installs Nx from a registry: connect this machine, or name another registry in npm_config_registry$/);
  });

  it('asks the registry that npm is told to ask', () => {
    expect(upstreamRegistry({ npm_config_registry: NOBODY })).toBe(NOBODY);
    expect(upstreamRegistry({})).toBe('https://registry.npmjs.org/');
  });
});

it('a cell without a registry fails before anything is installed', async () => {
  const before = process.env['npm_config_registry'];
  process.env['npm_config_registry'] = NOBODY;
  try {
    const lines: string[] = [];
    const folder = join(mkdtempSync(join(tmpdir(), 'nx-air-cell-')), 'cell');
    const result = await runCell([], { nx: { nx: '24.0.6', devkit: '24.0.0' }, node: undefined, tarballs: [], folder, home: folder, print: (line) => lines.push(line) });
    expect(result).toMatchObject({ passed: [], failed: { step: 'set-up' } });
    expect(lines).toEqual([expect.stringContaining('  FAILED set-up: the npm registry http://127.0.0.1:1/ cannot be reached')]);
  } finally {
    if (before === undefined) delete process.env['npm_config_registry'];
    else process.env['npm_config_registry'] = before;
  }
});
