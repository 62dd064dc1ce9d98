// Which deployments the gate lets through.
import { encodeCanonical } from '@nx-air/canon';
import { testModule } from '@nx-air/module-sdk/testing';
import { expect, test } from 'vitest';

const gate = await testModule(new URL('./deploy-gate.ts', import.meta.url), { kind: 'pure' });
const GRANT = { hosts: ['deploy.example.org'], freezes: [{ begin: 100, end: 200 }] };

const check = (request: { readonly url?: string; readonly method?: string }, now = 0, grant: object = GRANT) =>
  gate.run({
    cap_def: 'change-desk/deploy@1',
    grant_name: 'cap_http',
    cap_params: encodeCanonical({ ...grant }),
    effect_kind: 'http.request',
    effect_params: encodeCanonical({ method: 'POST', url: 'https://deploy.example.org/c-1', headers: new Map(), body_ref: null, ...request }),
    origin: { kind: 'plan', name: 'change-desk/adapter_change@1' },
    logical_now_ns: now,
  });

test.each<[string, Parameters<typeof check>, string | null]>([
  ['a host of the grant', [{}], null],
  ['without a path', [{ url: 'https://deploy.example.org' }], null],
  ['before the freeze', [{}, 99], null],
  ['at its beginning', [{}, 100], 'frozen'],
  ['at its last nanosecond', [{}, 199], 'frozen'],
  ['after it', [{}, 200], null],
  ['another method', [{ method: 'GET' }], 'method'],
  ['another host', [{ url: 'https://elsewhere.example.org/' }], 'host'],
  ['a host that begins like it', [{ url: 'https://deploy.example.org.evil.example/' }], 'host'],
  ['another scheme', [{ url: 'http://deploy.example.org/' }], 'host'],
  ['a user name like the host', [{ url: 'https://deploy.example.org@evil.example/' }], 'host'],
  ['a backslash', [{ url: 'https://deploy.example.org\\evil.example/' }], 'host'],
  ['a port', [{ url: 'https://deploy.example.org:8443/' }], 'host'],
  ['no host', [{ url: 'https:///c-1' }], 'host'],
])('%s', async (_name, request, code) => {
  const { output, fault } = await check(...request);
  expect({ output, fault }).toEqual({ fault: undefined, output: code === null ? { constraints_ok: true, deny: null } : { constraints_ok: false, deny: { code, message: expect.any(String) } } });
});

test('a grant of another type is a trap, which denies', async () => {
  expect((await check({}, 0, { hosts: [] })).fault).toMatchObject({ code: 'trap' });
});
