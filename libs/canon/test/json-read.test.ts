// Every way in which JSON text can be wrong, with its place; and what is right although it looks odd.
import { describe, expect, test } from 'vitest';
import { readJson } from '../src/index.ts';
import type { ReadJsonOptions } from '../src/index.ts';

const bytesOf = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map(part => Buffer.from(part as string)));

/** `code line:column pointer expected | actual`, one line a problem. */
function problemsOf(source: string | Uint8Array, options?: ReadJsonOptions): readonly string[] {
  return readJson(source, options).problems.map(
    ({ code, line, column, pointer, expected, actual }) =>
      `${code} ${line}:${column} '${pointer}' ${expected ?? '-'} | ${actual ?? '-'}`,
  );
}

describe('syntax errors end reading', () => {
  test.each<[string, string]>([
    ['', "json_syntax 1:1 '' a value | end of file"],
    [' \n ', "json_syntax 2:2 '' a value | end of file"],
    ['{', "json_syntax 1:2 '' a key in double quotes | end of file"],
    ['{"a"', "json_syntax 1:5 '' ':' | end of file"],
    ['{"a":', "json_syntax 1:6 '/a' a value | end of file"],
    ['{"a":1', "json_syntax 1:7 '' ',' or '}' | end of file"],
    ['{"a":1,}', "json_syntax 1:8 '' a key in double quotes | '}'"],
    ['{"a":1 "b":2}', "json_syntax 1:8 '' ',' or '}' | '\"'"],
    ['{"a":1;}', "json_syntax 1:7 '' ',' or '}' | ';'"],
    ['{a:1}', "json_syntax 1:2 '' a key in double quotes | 'a'"],
    ["{'a':1}", "json_syntax 1:2 '' a key in double quotes | '''"],
    ['{"a" 1}', "json_syntax 1:6 '' ':' | '1'"],
    ['[', "json_syntax 1:2 '/0' a value | end of file"],
    ['[1,]', "json_syntax 1:4 '/1' a value | ']'"],
    ['[1 2]', "json_syntax 1:4 '' ',' or ']' | '2'"],
    ['[1}', "json_syntax 1:3 '' ',' or ']' | '}'"],
    ['{"x":[0,{"y":tru}]}', "json_syntax 1:14 '/x/1/y' a value | 'tru'"],
    ['truex', "json_syntax 1:5 '' end of file | 'x'"],
    ['{} {}', "json_syntax 1:4 '' end of file | '{'"],
    ['{}]', "json_syntax 1:3 '' end of file | ']'"],
    ['NaN', "json_syntax 1:1 '' a value | 'NaN'"],
    ['undefined', "json_syntax 1:1 '' a value | 'undefined'"],
    ['+1', "json_syntax 1:1 '' a value | '+1'"],
    ['.5', "json_syntax 1:1 '' a value | '.5'"],
    ['-', "json_syntax 1:2 '' a digit | end of file"],
    ['-Infinity', "json_syntax 1:2 '' a digit | 'Infinity'"],
    ['01', "json_syntax 1:1 '' a number without leading zeros | '01'"],
    ['-012', "json_syntax 1:2 '' a number without leading zeros | '012'"],
    ['00.5', "json_syntax 1:1 '' a number without leading zeros | '00.5'"],
    ['1.', "json_syntax 1:3 '' a digit | end of file"],
    ['[1.e5]', "json_syntax 1:4 '/0' a digit | 'e5'"],
    ['1e', "json_syntax 1:3 '' a digit | end of file"],
    ['1e+', "json_syntax 1:4 '' a digit | end of file"],
    ['[1e+]', "json_syntax 1:5 '/0' a digit | ']'"],
    ['0x10', "json_syntax 1:2 '' end of file | 'x10'"],
    ['1_000', "json_syntax 1:2 '' end of file | '_000'"],
    ['1\u000e', "json_syntax 1:2 '' end of file | U+000E"],
    ['// note\n{}', "json_syntax 1:1 '' a value | a comment"],
    ['{ /* note */ }', "json_syntax 1:3 '' a key in double quotes | a comment"],
    ['\u00a0{}', "json_syntax 1:1 '' a value | U+00A0"],
    ['\ufeff\ufeff{}', "json_bom 1:1 '' UTF-8 without byte order mark | UTF-8 byte order mark"],
    ['"abc', `json_syntax 1:5 '' closing '"' | end of file`],
    ['["abc\n"]', `json_syntax 1:6 '/0' closing '"' | end of line`],
    ['"abc\\', `json_syntax 1:6 '' closing '"' | end of file`],
    ['"a\tb"', "json_syntax 1:3 '' an escaped character | U+0009"],
    ['"a\u0000b"', "json_syntax 1:3 '' an escaped character | U+0000"],
    ['"ab\\x41"', "json_syntax 1:4 '' a JSON escape | \\x"],
    ['{"k\\q":1}', "json_syntax 1:4 '' a JSON escape | \\q"],
    ['"\\u12g4"', "json_syntax 1:2 '' a JSON escape | \\u12g4"],
    ['"\\u12"', "json_syntax 1:2 '' a JSON escape | \\u12"],
    ['{\n  "a": [\n    1,\n    oops\n  ]\n}', "json_syntax 4:5 '/a/1' a value | 'oops'"],
    ['{\r\n  "a": [\r\n    1,\r\n    oops\r\n  ]\r\n}', "json_syntax 4:5 '/a/1' a value | 'oops'"],
    ['{"😀": oops}', "json_syntax 1:8 '/😀' a value | 'oops'"],
  ])('%j', (text, problem) => {
    expect(problemsOf(text)[0]).toBe(problem);
    expect(readJson(text).value).toBeUndefined();
    expect(problemsOf(Buffer.from(text))).toEqual(problemsOf(text));
  });
});

