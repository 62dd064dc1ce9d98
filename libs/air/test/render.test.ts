// Findings as people and GitHub see them; text from files cannot act on the terminal or the workflow.
import { describe, expect, it } from 'vitest';
import type { Finding } from '../src/finding.ts';
import { renderGithub, renderText } from '../src/render.ts';

const finding: Finding = {
  code: 'duplicate_definition',
  severity: 'error',
  subject: 'defschema acme/A@1',
  file: 'worlds/a/air/x.json',
  pointer: '/0',
  line: 3,
  column: 5,
  message: 'defschema acme/A@1: conflicting definitions',
  expected: '`{"text": {}}`',
  actual: '`{"nat": {}}`',
  related: [
    { file: 'worlds/b/x.json', pointer: '', note: 'the other definition', line: 1, column: 2 },
    { file: 'Cargo.toml', pointer: '', note: 'its package' },
  ],
  hint: 'Rename one.',
};
const hostile: Finding = {
  ...finding,
  severity: 'warning',
  file: 'a:b,c%\n::error::x.json',
  subject: 'x',
  message: 'a\u001b[31mred\r\n::error::boo\u202Egnp 100%',
  expected: '\u0000\u200B\uFEFF',
  actual: '\uD800é😀',
  related: [],
};

describe('renderText', () => {
  it('shows place, message, facts, related places and hint', () => {
    expect(renderText([finding])).toMatchInlineSnapshot(`
      "worlds/a/air/x.json:3:5 error duplicate_definition
        defschema acme/A@1: conflicting definitions
        expected \`{"text": {}}\`, found \`{"nat": {}}\`
        see worlds/b/x.json:1:2: the other definition
        see Cargo.toml: its package
        hint: Rename one.
      "
    `);
  });

  it('is empty without findings', () => {
    expect(renderText([])).toBe('');
  });

  it('colours only when asked', () => {
    expect(renderText([finding])).not.toContain('\u001b');
    expect(renderText([finding], { color: true })).toContain('\u001b[31merror\u001b[0m');
  });

  it('makes hostile text visible', () => {
    expect(renderText([hostile])).toMatchInlineSnapshot(`
      "a:b,c%\\u{a}::error::x.json:3:5 warning duplicate_definition
        a\\u{1b}[31mred\\u{d}\\u{a}::error::boo\\u{202e}gnp 100%
        expected \\u{0}\\u{200b}\\u{feff}, found \\u{d800}é😀
        hint: Rename one.
      "
    `);
  });

  it('leaves out what is not known', () => {
    const { expected: _expected, actual: _actual, related: _related, ...bare } = finding;
    expect(renderText([{ ...bare, hint: '' }])).toBe(
      'worlds/a/air/x.json:3:5 error duplicate_definition\n  defschema acme/A@1: conflicting definitions\n',
    );
  });
});

describe('renderGithub', () => {
  it('writes one workflow command a finding', () => {
    expect(renderGithub([finding, { ...finding, severity: 'info' }])).toMatchInlineSnapshot(`
      "::error file=worlds/a/air/x.json,line=3,col=5,title=duplicate_definition::defschema acme/A@1: conflicting definitions%0Aexpected \`{"text": {}}\`, found \`{"nat": {}}\`%0Asee worlds/b/x.json:1:2: the other definition%0Asee Cargo.toml: its package%0Ahint: Rename one.
      ::notice file=worlds/a/air/x.json,line=3,col=5,title=duplicate_definition::defschema acme/A@1: conflicting definitions%0Aexpected \`{"text": {}}\`, found \`{"nat": {}}\`%0Asee worlds/b/x.json:1:2: the other definition%0Asee Cargo.toml: its package%0Ahint: Rename one.
      "
    `);
  });

  it('escapes percent signs, line ends, colons and commas', () => {
    expect(renderGithub([hostile])).toMatchInlineSnapshot(`
      "::warning file=a%3Ab%2Cc%25\\u{a}%3A%3Aerror%3A%3Ax.json,line=3,col=5,title=duplicate_definition::a\\u{1b}[31mred\\u{d}\\u{a}::error::boo\\u{202e}gnp 100%25%0Aexpected \\u{0}\\u{200b}\\u{feff}, found \\u{d800}é😀%0Ahint: Rename one.
      "
    `);
    expect(renderGithub([hostile]).trimEnd().split('\n')).toHaveLength(1);
  });
});
