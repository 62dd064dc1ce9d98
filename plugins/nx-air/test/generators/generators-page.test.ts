// docs/generators.md names every generator and every option, and generators.json every schema.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const plugin = new URL('../../', import.meta.url);
const page = readFileSync(new URL('../../docs/generators.md', plugin), 'utf8');
const read = (path: string): any => JSON.parse(readFileSync(new URL(path, plugin), 'utf8'));
const { generators } = read('generators.json') as { generators: Record<string, { implementation: string; schema: string; description: string; aliases?: string[] }> };

test.each(Object.entries(generators))('%s', (name, { implementation, schema, description }) => {
  expect(existsSync(new URL(implementation, plugin))).toBe(true);
  expect(description).not.toMatch(/[.]$/u);
  expect(page).toContain(`| \`${name}`);
  const { properties, required = [], additionalProperties } = read(schema);
  expect(additionalProperties).toBe(false);
  for (const option of required) expect(properties[option]).toMatchObject({ 'x-prompt': expect.anything(), description: expect.any(String) });
  const [, section = page] = page.split(`\n## ${name}\n`);
  for (const [option, { description: said, type, default: byDefault }] of Object.entries<any>(properties)) {
    expect(said, option).toMatch(/[.]$/u);
    expect(section).toMatch(new RegExp(`\`(?:--)?(?:no-)?${option}|<${option}>`, 'u'));
    if (type === 'boolean') expect(byDefault, option).toBeTypeOf('boolean');
  }
});
