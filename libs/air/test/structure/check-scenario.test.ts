// The shape of scenarios: small ones are small, each mistake gives one finding.
import { readJson } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { checkScenario } from '../../src/index.ts';

const problemsOf = (text: string) =>
  checkScenario(readJson(text).value!, 's.scenario.json', 'scenario s').map(({ code, pointer, expected }) => `${code} ${pointer} ${expected ?? ''}`);

describe('shape', () => {
  test.each([
    ['nothing', '{}'],
    ['an event', '{"inputs": [{"event": "w/Go@1", "value": {"id": "a"}}]}'],
    ['a missing receipt', '{"receipts": [{"kind": "timer.set", "answers": []}]}'],
    ['everything', '{"start": 0, "seed": "x", "limits": {"value_depth": 9}, "max_items": 5, "content": {"a": {"text": ""}}, "secrets": {"k": "v"}, "inputs": [{"upgrade": "next", "at": "1h"}], "expect": {"events": [{"event": "w/Done@1", "count": 0}], "plans": [{"plan": "w/main@1", "status": "running"}], "cells": [{"module": "w/M@1", "key": "k", "state": null}], "effects": {"timer.set": 1}, "under_way": {}, "faults": [{"fault": "limit"}]}, "$comment": "why"}'],
  ])('%s', (_name, text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['a mistyped member', '{"input": []}', 'unknown_field /input `inputs`'],
    ['both kinds of input', '{"inputs": [{"event": "w/Go@1", "upgrade": "x"}]}', 'bad_type /inputs/0 exactly one of `event`, `upgrade`'],
    ['neither', '{"inputs": [{"at": 1}]}', 'bad_type /inputs/0 exactly one of `event`, `upgrade`'],
    ['a mistyped event', '{"inputs": [{"evnt": "w/Go@1"}]}', 'unknown_field /inputs/0/evnt `event`'],
    ['a schema without version', '{"inputs": [{"event": "w/Go"}]}', 'bad_schema_ref /inputs/0/event a reference like `acme.flow/Order@1`'],
    ['a status', '{"receipts": [{"kind": "timer.set", "answers": [{"status": "late"}]}]}', 'bad_choice /receipts/0/answers/0/status `ok`, `error` or `timeout`'],
    ['no answers', '{"receipts": [{"kind": "timer.set"}]}', 'missing_field /receipts/0 `answers`'],
    ['content without a form', '{"content": {"a": {}}}', 'bad_type /content/a exactly one of `text`, `base64`, `files`'],
    ['zero items', '{"max_items": 0}', 'value_range /max_items at least 1'],
  ])('%s', (_name, text, expected) => {
    expect(problemsOf(text)).toEqual([expected]);
  });
});