describe('problems that do not stop reading', () => {
  test.each<[string, readonly string[], unknown]>([
    ['{"a":1,"b":2,"a":3}', ["json_duplicate_key 1:14 '/a' - | a"], { a: 3, b: 2 }],
    ['{"a":1,"\\u0061":3}', ["json_duplicate_key 1:8 '/a' - | a"], { a: 3 }],
    ['{"a":null,"a":1}', ["json_duplicate_key 1:11 '/a' - | a"], { a: 1 }],
    ['[{"a":{"x/y":1,\n"x/y":2}}]', ["json_duplicate_key 2:1 '/0/a/x~1y' - | x/y"], [{ a: { 'x/y': 2 } }]],
    ['{"__proto__":{"x":1},"b":2}', ["json_reserved_key 1:2 '/__proto__' - | __proto__"], { b: 2 }],
    ['{"\\u005f_proto__":1}', ["json_reserved_key 1:2 '/__proto__' - | __proto__"], {}],
    ['[1.0]', ["json_float 1:2 '/0' an integer | 1.0"], [1]],
    ['[1e3, 1E3, 2.5e-1]', ["json_float 1:2 '/0' an integer | 1e3", "json_float 1:7 '/1' an integer | 1E3", "json_float 1:12 '/2' an integer | 2.5e-1"], [1000, 1000, 0.25]],
    ['-0', ["json_float 1:1 '' an integer | -0"], -0],
    ['{"a":-0.0}', ["json_float 1:6 '/a' an integer | -0.0"], { a: -0 }],
    ['18446744073709551616', ["json_integer_range 1:1 '' -2^63..2^64-1 | 18446744073709551616"], 2 ** 64],
    ['-9223372036854775809', ["json_integer_range 1:1 '' -2^63..2^64-1 | -9223372036854775809"], -(2 ** 63)],
    ['"\\ud800"', ["json_encoding 1:1 '' pairs of surrogates | a lone surrogate"], '\ufffd'],
    ['["a\\udc00b"]', ["json_encoding 1:2 '/0' pairs of surrogates | a lone surrogate"], ['a\ufffdb']],
    ['{"\\ude00\\ud83d":1}', ["json_encoding 1:2 '' pairs of surrogates | a lone surrogate"], { '\ufffd\ufffd': 1 }],
    ['\ufeff{"a":1}', ["json_bom 1:1 '' UTF-8 without byte order mark | UTF-8 byte order mark"], { a: 1 }],
    ['{"a":1.5,"a":2,"b":oops', ["json_float 1:6 '/a' an integer | 1.5", "json_duplicate_key 1:10 '/a' - | a", "json_syntax 1:20 '/b' a value | 'oops'"], undefined],
  ])('%j', (text, problems, value) => {
    expect(problemsOf(text)).toEqual(problems);
    const result = readJson(Buffer.from(text));
    expect(problemsOf(Buffer.from(text))).toEqual(problems);
    expect(JSON.stringify(result.value)).toBe(JSON.stringify(value));
    if (typeof value === 'number') expect(Object.is(result.value, value)).toBe(true);
  });
});

