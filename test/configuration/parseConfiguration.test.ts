import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../server/configuration/parseConfiguration.ts';
import { defaultConfiguration } from '../../server/protocol/configuration/configuration.ts';

/** `message @ the text it marks` of each problem. */
function marks(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  return parseConfiguration(text).problems.map(({ message, range: { start, end } }) => {
    const line = lines[start.line - 1] ?? '';
    const marked = line.slice(start.column - 1, end.line === start.line ? end.column - 1 : undefined);
    return `${message} @ ${marked}`;
  });
}

describe('parseConfiguration', () => {
  it('reads comments and trailing commas', () => {
    const { configuration, problems } = parseConfiguration(`{
      // the limit of our GUI
      "v2": { "limits": { "file": 500, }, /* nothing else */ },
    }`);
    expect(problems).toEqual([]);
    expect(configuration?.v2.limits).toEqual({ file: 500 });
  });

  it('gives every default for an empty object', () => {
    expect(parseConfiguration('{}').configuration).toEqual(defaultConfiguration());
  });

  it('reads a file with a byte order mark and leaves the mark out of the columns', () => {
    expect(parseConfiguration('\uFEFF{}').problems).toEqual([]);
    expect(parseConfiguration('\uFEFF{"bas": 1}').problems[0]?.range.start).toEqual({ line: 1, column: 2 });
  });

  it.each(['', '   \n\n', '// nothing yet\n', '\uFEFF'])(
    'asks for {} where a file says nothing: %j',
    (text) => {
      expect(parseConfiguration(text)).toMatchObject({
        configuration: undefined,
        problems: [{ message: 'The file says nothing: write {} for a configuration of defaults.' }],
      });
    },
  );

  it('suggests the nearest known key at the place of the unknown one', () => {
    const text = '{\n "environments": { "staging": { "healthTimeoutSecond": 5 } }\n}';
    expect(marks(text)).toEqual([
      `'healthTimeoutSecond' is not known here; did you mean 'healthTimeoutSeconds'? @ "healthTimeoutSecond"`,
    ]);
    expect(marks('{"colour": 1}')).toEqual([`'colour' is not known here. @ "colour"`]);
  });

  it('names what is missing at the name of the object that lacks it', () => {
    expect(marks('{"teams": {"red": {}}}')).toEqual([`'branchPrefix' is missing here. @ "red"`]);
  });

  it('marks a value of the wrong type, size or form', () => {
    const limits = (value: string) => marks(`{"v2": {"limits": {"file": ${value}}}}`);
    expect(limits('"many"')).toEqual([`'file' must be a number, not a string. @ "many"`]);
    expect(limits('-1')).toEqual(["'file' must be at least 0. @ -1"]);
    expect(limits('1.5')).toEqual(["'file' must be a whole number. @ 1.5"]);
    expect(marks('{"teams": {"red": {"branchPrefix": "--upload-pack=x"}}}')).toEqual([
      `'branchPrefix': use a branch prefix such as feature/realtime. @ "--upload-pack=x"`,
    ]);
    expect(marks('{"v2": {"counting": "nonblank"}}')).toEqual([
      `'counting' must be one of physical, non-blank, code; did you mean 'non-blank'? @ "nonblank"`,
    ]);
    expect(marks('[]')).toEqual(['The configuration must be an object, not a list. @ [']);
  });

  it('counts the entries of a list from 1', () => {
    const team = (members: string, more = '') =>
      marks(`{"teams": {"red": {"branchPrefix": "red", "members": ${members}${more}}}}`);
    expect(team('["a", 7]')).toEqual(["Entry 2 of 'members' must be a string, not a number. @ 7"]);
    expect(team('[]', ', "deployment": {"command": []}')).toEqual([
      `'command' must have at least 1 entry. @ "command"`,
    ]);
    expect(marks('{"base": ""}')).toEqual([`'base' must have at least 1 character. @ ""`]);
  });

  it('marks a name that cannot be one', () => {
    expect(marks('{"teams": {"Red Team": {"branchPrefix": "red"}}}')).toEqual([
      expect.stringMatching(/^'Red Team' cannot be a name here: use lower-case letters.* @ "Red Team"$/),
    ]);
    const variable = '{"command": ["serve"], "environment": {"1ST": "x"}}';
    expect(marks(`{"teams": {"red": {"branchPrefix": "red", "deployment": ${variable}}}}`)).toEqual([
      expect.stringMatching(/^'1ST' cannot be a name here: use letters.* @ "1ST"$/),
    ]);
    expect(marks('{"teams": {"__proto__": {"branchPrefix": "red"}}}')).toEqual([
      `'__proto__' cannot be a name here. @ "__proto__"`,
    ]);
  });

  it('reports a key stated twice at its second place', () => {
    expect(parseConfiguration('{"base": "main",\n "base": "trunk"}')).toMatchObject({
      configuration: undefined,
      problems: [
        {
          message: "'base' is stated twice here.",
          range: { start: { line: 2, column: 2 }, end: { line: 2, column: 8 } },
        },
      ],
    });
  });

  it('reports slots of a team that does not exist at that team', () => {
    expect(marks('{"environments": {"staging": {"slots": {"blue": ["slot-1"]}}}}')).toEqual([
      `'blue': there is no team "blue" under "teams". @ "blue"`,
    ]);
  });

  it('says in a sentence what breaks the syntax, after any kind of line break', () => {
    expect(marks('{"base": "main" "v2": {}}')).toEqual(['A comma is missing here. @ "v2"']);
    expect(marks('{\r\n"base": nope\r}')[0]).toBe(
      'Only strings, numbers, true, false and null can stand here. @ nope',
    );
    expect(marks('{"base": "main"')).toEqual(['A closing brace } is missing here. @ ']);
  });

  it('counts columns in UTF-16 units', () => {
    expect(parseConfiguration('{"lead": "🙂", "bas": 1}').problems.at(-1)?.range.start.column).toBe(16);
  });

  it('bounds size, depth and the number of problems', () => {
    expect(parseConfiguration('x'.repeat(10_000_000)).problems).toHaveLength(1);
    expect(marks('['.repeat(10_000))).toEqual(['Brackets are nested more than 100 deep here. @ [']);
    expect(marks('{"teams":'.repeat(10_000))).toHaveLength(1);
    expect(parseConfiguration('~ '.repeat(10_000)).problems.length).toBeLessThanOrEqual(100);
    const unknown = Array.from({ length: 1000 }, (_, index) => `"unknown${index}": 1`).join();
    expect(parseConfiguration(`{${unknown}}`).problems).toHaveLength(100);
  });
});

