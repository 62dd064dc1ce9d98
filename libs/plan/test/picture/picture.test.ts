// Pictures: what they show, in three formats, and that nothing of a definition is more than text in them.
import { loadFile, toFindings, type Finding, type Problem } from '@nx-air/air';
import { encodeUtf8 } from '@nx-air/canon';
import { describe, expect, it } from 'vitest';
import { lintPack } from '../../src/check.ts';
import { packView } from '../../src/pack-view.ts';
import { pictureOf, renderHtml, renderMermaid, renderSvg, type PlanPicture } from '../../src/picture.ts';
import { DONE, ORDER, record, ref, text } from '../support/defs.ts';
import type { Json } from '../support/world.ts';
import { awaitEvent, edges, end, eq, flow, http, key, raise, timer } from '../lints/lint-findings.ts';

function draw(plan: Json, more: readonly Problem[] = []): PlanPicture {
  const file = JSON.stringify([ORDER, DONE, plan]);
  const { nodes, problems } = loadFile('p/defs.air.json', encodeUtf8(file));
  const findings: readonly Finding[] = toFindings([...problems, ...lintPack(nodes), ...more], () => file);
  const [def] = packView(nodes).definitions.ofKind('defplan');
  if (!def) throw new Error(`no plan: ${JSON.stringify(problems)}`);
  return pictureOf(def, findings);
}

const PAY = flow('p/core_pay@1', [http('pay', 'POST'), awaitEvent('hear', { where: eq(ref('@event.id'), ref('@plan.input.id')) }), raise('tell'), end('done')],
  edges('pay -> pay_done', ['pay_done -> hear', eq(ref('@step:pay_done.$status'), text('ok'))], 'hear -> tell -> done'));

describe('pictureOf', () => {
  it('shows effects with slots, waits, guards and findings', () => {
    const { steps, edges: lines, findings } = draw(PAY);
    expect(steps.map(({ id, look, lines: texts, findings: about }) => [id, look, texts.join(' | '), about.map(({ code }) => code).join(' ')])).toEqual([
      ['pay', 'effect', 'http.request | through cap', 'missing_idempotency_key'],
      ['pay_done', 'wait', 'receipt of pay', 'wait_without_timeout'],
      ['hear', 'wait', 't/Done@1 | where @event.id = @plan.input.id', 'late_wait wait_without_timeout'],
      ['tell', 'event', 't/Done@1', ''],
      ['done', 'end', '', ''],
    ]);
    expect(lines.map(({ from, to, guard }) => [from, to, guard])).toEqual([[0, 1, undefined], [1, 2, '$status = "ok"'], [2, 3, undefined], [3, 4, undefined]]);
    expect(findings).toEqual([]);
  });

  it('puts findings on edges and on the plan', () => {
    const problem = (pointer: string): Problem => ({ code: 'guard_never_holds', subject: 'x', file: 'p/defs.air.json', pointer });
    const drawn = draw(flow('p/core_tell@1', [raise('tell'), end('done')], edges('tell -> done')), [problem('/2/edges/0/when'), problem('/2/output'), problem('/20/steps/0'), problem('/1')]);
    expect(drawn.edges.map(({ findings }) => findings.length)).toEqual([1]);
    expect(drawn.findings).toHaveLength(1);
    expect(drawn.steps.flatMap(({ findings }) => findings)).toEqual([]);
  });

  it('draws what is broken as far as it goes', () => {
    const drawn = draw(flow('p/core_loop@1', [raise('a'), raise('b'), raise('a')], edges('a -> b -> a', 'a -> b', 'b -> nobody')));
    expect(drawn.edges.map(({ from, to }) => [from, to])).toEqual([[0, 1], [1, 0]]);
    expect(renderSvg(drawn)).toContain('</svg>');
  });
});

describe('renderMermaid', () => {
  it('is a flowchart', () => {
    expect(renderMermaid([draw(PAY)])).toMatchInlineSnapshot(`
      "---
      title: "p/core_pay@1"
      ---
      flowchart TD
        s0[/"pay (emit_effect)<br/>http.request<br/>through cap<br/>⚠ missing_idempotency_key"/]
        s1{{"pay_done (await_receipt)<br/>receipt of pay<br/>⚠ wait_without_timeout"}}
        s2{{"hear (await_event)<br/>t/Done@1<br/>where @event.id = @plan.input.id<br/>⚠ late_wait<br/>⚠ wait_without_timeout"}}
        s3>"tell (raise_event)<br/>t/Done@1"]
        s4(["done (end)"])
        s0 --> s1
        s1 -->|"$status = #34;ok#34;"| s2
        s2 --> s3
        s3 --> s4
        classDef error stroke:#c62828,stroke-width:3px
        classDef warning stroke:#b26a00,stroke-width:3px
        class s0 warning
        class s1 warning
        class s2 warning
      "
    `);
  });
});

