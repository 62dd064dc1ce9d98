// Contract tables: where they stand in a README, and what the check says when they are wrong.
import { describe, expect, test } from 'vitest';
import { contractOf, findContract, renderContract, withContract, CONTRACT_END, CONTRACT_START } from '../src/check.ts';
import { DONE, emitTimer, end, ORDER, plan, ref } from './support/defs.ts';
import { packFindings, packNodes, type Json } from './support/world.ts';

const raise = { id: 'r', op: 'raise_event', event: 't/Done@1', value: { record: { id: ref('@plan.input.id') } } };
const CORE = plan('p/core_a@1', { steps: [emitTimer(), raise, end], edges: [{ from: 'tick', to: 'r' }, { from: 'r', to: 'end' }] });
const DEFS = [ORDER, DONE, CORE];
const contract = contractOf(packNodes(DEFS));
const README = `# p\n\nProse.\n\n${renderContract(contract)}\n\nMore.\n`;

test('the tables', () => expect(renderContract(contract)).toMatchInlineSnapshot(`
  "<!-- air:contract -->
  ## Plans
  | plan | role | input | output | AIR |
  |---|---|---|---|---|
  | \`p/core_a@1\` | core | \`t/Order@1\` | – | 1 |

  ## Emitted events
  | plan | event |
  |---|---|
  | \`p/core_a@1\` | \`t/Done@1\` |

  ## Cap slots
  | plan | slot | effect kinds |
  |---|---|---|
  | \`p/core_a@1\` | \`cap_timer\` | \`timer.set\` |

  ## Routing and triggers
  | plan | trigger event | correlate by | key field | waits for, in order |
  |---|---|---|---|---|
  | \`p/core_a@1\` | \`t/Order@1\` | – | \`id\` | – |
  <!-- /air:contract -->"
`));

test('what children add, and under which name they emit', () => {
  const entry = plan('p/entry_a@1', { steps: [{ id: 'go', op: 'spawn_plan', plan: 'p/core_a@1', input: ref('@plan.input'), bind: { handle_as: 'h' } }, end], edges: [{ from: 'go', to: 'end' }] });
  const rows = renderContract(contractOf(packNodes([...DEFS, entry]))).split('\n').filter((line) => line.startsWith('| `p/entry_a@1`'));
  expect(rows).toMatchInlineSnapshot(`
    [
      "| \`p/entry_a@1\` | entry | \`t/Order@1\` | – | 1.1 |",
      "| \`p/entry_a@1\` | \`t/Done@1\` |",
      "| \`p/entry_a@1\` | \`cap_timer\` | \`timer.set\` from \`p/core_a@1\` |",
      "| \`p/entry_a@1\` | \`t/Order@1\` | – | \`id\` | – |",
    ]
  `);
});

test('what --fix writes passes', () => {
  expect(packFindings(DEFS, README)).toBe('');
  expect(withContract(README, contract)).toBe(README);
  expect(packFindings(DEFS, withContract('', contract))).toBe('');
});

