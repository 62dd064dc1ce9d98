// `http.request` against a real server on the loopback interface.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { encodeUtf8, memoryStore, type CanonValue } from '@nx-air/canon';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { httpAdapter, type HttpAdapterOptions } from '../../src/adapters/http.ts';
import { ZERO } from '../support/internal.ts';
import type { OutboxIntent } from '../../src/index.ts';

const seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] = [];
const routes: Readonly<Record<string, (response: ServerResponse, request: IncomingMessage) => void>> = {
  '/ok': (response) => response.setHeader('x-one', 'a').end('hello'),
  '/empty': (response) => response.writeHead(204).end(),
  '/redirect': (response) => response.writeHead(302, { location: '/ok' }).end(),
  '/broken': (response) => response.writeHead(500).end('no'),
  '/slow': (response) => void response.flushHeaders(),
  '/silent': () => undefined,
  '/large': (response) => void response.end(Buffer.alloc(2000, 'x')),
  '/bomb': (response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(1_000_000))),
  '/bytes': (response) => response.end(Buffer.from([0xff, 0xfe, 0, 0x80])),
  '/latin': (response) => response.setHeader('x-name', 'caf\u00e9').end(),
  '/cookies': (response) => response.setHeader('set-cookie', ['a=1', 'b=2']).end(),
  '/hangup': (_response, request) => void request.socket.destroy(),
  '/echo': (response, request) => response.setHeader('x-echo', request.headers['authorization'] ?? '').end(),
  '/echo-body': (response, request) => void response.end(request.headers['authorization']),
};
let server: Server;
let base: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('latin1')));
    request.on('end', () => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      const route = routes[request.url ?? ''];
      if (route) route(response, request);
      else response.writeHead(404).end('nothing here');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise<void>((resolve) => {
  server.closeAllConnections();
  server.close(() => resolve());
}));

const store = memoryStore();
const SECRET = { alias: 'token', version: 1n, bindingId: 'env:TOKEN' };

async function ask(path: string, more: Readonly<Record<string, CanonValue>> = {}, options: Partial<HttpAdapterOptions> = {}, secrets: OutboxIntent['secrets'] = []): Promise<any> {
  const params = new Map<string, CanonValue>(Object.entries({ method: 'GET', url: path.startsWith('/') ? base + path : path, headers: new Map(), body_ref: null, ...more }));
  const intent: OutboxIntent = { intentId: ZERO, kind: 'http.request', params, capName: 'http', capParams: null, idempotencyKey: undefined, origin: { kind: 'workflow', name: 'm', key: new Uint8Array(), cause: 1, call: 0, effect_index: 0 }, orphaned: false, secrets };
  const [due] = await httpAdapter({ store, nowNs: () => 5n, ...options }).dispatch(intent, 9n);
  expect(due?.dueNs).toBe(9n);
  const answer = due!.answer(9n);
  return answer.status === 'ok' ? answer.payload : `${answer.status} ${answer.fault.code}: ${answer.fault.message.replace(/^127\.0\.0\.1/, 'host')}`;
}
const body = (receipt: any): string => Buffer.from(store.get(receipt.body_ref)!).toString('latin1');

describe('answers', () => {
  test('status, headers, body through the store, timings', async () => {
    const receipt = await ask('/ok');
    expect(receipt).toMatchObject({ status: 200, adapter_id: 'http', timings: { start_ns: 5n, end_ns: 5n } });
    expect(receipt.headers.get('x-one')).toBe('a');
    expect(body(receipt)).toBe('hello');
  });
  test('a redirect is an answer and is not followed', async () => {
    const before = seen.length;
    const receipt = await ask('/redirect');
    expect([receipt.status, receipt.headers.get('location'), receipt.body_ref]).toEqual([302, '/ok', null]);
    expect(seen.slice(before).map(({ url }) => url)).toEqual(['/redirect']);
  });
  test.each([['/missing', 404, 'nothing here'], ['/broken', 500, 'no'], ['/bytes', 200, '\u00ff\u00fe\u0000\u0080']] as const)('%s', async (path, status, expected) => {
    const receipt = await ask(path);
    expect([receipt.status, body(receipt)]).toEqual([status, expected]);
  });
  test('nothing in the body', async () => expect((await ask('/empty')).body_ref).toBeNull());
  test('header values outside ASCII', async () => expect((await ask('/latin')).headers.get('x-name')).toBe('caf\u00e9'));
  test('a repeated header', async () => expect((await ask('/cookies')).headers.get('set-cookie')).toBe('a=1, b=2'));
});

