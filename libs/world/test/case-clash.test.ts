// Names that differ only in case, as people read the warning.
import { renderText, toFindings } from '@nx-air/air';
import { expect, test } from 'vitest';
import { loadWorld, memoryHost } from '../src/index.ts';

async function findings(names: readonly string[]): Promise<string> {
  const files = {
    '/repo/nx.json': '{}',
    '/repo/w/aos.sync.json': '{"version": 1, "id": "w", "air": {}}',
    '/repo/w/air/manifest.json': '{"$kind": "manifest", "air_version": "1", "schemas": [], "modules": [], "plans": [], "effects": [], "caps": [], "policies": []}',
    '/repo/w/air/a.json': `[\n${names.map((name) => `{"$kind": "defschema", "name": "${name}", "type": {"text": {}}}`).join(',\n')}\n]`,
  };
  const { problems, texts } = await loadWorld(memoryHost(files), '/repo/w');
  return renderText(toFindings(problems, (file) => texts.get(file))).trimEnd();
}

test('name_case_clash', async () => {
  expect(await findings(['a/Box@1', 'a/Boxes@1'])).toBe('');
  expect(await findings(['a/Box@1', 'a/box@1'])).toMatchInlineSnapshot(`
    "w/air/a.json:3:32 warning name_case_clash
      defschema a/box@1: names differ only in case
      found a/box@1
      see w/air/a.json:2:32: a/Box@1
      hint: Rename one of them."
  `);
});