describe('renderSvg', () => {
  const svg = renderSvg(draw(PAY));

  it('has a box for every step and a line for every edge', () => {
    expect(svg.match(/<g class="step /gu)).toHaveLength(5);
    expect(svg.match(/<path class="edge/gu)).toHaveLength(4);
    expect(svg).toContain('$status = &quot;ok&quot;');
  });

  it('marks steps with findings and says what they are', () => {
    expect(svg).toContain('class="step effect has-warning"');
    expect(svg).toContain('⚠ missing_idempotency_key');
    expect(svg).toContain('<title>pay, emit_effect\nhttp.request');
  });

  it('can be walked by keyboard, in light and dark', () => {
    expect(svg.match(/tabindex="0" role="img" aria-label="/gu)).toHaveLength(5);
    expect(svg).toContain(':focus-visible');
    expect(svg).toContain('@media (prefers-color-scheme:dark)');
  });

  it('tells what a wait takes in full, on two lines where it is long', () => {
    const long = eq(ref('@event.id'), ref('@plan.input.number_of_the_request'));
    const drawn = renderSvg(draw(flow('p/core_long@1', [awaitEvent('hear', { where: long })])));
    expect(drawn).toContain('>where @event.id =</text>');
    expect(drawn).toContain('>@plan.input.number_of_the_request</text>');
  });

  it('may be shrunk by a page, but not until it cannot be read', () => {
    expect(renderSvg(draw(PAY), { style: false })).toMatch(/ style="min-width:\d+px" role=/u);
    expect(svg).not.toContain('min-width');
  });

  it('loads nothing', () => {
    expect(svg.replaceAll('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|url\((?!#)|@import|<script|<image|href=/u);
  });

  it('is the same twice', () => {
    expect(renderSvg(draw(PAY))).toBe(svg);
  });

  it('draws a plan of 300 steps', () => {
    const ids = Array.from({ length: 300 }, (_, index) => `s${index}`);
    expect(renderSvg(draw(flow('p/core_long@1', ids.map((id) => raise(id)), edges(ids.join(' -> '))))).match(/<g class="step /gu)).toHaveLength(300);
  });
});

describe('renderHtml', () => {
  it('lists findings with links to their steps', () => {
    const page = renderHtml('Plans of w', [draw(PAY)]);
    expect(page).toContain('1 plan, 5 steps, 4 findings');
    expect(page).toContain('<li class="warning"><code>missing_idempotency_key</code> at <a href="#plan-0-s0">pay</a>: ');
    expect(page).toContain('id="plan-0-s0"');
    expect(page).toContain("default-src 'none'; style-src 'unsafe-inline'");
  });

  it('has one id for each thing, also with several plans', () => {
    const page = renderHtml('Plans', [draw(PAY), draw(PAY)]);
    const ids = [...page.matchAll(/ id="([^"]*)"/gu)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...page.matchAll(/href="#([^"]*)"/gu)].map(([, id]) => id);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
    expect(page).toContain('<nav aria-label="Plans">');
  });
});

describe('hostile texts', () => {
  const nasty = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "';alert(1)//", ']]>--></style></title>', '</svg><iframe>', '`${x}`|"]; click s0 "javascript:x"', '%%{init: {}}%%', '\u0000\u0007\u001b[31m', '\u202Eevil', '__proto__', 'constructor', '&lt;&#60;', 'a\nb\tc', '𝔘𝔫𝔦'.repeat(40)];
  const plan = (word: string): PlanPicture => {
    const steps: readonly Json[] = [{ id: word, op: 'assign', expr: record({ [word === '__proto__' ? 'x' : word]: text(word) }), bind: { as: word } }, { id: 'end', op: 'end' }];
    const drawn = draw(flow('p/core_x@1', steps, [{ from: word, to: 'end', when: eq(ref('@plan.input.id'), text(word)) }]));
    const finding = { severity: 'error' as const, code: 'type_mismatch', message: word, hint: word };
    return { ...drawn, name: word, input: word, output: word, findings: [finding], steps: drawn.steps.map((step) => ({ ...step, findings: [finding] })) };
  };

  it.each(nasty)('stay text: %j', (word) => {
    const picture = plan(word);
    const page = renderHtml(word, [picture, picture]);
    const tags = [...page.matchAll(/<\/?([a-zA-Z!][\w-]*)/gu)].map(([, tag = '']) => tag.toLowerCase());
    const known = ['!doctype', 'html', 'head', 'meta', 'title', 'style', 'body', 'header', 'h1', 'h2', 'p', 'ul', 'li', 'nav', 'a', 'main', 'section', 'code', 'div', 'svg', 'defs', 'marker', 'path', 'g', 'rect', 'text'];
    expect(tags.filter((tag) => !known.includes(tag))).toEqual([]);
    expect(/<[^>]*\son\w+\s*=/u.test(page.replaceAll(/"[^"]*"/gu, '""'))).toBe(false);
    expect(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e]/u.test(page)).toBe(false);
    expect([...page.matchAll(/<style>/gu)]).toHaveLength(1);
  });

  it.each(nasty)('stay labels in Mermaid: %j', (word) => {
    const lines = renderMermaid([plan(word)]).trimEnd().split('\n');
    expect(lines.slice(0, 4).map((line) => line.split(':')[0])).toEqual(['---', 'title', '---', 'flowchart TD']);
    for (const line of lines.slice(4)) expect(line).toMatch(/^ {2}(?:s\d+\S?|s\d+ -->|class(?:Def)? |%% error type_mismatch$)/u);
    expect(lines.slice(4).filter((line) => (line.match(/"/gu)?.length ?? 0) % 2 !== 0)).toEqual([]);
    expect(lines.slice(4).join('\n').replaceAll('<br/>', '')).not.toMatch(/[<`]/u);
  });
});

it('a timer beside a wait is drawn beside it', () => {
  const drawn = draw(flow('p/core_w@1', [timer('late'), http('pay', 'POST', key()), end('over'), end('done')], edges('late -> late_done -> over', 'late -> pay -> pay_done -> done')));
  expect(drawn.steps.flatMap(({ findings }) => findings)).toEqual([]);
  expect(drawn.steps[0]?.lines).toEqual(['timer.set', 'through cap', 'with idempotency key']);
});
