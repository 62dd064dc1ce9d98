// A registry on loopback that has one package: enough for a real `npm install`.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface NpmRegistry {
  readonly url: string;
  close(): Promise<void>;
}

export async function serveTarball(name: string, version: string, tarball: Buffer): Promise<NpmRegistry> {
  let url = '';
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    if (path === `/${name}`) {
      const dist = { tarball: `${url}/${name}/-/${version}.tgz`, integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}` };
      response.end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions: { [version]: { name, version, dist } } }));
    } else if (path.endsWith(`/-/${version}.tgz`)) response.end(tarball);
    else response.writeHead(404).end('{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, close: () => new Promise((done) => server.close(() => done())) };
}
