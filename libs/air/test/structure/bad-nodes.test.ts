// One mistake, one finding: every row has its code, its exact place and the nearest twin that passes.
import { describe, expect, it } from 'vitest';
import { toFindings } from '../../src/to-findings.ts';
import { load } from '../show.ts';
import { ROWS } from './bad-rows.ts';

describe('bad definitions', () => {
  it.each(Object.entries(ROWS))('%s', (_name, { code, at, bad, good }) => {
    const found = load(bad);
    expect(found.problems.map((problem) => [problem.code, problem.pointer])).toEqual([[code, at]]);
    expect(found.nodes).toEqual([]);
    expect(load(good).problems).toEqual([]);
    expect(load(good).nodes).toHaveLength(1);
  });

  it('shows each as one paragraph', () => {
    const shown = Object.values(ROWS).map(({ bad }) => {
      const [finding] = toFindings(load(bad).problems, () => bad);
      return `${finding?.line}:${finding?.column} ${finding?.message} | ${finding?.expected ?? '-'} | ${finding?.actual ?? '-'} | ${finding?.hint}`;
    });
    expect(shown.join('\n')).toMatchInlineSnapshot(`
      "1:1 a.air.json: not an AIR definition | \`$kind\` | no \`$kind\` | Add \`$kind\`, or move the file out of the definition folder.
      1:2 a.air.json: not an AIR definition | an object with \`$kind\` | 5 | Add \`$kind\`, or move the file out of the definition folder.
      1:11 a.air.json: unknown \`$kind\` "defshema" | \`defschema\` | "defshema" | Did you mean \`defschema\`?
      1:11 a.air.json: wrong type of value in \`$kind\` | text | 1 | Give a value of the expected type.
      1:83 defplan acme.flow/core_demo@1: unknown field \`stesp\` | \`steps\` | "stesp" | Did you mean \`steps\`?
      1:96 defplan acme.flow/core_demo@1: unknown field \`doc\` | a known field | "doc" | Remove the key, or use \`$comment\` for a note.
      1:118 defplan acme.flow/core_demo@1: unknown field \`note\` | \`id\`, \`op\` or \`result\` | "note" | Remove the key, or use \`$comment\` for a note.
      1:93 defplan acme.flow/core_demo@1: missing field \`id\` | \`id\` | - | Add the field.
      1:93 defplan acme.flow/core_demo@1: missing field \`op\` | \`op\` | - | Add the field.
      1:111 defplan acme.flow/core_demo@1: wrong type of value in \`op\` | text | 1 | Give a value of the expected type.
      1:111 defplan acme.flow/core_demo@1: unknown op "ends" | \`end\` | "ends" | Did you mean \`end\`?
      1:111 defplan acme.flow/core_demo@1: unknown op "await_any": deferred, not built | - | "await_any" | Write the plan without it; spec/03-air.md lists the deferred ops.
      1:92 defplan acme.flow/core_demo@1: wrong type of value in \`steps\` | a list | an empty object | Give a value of the expected type.
      1:105 defplan acme.flow/core_demo@1: wrong type of value in \`edges\` | a list | null | Give a value of the expected type.
      1:106 defplan acme.flow/core_demo@1: wrong type of value in \`output\` | text | 5 | Give a value of the expected type.
      1:64 defmodule acme.flow/m@1: value not allowed here in \`module_kind\` | \`reducer\`, \`pure\` or \`workflow\` | "pur" | Did you mean \`pure\`?
      1:38 manifest: wrong type of value in \`air_version\` | \`"1"\` or \`"1.1"\` | 2 | Give a value of the expected type.
      1:38 manifest: value not allowed here in \`air_version\` | \`1\` or \`1.1\` | "2" | Use one of the expected words.
      1:100 defplan acme.flow/core_demo@1: malformed text in \`id\` | text that is not empty | "" | Write it in the expected form.
      1:32 defschema acme.flow/Order: malformed name | a name like \`acme.flow/core_sync@1\` | "acme.flow/Order" | Rename it, for example \`acme.flow/core_sync@1\`.
      1:32 defschema acme.flow/OOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOO: malformed name | at most 512 characters | "acme.flow/OOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOO…" | Rename it, for example \`acme.flow/core_sync@1\`.
      1:32 defschema acme.flow/Order@0: malformed name | a name like \`acme.flow/core_sync@1\` | "acme.flow/Order@0" | Rename it, for example \`acme.flow/core_sync@1\`.
      1:32 defschema sys/Order@1: reserved name | - | "sys/Order@1" | Choose a namespace of your own.
      1:69 defschema acme.flow/Order@1: malformed schema reference in \`ref\` | a reference like \`acme.flow/Order@1\` | "Order" | Write it like \`acme.flow/Order@1\`.
      1:109 manifest: malformed hash in \`hash\` | \`sha256:\` and 64 hexadecimal digits | "sha256:12" | Give the full hash, or leave it out where it is filled in.
      1:62 defschema acme.flow/Order@1: unknown field \`txt\` | \`text\` | "txt" | Did you mean \`text\`?
      1:61 defschema acme.flow/Order@1: not exactly one type in \`type\` | exactly one key | an object with "text", "nat" | Keep one key, for example \`{"text": {}}\`.
      1:61 defschema acme.flow/Order@1: not exactly one type in \`type\` | exactly one key | an empty object | Keep one key, for example \`{"text": {}}\`.
      1:71 defschema acme.flow/Order@1: unknown field \`max\` | no keys | "max" | Remove the key, or use \`$comment\` for a note.
      1:78 defschema acme.flow/Order@1: unknown field \`bool\` | \`int\`, \`nat\`, \`text\`, \`uuid\` or \`hash\` | "bool" | Remove the key, or use \`$comment\` for a note.
      1:73 defschema acme.flow/Order@1: malformed field name \`$tag\` | a name that does not begin with \`$\` | "$tag" | Rename the field.
      1:96 defplan acme.flow/core_demo@1: invariants are not supported | - | - | Remove \`invariants\`; check the condition with a guarded edge. spec/12-plans-v1.1.md has the design.
      1:147 defmodule acme.flow/m@1: only workflow modules emit effects | - | \`effects_emitted\` in a reducer module | Set \`module_kind: "workflow"\` and move its abi to \`abi.workflow\`, or remove \`effects_emitted\`.
      1:126 defmodule acme.flow/m@1: only workflow modules emit effects | - | \`effects_emitted\` in a pure module | Set \`module_kind: "workflow"\` and move its abi to \`abi.workflow\`, or remove \`effects_emitted\`.
      1:84 defmodule acme.flow/m@1: abi of another module kind | \`workflow\` | \`reducer\` | Rename the member of \`abi\`, or change \`module_kind\`.
      1:126 manifest: secret declared inside the manifest | \`{"name": …}\` | - | Move it to a \`defsecret\` and list its name.
      1:183 manifest: not an expression in \`ref\` | a literal, such as \`{"text": "…"}\` | \`ref\` | Write a typed literal, for example \`{"record": {…}}\`.
      1:182 manifest: not an expression in \`params\` | a literal, such as \`{"text": "…"}\` | an object with "hosts" | Write a typed literal, for example \`{"record": {…}}\`.
      1:189 defplan acme.flow/core_demo@1: not an expression in \`when\` | an expression, such as \`{"ref": "@plan.input"}\` | true | Write one form, for example \`{"ref": "@plan.input"}\`.
      1:189 defplan acme.flow/core_demo@1: list that AOS reads as an expression in \`when\` | an expression, such as \`{"ref": "@plan.input"}\` | a list of 1 | Write one expression, without a list around it.
      1:196 defplan acme.flow/core_demo@1: unknown op "eqq" | \`eq\` | "eqq" | Did you mean \`eq\`?
      1:189 defplan acme.flow/core_demo@1: missing field \`args\` | \`args\` | - | Add the field.
      1:190 defplan acme.flow/core_demo@1: unknown field \`rfe\` | \`ref\` | "rfe" | Did you mean \`ref\`?
      1:207 defplan acme.flow/core_demo@1: key beside an expression \`note\` | \`ref\` alone | "note" | Remove the key, or write the value as \`{"record": {…}}\`.
      1:158 defplan acme.flow/core_demo@1: not an expression in \`list/1\` | an expression, such as \`{"variant": {"tag": …}}\` | a literal | Write one form, for example \`{"ref": "@plan.input"}\`.
      1:139 defplan acme.flow/core_demo@1: not an expression in \`list/0\` | an expression or literal, such as \`{"text": "…"}\` | "a" | Write the type of the value: \`{"text": "…"}\`, \`{"nat": 5}\`.
      1:137 defplan acme.flow/core_demo@1: integer outside the range of its type in \`nat\` | 0 to 2^64-1 | -1 | Use an integer in range.
      1:137 defplan acme.flow/core_demo@1: integer outside the range of its type in \`int\` | -2^63 to 2^63-1 | 9223372036854775808 | Use an integer in range.
      1:174 defplan acme.flow/core_demo@1: integer outside the range of its type in \`max_fanout\` | 0 to 2^64-1 | -1 | Use an integer in range.
      1:138 defplan acme.flow/core_demo@1: malformed hash in \`hash\` | \`sha256:\` and 64 hexadecimal digits | "sha256:0" | Give the full hash, or leave it out where it is filled in.
      1:138 defplan acme.flow/core_demo@1: wrong type of value in \`text\` | text | 1 | Give a value of the expected type.
      1:139 defplan acme.flow/core_demo@1: unknown field \`a\` | no keys | "a" | Remove the key, or use \`$comment\` for a note.
      1:138 defplan acme.flow/core_demo@1: missing field \`key\` | \`key\` | - | Add the field.
      1:139 defplan acme.flow/core_demo@1: unknown field \`kye\` | \`key\` | "kye" | Did you mean \`key\`?
      1:141 defplan acme.flow/core_demo@1: missing field \`tag\` | \`tag\` | - | Add the field.
      1:129 defplan acme.flow/core_demo@1: list that AOS reads as an expression in \`expr\` | \`{"list": […]}\` | a list of 1 | Write the list out as a literal: \`{"list": […]}\`.
      1:129 defplan acme.flow/core_demo@1: list that AOS reads as an expression in \`expr\` | \`{"list": […]}\` | a list of 2 | Write the list out as a literal: \`{"list": […]}\`.
      1:143 defplan acme.flow/core_demo@1: key beside an expression \`id\` | \`text\` alone | "id" | Remove the key, or write the value as \`{"record": {…}}\`.
      1:142 defplan acme.flow/core_demo@1: key beside an expression \`id\` | \`tag\` and \`value\` alone | "id" | Remove the key, or write the value as \`{"record": {…}}\`.
      1:129 defplan acme.flow/core_demo@1: plain value that looks like an expression in \`expr\` | a valid \`list\`, or the record written out | an object with "list", "id" | Correct the expression, or write the value as \`{"record": {…}}\`."
    `);
  });
});
