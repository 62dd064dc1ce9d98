// Summaries as Markdown: tables as they are read, and names that stay names.
import { describe, expect, test } from 'vitest';
import { summarise, summaryMarkdown, showDuration } from '../../src/summary.ts';
import * as r from './support/records.ts';

test('a whole page', () => {
  const records = [r.eventIn(0), r.started(), r.cap('allow'), r.policy('allow', r.planOrigin(), 'a', 0), r.intent('a'), r.receiptIn(90, 'a', 'error'), r.ended(1, { code: 'adapter_error', step: 'got' }), r.eventIn(100), r.call({ module: 'w/Count@1', events: 1 })];
  expect(summaryMarkdown(summarise([r.journal(records)]), 'Run of w')).toMatchInlineSnapshot(`
    "# Run of w

    1 started, 0 ok, 1 in error, 0 running; 9 records in 1 journal.

    ## Runs

    | plan or workflow | started | child | ok | error | running | timeout branch |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: |
    | \`w/core_main@1\` | 1 | 0 | 0 | 1 | 0 | 0 |
    | total | 1 | 0 | 0 | 1 | 0 | 0 |

    ## Effects

    | plan or workflow | intents | ok | error | timeout | denied | in flight | orphaned | cap allow | cap deny | policy allow | policy deny |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
    | \`w/core_main@1\` | 1 | 0 | 1 | 0 | 0 | 0 | 0 | 1 | 0 | 1 | 0 |
    | total | 1 | 0 | 1 | 0 | 0 | 0 | 0 | 1 | 0 | 1 | 0 |

    ## Failures

    | plan or workflow | policy_deny | cap_deny | timeout | adapter_error | module_fault | limit | plan_fault | invariant_violation (reserved) |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
    | \`w/core_main@1\` | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 |
    | total | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 |

    ## Error codes

    | plan or workflow | code | count |
    | --- | --- | ---: |
    | \`w/core_main@1\` | \`adapter_error\` | 1 |

    ## Waiting times

    | plan or workflow | on | step | of | count | p50 | p95 | max |
    | --- | --- | --- | --- | ---: | ---: | ---: | ---: |
    | \`w/core_main@1\` | receipt | \`emit\` | \`http.request\` | 1 | 1 m 30 s | 1 m 30 s | 1 m 30 s |

    ## Modules

    | module | calls | faults | events raised |
    | --- | ---: | ---: | ---: |
    | \`w/Count@1\` | 1 | 0 | 0 |

    ## Journals

    | journal | world | records | logical time | events in | duplicates | end |
    | --- | --- | ---: | --- | ---: | ---: | --- |
    | \`w.journal\` | \`w\` | 9 | 1 m 40 s | 2 | 0 | whole |
    "
  `);
});

describe('names of others', () => {
  test.each([
    ['a pipe', 'a|b', '`a\\|b`'],
    ['backticks', 'a`b``c', '`a\\u{60}b\\u{60}\\u{60}c`'],
    ['markup', '<img src=x onerror=alert(1)>', '`<img src=x onerror=alert(1)>`'],
    ['lines and controls', 'a\n## b\u0000\u202e', '`a\\u{a}## b\\u{0}\\u{202e}`'],
    ['nothing', '', '(none)'],
  ])('%s', (_name, plan, shown) => {
    const lines = summaryMarkdown(summarise([r.journal([r.eventIn(0), r.started(1, { plan })])])).split('\n');
    expect(lines).toContain(`| ${shown} | 1 | 0 | 0 | 0 | 1 | 0 |`);
  });

  test('a long one is cut', () => {
    const page = summaryMarkdown(summarise([r.journal([r.eventIn(0), r.started(1, { plan: 'x'.repeat(100_000) })])]));
    expect(Math.max(...page.split('\n').map((line) => line.length))).toBeLessThan(400);
  });
});

test.each([
  [0n, '0 s'], [1n, '1 ns'], [1_500n, '1.5 µs'], [999_999_999n, '999.999 ms'], [1_000_000_000n, '1 s'], [1_250_000_000n, '1.25 s'],
  [90_000_000_000n, '1 m 30 s'], [3_600_000_000_000n, '1 h'], [187_200_000_000_000n, '2 d 4 h'], [86_400_000_000_000n * 400n, '400 d'], [-5n, '0 s'],
])('%d ns is %s', (ns, shown) => {
  expect(showDuration(ns)).toBe(shown);
});
