import { parse } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { addExemption } from '../../../server/configuration/limits/addExemption.ts';

const request = { path: 'src/table.py', rule: 'file-too-long', expires: '2027-02-20' } as const;
const reason = 'TODO: nobody has given a reason yet.';
const entry = `{ "files": ["src/table.py"], "rules": ["file-too-long"], "reason": "${reason}", "expires": "2027-02-20" }`;
const old = '{ "files": ["a.py"], "rules": ["too-complex"], "reason": "old" }';

describe('an exemption added to swarm.json', () => {
  it.each([
    ['nothing', '{}', `{\n  "v2": {\n    "exemptions": [\n      ${entry}\n    ]\n  }\n}`],
    [
      'no v2',
      '{\n\t// why\n\t"base": "main" // trunk\n}\n',
      `{\n\t// why\n\t"base": "main", // trunk\n\t"v2": {\n\t\t"exemptions": [\n\t\t\t${entry}\n\t\t]\n\t}\n}\n`,
    ],
    [
      'no exemptions, behind a trailing comma',
      '{\n  "v2": {\n    "limits": { "file": 400 }, // agreed\n  },\n}\n',
      `{\n  "v2": {\n    "limits": { "file": 400 }, // agreed\n    "exemptions": [\n      ${entry}\n    ],\n  },\n}\n`,
    ],
    [
      'an empty list with a comment',
      '{ "v2": { "exemptions": [\n    // none yet\n  ] } }',
      `{ "v2": { "exemptions": [\n    // none yet\n    ${entry}\n] } }`,
    ],
    ['one in its line', `{"v2":{"exemptions":[${old}]}}`, `{"v2":{"exemptions":[${old}, ${entry}]}}`],
    [
      'one with a comment behind it',
      `{\n  "v2": {\n    "exemptions": [\n      ${old} // see #12\n      // more to come\n    ]\n  }\n}\n`,
      `{\n  "v2": {\n    "exemptions": [\n      ${old}, // see #12\n      ${entry}\n      // more to come\n    ]\n  }\n}\n`,
    ],
    [
      'one behind a comma and CRLF',
      `{\r\n  "v2": {\r\n    "exemptions": [\r\n      ${old}, /* one */ // two\r\n    ]\r\n  }\r\n}\r\n`,
      `{\r\n  "v2": {\r\n    "exemptions": [\r\n      ${old}, /* one */ // two\r\n      ${entry},\r\n    ]\r\n  }\r\n}\r\n`,
    ],
    [
      'one whose comma stands a line below',
      `{\n  "v2": {\n    "exemptions": [\n      ${old} // one,\n      ,\n    ]\n  }\n}\n`,
      `{\n  "v2": {\n    "exemptions": [\n      ${old} // one,\n      ,\n      ${entry},\n    ]\n  }\n}\n`,
    ],
  ])('stands behind %s, and the rest stays as it is', async (_, text, expected) => {
    const added = await addExemption(text, request);
    expect(added?.text).toBe(expected);
    expect(parse(added?.text ?? '').v2.exemptions.at(-1)).toEqual(JSON.parse(entry));
    const { start, end } = added?.reason ?? { start: 0, end: 0 };
    expect(added?.text.slice(start, end)).toBe(reason);
  });

  it.each([
    ['src/table.py', 'src/table.py'],
    ['main.py', '/main.py'],
    ['app/[id]/(shop)/page+x.tsx', 'app/?id?/?shop?/page?x.tsx'],
    ['!odd/@(a|b)*{c}.py', '?odd/??a?b???c?.py'],
  ])('names %s so that it alone is meant', async (path, glob) => {
    const added = await addExemption('{}', { ...request, path });
    expect(parse(added?.text ?? '{}').v2?.exemptions[0].files).toEqual([glob]);
  });

  it.each([
    ['no JSON', '{ "v2": '],
    ['no object', '[]'],
    ['a configuration with a mistake', '{ "v2": { "limits": { "file": "many" } } }'],
    ['a list that is none', '{ "v2": { "exemptions": {} } }'],
  ])('is refused in %s', (_, text) => expect(addExemption(text, request)).resolves.toBeUndefined());
});
