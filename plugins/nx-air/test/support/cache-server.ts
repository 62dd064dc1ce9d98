// A remote cache that speaks Nx's protocol for self-hosted ones, on loopback, and that can be made to fail.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CacheServer {
  readonly url: string;
  /** Artifacts by hash. */
  readonly stored: Map<string, Buffer>;
  /** `GET 200`, `PUT 201`, …, in the order of answers. */
  readonly answers: string[];
  /** Put over what is stored, while it is set. */
  alter: ((artifact: Buffer, hash: string) => Buffer) | undefined;
  /** Every token may read, none may write. */
  isReadOnly: boolean;
  close(): Promise<void>;
}

export const TOKEN = 'a-token';

export async function startCacheServer(): Promise<CacheServer> {
  const stored = new Map<string, Buffer>();
  const answers: string[] = [];
  let [alter, isReadOnly]: [CacheServer['alter'], boolean] = [undefined, false];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const reply = (status: number, content: Buffer | string = ''): void => {
      answers.push(`${request.method} ${status}`);
      response.writeHead(status, { 'content-type': status === 200 ? 'application/octet-stream' : 'text/plain' }).end(content);
    };
    const hash = /^\/v1\/cache\/(\d+)$/.exec(request.url ?? '')?.[1];
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return reply(401, 'no such token');
    if (hash === undefined) return reply(404);
    const found = stored.get(hash);
    if (request.method === 'GET') return found === undefined ? reply(404, 'The record was not found') : reply(200, alter?.(found, hash) ?? found);
    if (isReadOnly) return reply(403, 'this token may only read');
    if (found !== undefined) return reply(409, 'Cannot override an existing record');
    stored.set(hash, body);
    reply(200);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stored,
    answers,
    get alter() {
      return alter;
    },
    set alter(next) {
      alter = next;
    },
    get isReadOnly() {
      return isReadOnly;
    },
    set isReadOnly(next) {
      isReadOnly = next;
    },
    close: () => new Promise((done) => server.close(() => done())),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
