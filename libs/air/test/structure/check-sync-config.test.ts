// The shape of aos.sync.json: one mistake, one finding, and the twin that passes.
import { encodeUtf8, readJson } from '@nx-air/canon';
import { describe, expect, it } from 'vitest';
import { renderText } from '../../src/render.ts';
import { checkSyncConfig } from '../../src/structure/check-sync-config.ts';
import { toFindings } from '../../src/to-findings.ts';

const check = (text: string) => checkSyncConfig(readJson(encodeUtf8(text)).value ?? null, 'aos.sync.json');
const world = (imports: string): string => `{"version": 1, "air": {"imports": [${imports}]}}`;

const ROWS: readonly (readonly [name: string, code: string, at: string, bad: string, good: string])[] = [
  ['another version', 'config_version', '/version', '{"version": 2, "air": {}}', '{"version": 1, "air": {}}'],
  ['no version', 'missing_field', '', '{"air": {}}', '{"version": 1, "air": {}}'],
  ['not an object', 'wrong_type', '', '[]', '{"version": 1, "air": {"dir": "air"}}'],
  ['misspelt air', 'unknown_field', '/iar', '{"version": 1, "iar": {}}', '{"version": 1, "air": {}}'],
  ['malformed id', 'config_bad_id', '/id', '{"version": 1, "id": "A b", "air": {}}', '{"version": 1, "id": "a-b", "air": {}}'],
  ['two sources', 'config_import_source', '/air/imports/0', world('{"path": "a", "npm": {"package": "a"}}'), world('{"path": "a"}')],
  ['no source', 'config_import_source', '/air/imports/0', world('{"lock": "sha256:00"}'), world('{"path": "a", "lock": "sha256:00"}')],
  ['misspelt source', 'unknown_field', '/air/imports/0/pth', world('{"pth": "a"}'), world('{"path": "a"}')],
  ['misspelt field of cargo', 'unknown_field', '/air/imports/0/cargo/pakage', world('{"cargo": {"pakage": "a"}}'), world('{"cargo": {"package": "a"}}')],
  ['import as text', 'wrong_type', '/air/imports/0', world('"a"'), world('{"npm": {"package": "@a/b", "version": "^1", "air_dir": "x"}}')],
  ['empty path', 'bad_pattern', '/air/imports/0/path', world('{"path": ""}'), world('{"path": "."}')],
  ['lock as a number', 'wrong_type', '/air/imports/0/lock', world('{"path": "a", "lock": 1}'), world('{"path": "a", "lock": {"scheme": 1, "more": []}}')],
];

describe('checkSyncConfig', () => {
  it.each(ROWS)('%s', (_name, code, at, bad, good) => {
    expect(check(bad).map((problem) => [problem.code, problem.pointer])).toEqual([[code, at]]);
    expect(check(good)).toEqual([]);
  });

  it('leaves what belongs to AOS alone', () => {
    expect(check('{"$schema": "x", "version": 1, "air": {}, "build": {"a": 1}, "modules": [], "workspaces": null}')).toEqual([]);
  });

  it('reads well', () => {
    const text = '{\n  "version": 1,\n  "air": {"imports": [\n    {"path": "a", "cargo": {"package": "b"}},\n    {"crago": {"package": "b"}}\n  ]}\n}';
    expect(renderText(toFindings(check(text), () => text))).toMatchInlineSnapshot(`
      "aos.sync.json:4:5 error config_import_source
        aos.sync.json: import must set exactly one source
        expected one of \`path\`, \`cargo\`, \`npm\`, found \`path\` and \`cargo\`
        hint: Keep one of \`path\`, \`cargo\`, \`npm\`.
      aos.sync.json:5:6 error unknown_field
        aos.sync.json: unknown field \`crago\`
        expected \`cargo\`, found "crago"
        hint: Did you mean \`cargo\`?
      "
    `);
  });
});

it('names the command that writes a lock', () => {
  const [problem] = checkSyncConfig({ version: 1, air: { imports: [{ path: 'p', lock: null }] } }, 'aos.sync.json');
  expect([problem?.code, problem?.hint]).toEqual(['wrong_type', 'Remove `lock`, then run `air lock <world>`.']);
});