describe('requests', () => {
  test('method, headers and body arrive', async () => {
    await ask('/ok', { method: 'post', headers: new Map([['X-Two', 'b']]), body_ref: store.put(new Uint8Array([0xff, 0x41])) });
    expect(seen.at(-1)).toMatchObject({ method: 'POST', url: '/ok', headers: { 'x-two': 'b' }, body: '\u00ffA' });
  });
  test.each<[string, string, Readonly<Record<string, CanonValue>>, string]>([
    ['a body that is not there', '/ok', { method: 'POST', body_ref: ZERO }, 'error body_missing: the store lacks the body'],
    ['a method with spaces', '/ok', { method: 'GET /x' }, 'error bad_method: expected the name of a method, not CONNECT, TRACE or TRACK'],
    ['CONNECT', '/ok', { method: 'connect' }, 'error bad_method: expected the name of a method, not CONNECT, TRACE or TRACK'],
    ['another host', '/ok', { headers: new Map([['Host', 'evil']]) }, 'error bad_header: host'],
    ['a length', '/ok', { headers: new Map([['content-length', '1']]) }, 'error bad_header: content-length'],
    ['a line break', '/ok', { headers: new Map([['x', 'a\r\ny: b']]) }, 'error bad_header: x'],
    ['a header twice', '/ok', { headers: new Map([['X', 'a'], ['x', 'b']]) }, 'error bad_header: x'],
    ['a name with a colon', '/ok', { headers: new Map([['x:', 'a']]) }, 'error bad_header: a header has no valid name'],
    ['a file', 'file:///etc/passwd', {}, 'error bad_url: expected an absolute http or https URL in plain form'],
  ])('%s', async (_name, path, params, expected) => {
    const before = seen.length;
    expect(await ask(path, params)).toBe(expected);
    expect(seen).toHaveLength(before);
  });
  test('GET with a body', async () => expect(await ask('/ok', { body_ref: store.put(encodeUtf8('x')) })).toBe('error bad_body: GET takes no body'));
});

test.each<[string, Partial<HttpAdapterOptions>, string]>([
  ['/silent', { timeoutMs: 50 }, 'timeout timeout: host: no answer within 50 ms'],
  ['/slow', { timeoutMs: 200 }, 'timeout timeout: host: no answer within 200 ms'],
  ['/large', { maxBodyBytes: 1999 }, 'error body_too_large: host answered with more than 1999 bytes'],
  ['/bomb', { maxBodyBytes: 10_000 }, 'error body_too_large: host answered with more than 10000 bytes'],
  ['/hangup', {}, 'error no_response: host: UND_ERR_SOCKET'],
  ['http://127.0.0.1:1/', {}, 'error no_response: host: '],
])('%s %j', async (path, options, expected) => expect(await ask(path, {}, options)).toContain(expected));
test.each(['/silent', '/slow'])('%s ends with its signal, before its time is up', async (path) => {
  const stop = new AbortController();
  const asked = ask(path, {}, { signal: stop.signal });
  const before = seen.length;
  while (seen.length === before) await sleep(1);
  stop.abort();
  expect(await asked).toBe('error no_response: host: failed');
});
test('exactly the size that is allowed', async () => expect((await ask('/large', {}, { maxBodyBytes: 2000 })).status).toBe(200));

describe('secrets', () => {
  const secrets = { resolve: () => 's3cr3t-value' };
  const headers = new Map<string, CanonValue>([['authorization', new Map<string, CanonValue>([['$tag', 'secret'], ['$value', new Map<string, CanonValue>([['alias', 'token'], ['version', 1]])]])]]);
  test('reach the server and nothing else', async () => {
    const receipt = await ask('/ok', { headers }, { secrets }, [SECRET]);
    expect(seen.at(-1)?.headers['authorization']).toBe('s3cr3t-value');
    expect(receipt.status).toBe(200);
  });
  test.each(['/echo', '/echo-body'])('an answer that repeats one is refused: %s', async (path) => {
    expect(await ask(path, { headers }, { secrets }, [SECRET])).toBe('error secret_echoed: the answer holds the value of a secret');
  });
  test('without a value', async () => expect(await ask('/ok', { headers }, {}, [SECRET])).toBe('error secret_unresolved: no value for secret token@1'));
  test('a value that is no header is not shown', async () => expect(await ask('/ok', { headers }, { secrets: { resolve: () => 'a\nb' } }, [SECRET])).toBe('error bad_header: authorization'));
});
