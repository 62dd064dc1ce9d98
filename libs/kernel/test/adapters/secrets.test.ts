// Values of secrets in other data: which forms are found, and what becomes of an answer that holds one.
import { encodeUtf8, hashBytes, type CanonValue } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import type { Adapter } from '../../src/adapters/adapter.ts';
import { guardSecrets, holdsSecret, type SecretResolver } from '../../src/adapters/secrets.ts';
import type { Answer, OutboxIntent } from '../../src/index.ts';

const VALUE = 'sk-live/0123+Grüße';
const bytes = Buffer.from(VALUE, 'utf8');
const values = new Map([['llm/key@1', VALUE]]);
const base64 = (before: string, after = ''): string => Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]).toString('base64');

describe('forms', () => {
  test.each<[string, string]>([
    ['as it is', `key=${VALUE}&x`],
    ['hexadecimal', `0x${bytes.toString('hex')}`],
    ['hexadecimal in capitals', bytes.toString('hex').toUpperCase()],
    ['base64', base64('')],
    ['base64 behind one byte', base64('u', ':')],
    ['base64 behind two bytes', base64('u:', 'and more')],
    ['base64 of a user and a password', `Basic ${base64('api:')}`],
    ['base64 for URLs', bytes.toString('base64url')],
  ])('%s is found', (_name, text) => expect(holdsSecret(encodeUtf8(text), values)).toBe(true));

  test.each<[string, string]>([
    ['nothing', ''],
    ['another value', VALUE.slice(0, -1)],
    ['base64 of another value', Buffer.from(VALUE.slice(1)).toString('base64')],
    ['alias and version', 'llm/key@1'],
  ])('%s is not', (_name, text) => expect(holdsSecret(encodeUtf8(text), values)).toBe(false));

  test('an empty value is in nothing; one of less than six bytes is found only as it is', () => {
    expect(holdsSecret(encodeUtf8('abc'), new Map([['a@1', '']]))).toBe(false);
    const short = new Map([['a@1', 'k7']]);
    expect(holdsSecret(encodeUtf8('the k7'), short)).toBe(true);
    expect(holdsSecret(encodeUtf8(`${Buffer.from('k7').toString('hex')} ${Buffer.from('k7').toString('base64')}`), short)).toBe(false);
  });
});

describe('an adapter that tells the value of a secret', () => {
  const intent: OutboxIntent = { intentId: hashBytes(new Uint8Array()), kind: 'vault.put', params: new Map(), capName: 'vault', secrets: [{ alias: 'llm/key', version: 1n, bindingId: 'env:KEY' }] } as unknown as OutboxIntent;
  const resolver: SecretResolver = { resolve: ({ alias }) => (alias === 'llm/key' ? VALUE : undefined) };
  const answering = (answer: Answer): Adapter => ({ id: 'leak', kinds: ['vault.put'], dispatch: () => Promise.resolve([{ dueNs: 7n, isTimer: true, answer: () => answer }]) });
  const ok = (payload: CanonValue): Answer => ({ status: 'ok', payload });
  const echoed = { status: 'error', fault: { code: 'secret_echoed', message: 'the answer holds the value of a secret' } };
  const said = async (answer: Answer, secrets = resolver): Promise<Answer | undefined> => {
    const [due] = await guardSecrets(answering(answer), secrets).dispatch(intent, 1n);
    expect(due).toMatchObject({ dueNs: 7n, isTimer: true });
    return due?.answer(9n);
  };

  test.each<[string, Answer]>([
    ['text of a payload', ok({ note: `used ${VALUE}` })],
    ['bytes of a payload', ok({ data: new Uint8Array(bytes) })],
    ['a key of a payload', ok(new Map([[VALUE, 1]]))],
    ['hexadecimal of a payload', ok([bytes.toString('hex')])],
    ['base64 of a payload', ok({ authorization: `Basic ${base64('api:')}` })],
    ['the message of a fault', { status: 'error', fault: { code: 'denied', message: `wrong key ${VALUE}` } }],
    ['the code of a fault', { status: 'error', fault: { code: VALUE, message: '' } }],
    ['the message of a timeout', { status: 'timeout', fault: { code: 'timeout', message: VALUE } }],
  ])('in %s: `secret_echoed`', async (_name, answer) => expect(await said(answer)).toEqual(echoed));

  test('everything else is passed on, and so is what comes without a value', async () => {
    const plain = ok({ alias: 'llm/key', version: 1 });
    expect(await said(plain)).toBe(plain);
    expect(await said(ok(VALUE), { resolve: () => undefined })).toEqual(ok(VALUE));
  });
});
