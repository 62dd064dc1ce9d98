// JUnit XML, byte for byte.
import { expect, test } from 'vitest';
import { renderJUnit } from '../src/junit.ts';

test('suites, cases, failures', () => {
  const suites = [
    { name: 'crashes', cases: [{ name: 'a & "b"', failures: [] }, { name: 'c', failures: ['<wrong>\nsecond line'], output: 'ran' }] },
    { name: 'none', cases: [] },
  ];
  expect(renderJUnit('crash-resume', suites)).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="crash-resume" tests="2" failures="1">
      <testsuite name="crashes" tests="2" failures="1">
        <testcase classname="crashes" name="a &amp; &quot;b&quot;"/>
        <testcase classname="crashes" name="c">
          <failure message="&lt;wrong&gt;">&lt;wrong&gt;&#10;second line</failure>
          <system-out>ran</system-out>
        </testcase>
      </testsuite>
      <testsuite name="none" tests="0" failures="0">
      </testsuite>
    </testsuites>
    "
  `);
});

test('characters that XML cannot hold', () => {
  expect(renderJUnit('\u0000\ud800', [])).toContain('name="\ufffd\ufffd"');
});