describe('read without problems', () => {
  test.each<[string, unknown]>([
    ['{"constructor":1,"toString":2,"prototype":3}', { constructor: 1, toString: 2, prototype: 3 }],
    ['\t\r\n {"a"\n:\r\n[ ] , "b" : { } }\n', { a: [], b: {} }],
    ['{"":{"":0}}', { '': { '': 0 } }],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['9007199254740992', 2n ** 53n],
    ['9007199254740993', 9007199254740993n],
    ['-9007199254740991', Number.MIN_SAFE_INTEGER],
    ['-9007199254740992', -(2n ** 53n)],
    ['18446744073709551615', 2n ** 64n - 1n],
    ['-9223372036854775808', -(2n ** 63n)],
    ['999999999999999', 999999999999999],
    ['1000000000000000', 1e15],
    ['0', 0],
    ['-7', -7],
    ['"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00"', '"\\/\b\f\n\r\té😀'],
    ['"\u2028\u007f\ufeff"', '\u2028\u007f\ufeff'],
    ['"<<<<<<< HEAD"', '<<<<<<< HEAD'],
  ])('%j', (text, value) => {
    expect(problemsOf(text)).toEqual([]);
    const read = readJson(text).value;
    if (typeof value === 'object') expect(JSON.stringify(read)).toBe(JSON.stringify(value));
    else expect(read).toBe(value);
  });
});

describe('merge conflicts', () => {
  const ours = '{\n  "a": 1,\n<<<<<<< HEAD\n  "b": 1\n=======\n  "b": 2\n>>>>>>> topic\n}\n';
  test.each<[string, string, string]>([
    ['start marker', ours, "json_conflict_marker 3:1 '' - | <<<<<<<"],
    ['CRLF', ours.replaceAll('\n', '\r\n'), "json_conflict_marker 3:1 '' - | <<<<<<<"],
    ['first line', ours.slice(ours.indexOf('<')), "json_conflict_marker 1:1 '' - | <<<<<<<"],
    ['only the middle left', '{\n  "b": 1\n=======\n  "b": 2\n}', "json_conflict_marker 3:1 '' - | ======="],
    ['only the end left', '{\n  "b": 2\n>>>>>>> topic\n}', "json_conflict_marker 3:1 '' - | >>>>>>>"],
    ['base of diff3', '{\n||||||| base\n}', "json_conflict_marker 2:1 '' - | |||||||"],
    ['after another syntax error', '{"a": 1,}\n=======\n', "json_conflict_marker 2:1 '' - | ======="],
    ['indented is no marker', '{\n  ======= \n}', "json_syntax 2:3 '' a key in double quotes | '='"],
    ['eight are no marker', '{\n========\n}', "json_syntax 2:1 '' a key in double quotes | '='"],
  ])('%s', (_, text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
    expect(readJson(text).value).toBeUndefined();
  });
});

describe('encoding of bytes', () => {
  test.each<[string, Uint8Array, string]>([
    ['Latin-1', bytesOf('{"a":\n"caf', [0xe9], '"}'), "json_encoding 2:5 '' UTF-8 | byte 0xe9"],
    ['overlong', bytesOf('"', [0xc0, 0x80], '"'), "json_encoding 1:2 '' UTF-8 | byte 0xc0"],
    ['encoded surrogate', bytesOf('"é', [0xed, 0xa0, 0x80], '"'), "json_encoding 1:3 '' UTF-8 | byte 0xed"],
    ['cut at the end', bytesOf('"', [0xe2, 0x82]), "json_encoding 1:2 '' UTF-8 | byte 0xe2"],
    ['UTF-16 little endian', Buffer.from('\ufeff{}', 'utf16le'), "json_bom 1:1 '' UTF-8 without byte order mark | UTF-16 byte order mark"],
    ['UTF-16 big endian', Buffer.from('\ufeff{}', 'utf16le').swap16(), "json_bom 1:1 '' UTF-8 without byte order mark | UTF-16 byte order mark"],
  ])('%s', (_, bytes, problem) => {
    expect(problemsOf(bytes)).toEqual([problem]);
    expect(readJson(bytes).value).toBeUndefined();
  });

  test('a lone surrogate in a JavaScript string', () => {
    expect(problemsOf('{"a":\n"\ud800"}')).toEqual(["json_encoding 2:2 '' Unicode text | a lone surrogate"]);
  });
});