/** Texts near to configurations: pieces of JSON and of the schema's words in any order. */
const nearly = fc
  .array(
    fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"v2"',
      '"limits"',
      '"teams"',
      '"base"',
      '"__proto__"',
      '"toString"',
      '1',
      '-1e999',
      'true',
      '"',
      "'",
      '//',
      '/*',
      '\n',
      '\r',
      '\r\n',
      '\uFEFF',
      '\0',
      '\\',
      '🙂',
      ' ',
    ),
  )
  .map((pieces) => pieces.join(''));

it('reads a megabyte and no more, counted as on disk', () => {
  const sized = (bytes: number, letter: string) =>
    `{}//${letter.repeat((bytes - 4) / Buffer.byteLength(letter))}`;
  expect(parseConfiguration(sized(1_000_000, 'é')).problems).toEqual([]);
  expect(parseConfiguration(sized(1_000_002, 'é')).problems.map(({ message }) => message)).toEqual([
    'The file has 1.01 MB; a configuration has at most 1 MB.',
  ]);
});

it('ends a problem before a CRLF, not inside', () => {
  const [problem] = parseConfiguration('"\\\r\n').problems;
  expect(problem?.range).toEqual({ start: { line: 1, column: 1 }, end: { line: 1, column: 3 } });
});

describe('parseConfiguration, for any text', () => {
  it('never throws, and every problem lies in the text', () => {
    void fc.assert(
      fc.property(fc.oneof(nearly, fc.string({ unit: 'binary' }), fc.json()), (text) => {
        const { configuration, problems } = parseConfiguration(text);
        expect(configuration === undefined).toBe(problems.length > 0);
        const lines = text.split(/\r\n|\n|\r/);
        for (const { range, message } of problems) {
          expect(message).toMatch(/[.?]$/);
          for (const { line, column } of [range.start, range.end]) {
            expect(line).toBeGreaterThanOrEqual(1);
            expect(column).toBeGreaterThanOrEqual(1);
            expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? -1) + 1);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('gives back what JSON.stringify wrote of a valid configuration', () => {
    const limit = fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined });
    const limits = fc.record({ file: limit, function: limit, class: limit });
    void fc.assert(
      fc.property(limits, (stated) => {
        const { configuration } = parseConfiguration(JSON.stringify({ v2: { limits: stated } }));
        expect(configuration?.v2.limits).toEqual(JSON.parse(JSON.stringify(stated)));
      }),
    );
  });
});
