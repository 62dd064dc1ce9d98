// spec/journal.md says what the code does: its example is the bytes of a journal, its records are those of record.ts.
import { readFileSync } from 'node:fs';
import { ZERO_HASH } from '@nx-air/canon';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { FileJournal } from '../../src/fs.ts';
import { encodeRecord } from '../../src/index.ts';
import { bytesOf, temporaryFile } from './fixture.ts';
import { HEADER } from './records.ts';

const page = readFileSync(new URL('../../../../spec/journal.md', import.meta.url), 'utf8');

test('the example is a journal', async () => {
  const [, block = ''] = /<!-- bytes of an example journal -->\n```\n([^`]*)```/.exec(page) ?? [];
  const journal = FileJournal.open(temporaryFile());
  journal.create(HEADER);
  const stamp = { now_ns: 1n, logical_now_ns: 1n, entropy: new Uint8Array(32) };
  journal.append([encodeRecord({ k: 'manifest_in', cause: 1, stamp, manifest_hash: ZERO_HASH }), encodeRecord({ k: 'limit', limit: 'derived_records', allowed: 5, dropped_events: 0 })]);
  await journal.close();
  expect(block.replace(/\s/g, '')).toBe(Buffer.from(bytesOf(journal.file)).toString('hex'));
});

test('every record with its members', () => {
  const source = readFileSync(new URL('../../src/record.ts', import.meta.url), 'utf8');
  const declared = ts.createSourceFile('record.ts', source, ts.ScriptTarget.ES2023).statements.filter(ts.isInterfaceDeclaration).flatMap(({ members }) => {
    const fields = members.filter(ts.isPropertySignature).map(({ name, questionToken, type }) => ({ name: ts.isIdentifier(name) ? name.text : '', type, mark: questionToken ? '?' : '' }));
    const [first, ...rest] = fields;
    const kind = first?.name === 'k' && first.type && ts.isLiteralTypeNode(first.type) && ts.isStringLiteral(first.type.literal) ? first.type.literal.text : undefined;
    return kind === undefined ? [] : [`${kind}: ${rest.map(({ name, mark }) => name + mark).join(' ')}`];
  });
  const [, table = ''] = /## Records\n[^|]*([\s\S]*?)\n\n/.exec(page.slice(page.indexOf('## Records'))) ?? [];
  const described = table
    .split('\n')
    .slice(2)
    .map((row) => row.split('|').map((cell) => cell.replaceAll('`', '').trim()))
    .map(([, kind, members]) => `${kind}: ${members}`);
  expect(declared.length).toBeGreaterThan(15);
  expect(described).toEqual(declared);
});