describe('bounds', () => {
  const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
  test('depth', () => {
    expect(problemsOf(nested(128))).toEqual([]);
    expect(problemsOf(nested(129))).toEqual([`json_depth 1:129 '${'/0'.repeat(128)}' at most 128 levels | -`]);
    expect(problemsOf('{"a":'.repeat(200))).toEqual([`json_depth 1:641 '${'/a'.repeat(128)}' at most 128 levels | -`]);
    expect(problemsOf(nested(3), { maxDepth: 2 })).toEqual(["json_depth 1:3 '/0/0' at most 2 levels | -"]);
    expect(readJson(nested(200)).value).toBeUndefined();
  });
  test('depth has a ceiling, so that no option can exhaust the stack', () => {
    expect(problemsOf(nested(1000), { maxDepth: Infinity })).toEqual([]);
    expect(problemsOf('['.repeat(5_000_000), { maxDepth: Infinity })[0]).toContain('json_depth 1:1001');
  });
  test('size', () => {
    expect(problemsOf('[1,2]', { maxBytes: 5 })).toEqual([]);
    expect(problemsOf('[1,23]', { maxBytes: 5 })).toEqual(["json_size 1:1 '' at most 5 bytes | 6 bytes"]);
    expect(problemsOf('"éé"', { maxBytes: 5 })).toEqual(["json_size 1:1 '' at most 5 bytes | 6 bytes"]);
    expect(problemsOf(Buffer.from('"éé"'), { maxBytes: 5 })).toEqual(["json_size 1:1 '' at most 5 bytes | 6 bytes"]);
    const large = Buffer.alloc(16 * 1024 * 1024 + 1, 0x20);
    expect(problemsOf(large)).toEqual(["json_size 1:1 '' at most 16777216 bytes | 16777217 bytes"]);
  });
  test('number of problems', () => {
    const { problems, value } = readJson(`[${'1.5,'.repeat(500)}oops]`);
    expect([problems.length, problems.at(-1)?.code, value]).toEqual([100, 'json_syntax', undefined]);
    expect(problemsOf(`{${'"a":1,'.repeat(500)}"b":2}`)).toHaveLength(100);
  });
  test('an integer of a million digits', () => {
    expect(problemsOf('1'.repeat(1_000_000))).toEqual([`json_integer_range 1:1 '' -2^63..2^64-1 | ${'1'.repeat(37)}...`]);
  });
});

describe('floats allowed', () => {
  test.each<[string, number]>([['1.5', 1.5], ['1e3', 1000], ['-0', -0], ['-2.5E-3', -0.0025]])('%s', (text, number) => {
    const { value, problems } = readJson(text, { floats: 'allow' });
    expect([problems, Object.is(value, number)]).toEqual([[], true]);
  });
  test('what is no finite number or no 64-bit integer is still a problem', () => {
    expect(problemsOf('1e999', { floats: 'allow' })).toEqual(["json_float 1:1 '' a finite number | 1e999"]);
    expect(problemsOf('18446744073709551616', { floats: 'allow' })).toHaveLength(1);
  });
});

test('objects have no prototype and nothing global changes', () => {
  const { value } = readJson('{"a":{"__proto__":{"polluted":1}},"constructor":{"prototype":{"polluted":1}}}');
  expect(Object.getPrototypeOf(value)).toBeNull();
  expect(Object.getPrototypeOf((value as { a: object }).a)).toBeNull();
  expect('polluted' in {}).toBe(false);
});