describe('a README', () => {
  test('without tables', () => expect(packFindings(DEFS, '# p\n')).toMatchInlineSnapshot(`
    "p/README.md:1:1 error contract_missing
      pack p: README without the contract
      expected tables between <!-- air:contract --> and its end marker
      hint: Run \`air check <pack> --fix\`."
  `));
  test('with a wrong row', () => expect(packFindings(DEFS, README.replace('`timer.set`', '`timer.stop`'))).toMatchInlineSnapshot(`
    "p/README.md:19:1 error contract_differs
      pack p: README states another contract
      expected | \`p/core_a@1\` | \`cap_timer\` | \`timer.set\` |, found | \`p/core_a@1\` | \`cap_timer\` | \`timer.stop\` |
      hint: Run \`air check <pack> --fix\`."
  `));
  test('with a row too few', () => expect(packFindings(DEFS, README.replace('| `p/core_a@1` | `t/Done@1` |\n', ''))).toMatchInlineSnapshot(`
    "p/README.md:11:1 error contract_differs
      pack p: README states another contract
      expected | \`p/core_a@1\` | \`t/Done@1\` |, found the end of \`Emitted events\`
      hint: Run \`air check <pack> --fix\`."
  `));
  test('with a row too many', () => expect(packFindings(DEFS, README.replace('| `p/core_a@1` | `t/Done@1` |\n', '$&| `p/core_b@1` | `t/Done@1` |\n'))).toMatchInlineSnapshot(`
    "p/README.md:15:1 error contract_differs
      pack p: README states another contract
      expected the end of \`Emitted events\`, found | \`p/core_b@1\` | \`t/Done@1\` |
      hint: Run \`air check <pack> --fix\`."
  `));
  test('without one of the tables', () => expect(packFindings(DEFS, README.replace('## Cap slots', '## Slots'))).toMatchInlineSnapshot(`
    "p/README.md:5:1 error contract_differs
      pack p: README states another contract
      expected a table \`## Cap slots\`, found none
      hint: Run \`air check <pack> --fix\`."
  `));
  test('with a table of its own between the markers', () => expect(packFindings(DEFS, README.replace(CONTRACT_END, `## Extra\n${CONTRACT_END}`))).toMatchInlineSnapshot(`
    "p/README.md:25:1 error contract_differs
      pack p: README states another contract
      expected nothing but the tables between the markers, found ## Extra
      hint: Run \`air check <pack> --fix\`."
  `));
  test('with prose between the markers', () => expect(packFindings(DEFS, README.replace(CONTRACT_START, `${CONTRACT_START}\nHello.`))).toContain('contract_differs'));
  test('that changes two tables has two findings', () => {
    expect(packFindings(DEFS, README.replaceAll('p/core_a@1', 'p/core_z@1')).match(/contract_differs/gu)).toHaveLength(4);
  });
  test.each<[string, (text: string) => string]>([
    ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['padded cells', (text) => text.replace('| plan | event |\n|---|---|', '|  plan   |   event |\n| :--- | ----- |').replace('|  plan   |   event |', '| plan   | event |')],
    ['blank lines', (text) => text.replaceAll('\n## ', '\n\n\n## ')],
    ['indented markers', (text) => text.replace(CONTRACT_START, `  ${CONTRACT_START}`)],
  ])('may have %s', (_name, change) => expect(packFindings(DEFS, change(README))).toBe(''));
});

describe('markers', () => {
  test.each<[string, string]>([
    ['none', '# p'],
    ['only the first', `${CONTRACT_START}\n`],
    ['only the last', `${CONTRACT_END}\n`],
    ['the wrong way round', `${CONTRACT_END}\n${CONTRACT_START}\n`],
    ['inside a line', `see ${CONTRACT_START} and ${CONTRACT_END}\n`],
    ['in a code block', `\`\`\`md\n${CONTRACT_START}\n${CONTRACT_END}\n\`\`\`\n`],
  ])('%s: no contract', (_name, text) => expect(findContract(text)).toBeUndefined());

  test('the place is exact', () => {
    const place = findContract(README);
    expect(place && README.slice(place.start, place.end)).toBe(renderContract(contract));
    expect(place?.line).toBe(5);
  });

  test('the first pair counts', () => {
    const twice = `${README}\n${CONTRACT_START}\nold\n${CONTRACT_END}\n`;
    expect(findContract(twice)?.start).toBe(findContract(README)?.start);
  });
});

test('names of slots cannot break out of their cell', () => {
  const odd: Json = { ...CORE, steps: [emitTimer({ cap: 'a`|\n<!-- /air:contract -->' }), raise, end] };
  const text = withContract('# p\n', contractOf(packNodes([ORDER, DONE, odd])));
  expect(text).toContain("`a'\\| <!-- /air:contract -->`");
  expect(packFindings([ORDER, DONE, odd], text)).toBe('');
});
